// bench_firmware [--short] [FIRMWARE.elf POLLED.elf CONSTANT.elf]: the device's promises, measured on the simulated
// chip cycle by cycle, beside a plain polled stepper loop. Every figure is exact and the same in every run. --short: a
// tenth of the steps and a fraction of the cuts and writes, which the tests count in full.
#include <algorithm>
#include <cstdio>
#include <string>
#include <string_view>
#include <utility>

#include "simulator/chip/measures/cut_measures.h"
#include "simulator/chip/measures/step_measures.h"

namespace {

using namespace focus::chip;

Cycle interrupts_off = 0;
unsigned stack = 0;
bool kept = true;

const char* mark(bool good) {
    kept = kept && good;
    return good ? "kept" : "BROKEN";
}

void promise(const char* what, const std::string& bound, const std::string& measured, bool good) {
    std::printf("%-58s %14s %18s   %s\n", what, bound.c_str(), measured.c_str(), mark(good));
    std::fflush(stdout);
}

std::string text(double value, const char* unit) {
    char line[40];
    std::snprintf(line, sizeof line, "%.6g %s", value, unit);
    return line;
}

double microseconds(Cycle cycles) { return static_cast<double>(cycles) / 16; }

constexpr double kWorstEdge = 0;  // cycles
constexpr std::pair<const char*, Load> kLoads[] = {{"none", Load::none},
                                                   {"queries", Load::queries},
                                                   {"flood", Load::flood},
                                                   {"stream", Load::stream},
                                                   {"bytes", Load::bytes}};

void see(const Deviation& d) {
    interrupts_off = std::max(interrupts_off, d.interrupts_off);
    stack = std::max(stack, d.stack);
}

void edge_table(const Firmware& ours, const Firmware& polled, bool brief) {
    std::printf(
        "Coil edges against their commanded instants, worst in cycles of 62.5 ns, whole moves with both ramps.\n"
        "none: only the sensor. queries: 20 a second, and EEPROM saves. flood: lines as soon as the last was "
        "answered.\n"
        "stream: lines back to back. bytes: random ones back to back. The polled loop has queries and no ramp.\n\n");
    std::printf("%9s %8s |", "steps/s", "steps");
    for (const auto& [name, load] : kLoads) std::printf(" %8s", name);
    std::printf(" | %5s | %12s\n", "lost", "polled loop");
    double worst = 0, best_polled = 1e9;
    std::size_t edges = 0;
    bool all = true;
    for (const long speed : {250L, 500L, 777L, 1000L, 1999L, 2000L}) {
        const long steps = speed * (brief ? 4 : 16);
        std::printf("%9ld %8ld |", speed, steps);
        long missing = 0;
        for (const auto& [name, load] : kLoads) {
            const Deviation d = measure_move(ours, speed, steps, load);
            see(d);
            std::printf(" %8.0f", d.worst);
            std::fflush(stdout);
            worst = std::max(worst, d.worst);
            edges += d.edges;
            missing += d.missing;
            all = all && d.missing == 0 && d.slips == 0 && d.unanswered == 0;
        }
        const Deviation p = measure_polled(polled, speed, speed * 4);
        best_polled = std::min(best_polled, p.worst);
        std::printf(" | %5ld | %12.0f\n", missing, p.worst);
        std::fflush(stdout);
    }
    std::printf("\n%-58s %14s %18s\n", "promise", "bound", "measured");
    promise(("coil edge against the commanded instant, " + std::to_string(edges) + " edges").c_str(), "0 cycles",
            text(worst, "cycles"), all && worst <= kWorstEdge);
    promise("  the polled loop on the same chip, at its best speed", "over 100000", text(best_polled, "cycles"),
            best_polled > 100000);
    const Deviation swept = measure_sweep(ours, 400);
    see(swept);
    promise("  one byte in each of the last 400 cycles", "0 cycles", text(swept.worst, "cycles"),
            swept.missing == 0 && swept.worst <= kWorstEdge);
}

void step_promises(const Firmware& ours, const Firmware& constant, bool brief) {
    const long steps = brief ? 100'000 : 1'000'000;
    const Deviation flooded = measure_move(ours, 2000, steps, Load::flood);
    promise(("steps lost or added over " + std::to_string(steps) + ", flooded").c_str(), "0",
            std::to_string(flooded.missing), flooded.missing == 0 && flooded.slips == 0 && flooded.unanswered == 0);
    promise("worst edge of those", "0 cycles", text(flooded.worst, "cycles"), flooded.worst <= kWorstEdge);
    see(flooded);
    const Deviation fast = measure_constant(constant, 8000, 150000);
    promise("8000 steps/s without loss, queries under way", "0 lost", std::to_string(fast.missing) + " lost",
            fast.missing == 0 && fast.slips == 0);
    const Cycle halt = measure_halt(ours, 1000);
    promise("halt received to last step, at 1000 steps/s", "20 ms", text(microseconds(halt) / 1000, "ms"),
            halt <= ms(20));
    Cycle answer = 0;
    for (const long speed : {0L, 500L, 2000L}) answer = std::max(answer, measure_answer(ours, speed, 400));
    promise("answer to q, last character in to first out", "2 ms", text(microseconds(answer) / 1000, "ms"),
            answer <= ms(2));
}

void memory_promises(const Firmware& ours, bool brief) {
    Cuts all;
    const unsigned sessions = brief ? 1 : 4;
    const std::size_t wanted = 1250 * sessions;
    for (unsigned seed = 1; seed <= sessions; ++seed) {
        const Cuts c = measure_cuts(ours, seed, 14);
        all.tried += c.tried;
        all.idle += c.idle;
        all.in_motion += c.in_motion;
        all.wrong += c.wrong + c.mute;
        all.false_alarm += c.false_alarm;
        all.missed += c.missed;
        if (all.first.empty()) all.first = c.first;
    }
    promise("power cuts: every byte of every save x 6 outcomes", std::to_string(wanted) + " tried",
            std::to_string(all.tried) + " tried", all.tried >= wanted);
    promise("  wrong positions, or beyond the bound", "0", std::to_string(all.wrong), all.wrong == 0);
    promise(("  at rest and not exact (of " + std::to_string(all.idle) + ")").c_str(), "0",
            std::to_string(all.false_alarm), all.false_alarm == 0);
    promise(("  in motion and not reported (of " + std::to_string(all.in_motion) + ")").c_str(), "0",
            std::to_string(all.missed), all.missed == 0);
    if (!all.first.empty()) std::printf("  first: %s\n", all.first.c_str());

    promise("flash", "24576 bytes", text(static_cast<double>(ours.flash.size()), "bytes"), ours.flash.size() < 24576);
    promise("static RAM", "1024 bytes", text(ours.static_ram, "bytes"), ours.static_ram < 1024);
    promise("static RAM and deepest stack seen", "1536 bytes", text(ours.static_ram + stack, "bytes"),
            ours.static_ram + stack < 1536);
    promise("longest stretch with interrupts off", "8 us", text(microseconds(interrupts_off), "us"),
            microseconds(interrupts_off) <= 8);
    const unsigned year = 365 * 200;
    const unsigned moves = brief ? year / 50 : year;
    const double years = 20.0 * year / moves * measure_wear(ours, moves);
    promise("EEPROM, writes of any cell in 20 such years", "100000", text(years, "writes"), years <= 100000);
}

}  // namespace

int main(int argc, char** argv) {
    const bool brief = argc > 1 && std::string_view(argv[1]) == "--short";
    if (brief) --argc, ++argv;
    const char* paths[3] = {FIRMWARE_ELF, POLLED_ELF, CONSTANT_ELF};
    Firmware firmware[3];
    for (int i = 0; i < 3; ++i) {
        std::string error;
        if (!Firmware::load(argc == 4 ? argv[i + 1] : paths[i], firmware[i], error)) {
            std::fprintf(stderr, "bench_firmware: %s\n", error.c_str());
            return 2;
        }
    }
    edge_table(firmware[0], firmware[1], brief);
    step_promises(firmware[0], firmware[2], brief);
    memory_promises(firmware[0], brief);
    return kept ? 0 : 1;
}
