#include "simulator/chip/measures/step_measures.h"

#include <algorithm>
#include <cmath>
#include <random>
#include <utility>

#include "device/motion/stepper_motion.h"

namespace focus::chip {
namespace {

constexpr Cycle kCyclesPerTick = 8;
constexpr unsigned kSpeedSlot = 3, kMaximumSlot = 5;
constexpr long kFarthest = 1000000;

const std::vector<std::string> kLines = {
    "q", "u",     "x",        "F:0", "#", "nonsense:1:2:3", "q", "P:5", "F:1", "\x80\xFF\x01garbage", "p",
    "i", "R:0:x", "U:1:2:3:", "v",   "q"};

void add_load(Traffic& traffic, Load load) {
    switch (load) {
        case Load::none: break;
        case Load::queries:
            traffic.repeat("q", ms(50));
            traffic.repeat("F:0", ms(400));  // the switch is kept in the journal: a save
            traffic.repeat("F:1", ms(410));
            break;
        case Load::flood: traffic.flood(kLines); break;
        case Load::stream: {
            std::string all;
            for (const std::string& line : kLines) all += line + "\n";
            traffic.stream(all);
            break;
        }
        case Load::bytes: {
            std::mt19937 random(1);
            std::string noise;
            while (noise.size() < 4096) noise += static_cast<char>(random());
            traffic.stream(noise);
            break;
        }
    }
}

// At rest again: no step for a quarter of a second.
bool rests(const Chip& chip) { return chip.coils().edges().size() > 1 && chip.now() - chip.coils().last() > ms(250); }

/// How the coils kept their time since they were recorded.
Deviation found_on(const Chip& chip, const std::vector<Cycle>& commanded) {
    Deviation found = deviation(step_edges(chip.coils().edges()), commanded);
    found.slips = chip.coils().rotor().slips();
    found.interrupts_off = chip.core().use().interrupts_off;
    found.stack = kRamEnd - chip.core().use().lowest_stack;
    return found;
}

}  // namespace

std::vector<Cycle> step_edges(const std::vector<CoilEdge>& edges) {
    std::vector<Cycle> instants;
    CoilPhase last = 0;
    for (const CoilEdge& edge : edges) {
        if (last != 0 && edge.coils != 0) instants.push_back(edge.at);
        last = edge.coils;
    }
    return instants;
}

Deviation deviation(const std::vector<Cycle>& instants, const std::vector<Cycle>& intervals) {
    Deviation found;
    found.edges = instants.size();
    found.missing = static_cast<long>(intervals.size()) + 1 - static_cast<long>(instants.size());
    if (instants.empty()) return found;
    std::vector<double> off;
    Cycle commanded = instants[0];
    for (std::size_t i = 0; i < instants.size(); ++i) {
        if (i > 0 && i <= intervals.size()) commanded += intervals[i - 1];
        off.push_back(static_cast<double>(instants[i]) - static_cast<double>(commanded));
    }
    std::vector<double> sorted = off;
    std::nth_element(sorted.begin(), sorted.begin() + static_cast<std::ptrdiff_t>(sorted.size() / 2), sorted.end());
    const double middle = sorted[sorted.size() / 2];
    double squares = 0;
    for (const double o : off) {
        found.worst = std::max(found.worst, std::abs(o - middle));
        squares += (o - middle) * (o - middle);
    }
    found.sd = std::sqrt(squares / static_cast<double>(off.size()));
    return found;
}

std::vector<Cycle> commanded_intervals(long from, long to, long speed) {
    StepperMotion motion;
    motion.place(Position(static_cast<std::int32_t>(from)), 0);
    motion.set_cruise(Cruise(static_cast<std::int32_t>(speed)));
    motion.set_target(Position(static_cast<std::int32_t>(to)));
    std::vector<Cycle> intervals;
    motion.start();
    while (const std::uint32_t ticks = motion.advance()) intervals.push_back(ticks * kCyclesPerTick);
    return intervals;
}

Deviation measure_move(const Firmware& firmware, long speed, long steps, Load load) {
    Subject subject(firmware);
    Chip& chip = subject.chip;
    subject.set(kSpeedSlot, speed);
    if (steps > 28000) subject.set(kMaximumSlot, kFarthest);
    subject.settle();
    chip.core().forget_use();
    chip.coils().record(true);
    subject.move_to(steps);
    Traffic traffic(chip);
    add_load(traffic, load);
    traffic.run_until([&chip] { return rests(chip); }, seconds(static_cast<std::uint64_t>(steps / speed * 2 + 10)));
    Deviation found = found_on(chip, commanded_intervals(0, steps, speed));
    found.unanswered = traffic.unanswered();
    return found;
}

Deviation measure_sweep(const Firmware& firmware, unsigned cycles) {
    constexpr long kSpeed = 1000;
    constexpr Cycle kInterval = kRampTicksPerSecond / kSpeed * kCyclesPerTick;
    constexpr unsigned kAnswer = 16;  // steps that an answer may take
    const long steps = static_cast<long>(cycles) * (kAnswer + 3) + 2000;
    Subject subject(firmware);
    Chip& chip = subject.chip;
    subject.set(kSpeedSlot, kSpeed);
    subject.settle();
    chip.core().forget_use();
    chip.coils().record(true);
    subject.move_to(steps);
    const auto next_edge = [&chip] {
        const std::size_t before = chip.coils().edges().size();
        chip.run_until([&] { return chip.coils().edges().size() > before; }, seconds(1), us(50));
        return chip.coils().last() + kInterval;
    };
    Cycle edge = 0;
    long ramp = 0;
    for (Cycle next = next_edge(); next - edge != kInterval && ++ramp < steps; next = next_edge()) edge = next;
    for (unsigned before = 0; before < cycles; ++before) chip.uart().receive_at(next_edge() - before, 'z');
    chip.ask("");
    for (unsigned before = 0; before < cycles; ++before) {
        edge = next_edge();
        chip.receive("q");
        chip.uart().receive_at(edge - before, '\n');
        for (unsigned i = 1; i < kAnswer; ++i) next_edge();
    }
    for (unsigned before = 0; before < cycles; ++before) {
        // The answer begins to leave within two steps and takes five more.
        if (before % 4 == 0) {
            chip.receive("\nq\n");
            next_edge();
            next_edge();
            next_edge();
        }
        edge = next_edge();
        chip.uart().receive_at(edge - before, 'z');
    }
    chip.run_until([&chip] { return rests(chip); }, seconds(20));
    return found_on(chip, commanded_intervals(0, steps, kSpeed));
}

Deviation measure_polled(const Firmware& polled, long speed, long steps) {
    Chip chip(polled);
    chip.power_on();
    chip.run_for(Chip::kStartUp + ms(10));
    chip.ask("V:" + std::to_string(speed));
    chip.coils().record(true);
    chip.ask("R:0:" + std::to_string(steps));
    Traffic traffic(chip);
    add_load(traffic, Load::queries);
    traffic.run_until([&chip] { return rests(chip); }, seconds(static_cast<std::uint64_t>(steps / speed * 2 + 10)));
    const std::vector<Cycle> intervals(static_cast<std::size_t>(steps - 2),  // the first edge switches the coils on
                                       kRampTicksPerSecond / static_cast<Cycle>(speed) * kCyclesPerTick);
    return found_on(chip, intervals);
}

Deviation measure_constant(const Firmware& constant, long speed, long steps) {
    Chip chip(constant);
    chip.coils().record(true);
    chip.power_on();
    Traffic traffic(chip);
    add_load(traffic, Load::queries);
    traffic.run_until([&chip] { return rests(chip); }, seconds(static_cast<std::uint64_t>(steps / speed * 2 + 10)));
    return found_on(chip, commanded_intervals(0, steps, speed));
}

Cycle measure_halt(const Firmware& firmware, long speed) {
    Subject subject(firmware);
    Chip& chip = subject.chip;
    subject.set(kSpeedSlot, speed);
    subject.settle();
    subject.move_to(20000);
    chip.run_for(seconds(2));
    Cycle heard = 0;
    chip.uart().on_arrival = [&heard](Cycle at) { heard = at; };
    chip.ask("H");
    chip.run_for(ms(500));
    return chip.coils().last() - heard;
}

Cycle measure_answer(const Firmware& firmware, long speed, unsigned queries) {
    Subject subject(firmware);
    Chip& chip = subject.chip;
    if (speed != 0) {
        subject.set(kSpeedSlot, speed);
        subject.settle();
        subject.move_to(28000);
        chip.run_for(seconds(1));
    }
    Cycle heard = 0, worst = 0;
    bool first = false;
    chip.uart().on_arrival = [&](Cycle at) {
        heard = at;
        first = true;
    };
    chip.on_output = [&](Cycle start, char) {
        if (std::exchange(first, false)) worst = std::max(worst, start - heard);
    };
    for (unsigned i = 0; i < queries; ++i) {
        if (chip.ask("q").rfind("q:", 0) != 0) return kNever;
        chip.run_for(us(977 + 13 * (i % 64)));                  // every phase of whatever repeats in the device
        if (i % 8 == 0) chip.ask(i % 16 == 0 ? "F:0" : "F:1");  // a save under way
    }
    return worst;
}

}  // namespace focus::chip
