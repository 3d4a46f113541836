// bench_firmware [--short] [FIRMWARE.elf POLLED.elf CONSTANT.elf]: the device's promises, measured on the simulated
// chip cycle by cycle, beside a plain polled stepper loop. Every figure is exact and the same in every run. --short: a
// tenth of the steps and a fraction of the cuts and writes, which the tests count in full.
#include <algorithm>
#include <cstdio>
#include <string>
#include <string_view>

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

void edge_table(const Firmware& ours, const Firmware& polled) {
    std::printf(
        "Coil edges against their commanded instants, cycles of 62.5 ns, whole moves with both ramps;\n"
        "20 queries/s, a sensor that converts and EEPROM saves. The polled loop has no ramp.\n\n");
    std::printf("%9s %7s | %10s %8s %6s | %12s %10s %6s | %8s\n", "steps/s", "steps", "ours worst", "sd", "lost",
                "polled worst", "sd", "lost", "ratio");
    double worst_of_all = 0;
    for (const long speed : {250L, 500L, 1000L, 2000L}) {
        const Deviation d = measure_move(ours, speed, speed * 4, Load::queries);
        const Deviation p = measure_polled(polled, speed, speed * 4);
        std::printf("%9ld %7ld | %10.0f %8.2f %6ld | %12.0f %10.1f %6ld | %8.0f\n", speed, speed * 4, d.worst, d.sd,
                    d.missing, p.worst, p.sd, p.missing, p.worst / std::max(1.0, d.worst));
        std::fflush(stdout);
        worst_of_all = std::max(worst_of_all, d.missing == 0 ? d.worst : 1e9);
        interrupts_off = std::max(interrupts_off, d.interrupts_off);
        stack = std::max(stack, d.stack);
    }
    std::printf("\n%-58s %14s %18s\n", "promise", "bound", "measured");
    promise("coil edge against the commanded instant", "10 cycles", text(worst_of_all, "cycles"), worst_of_all <= 10);
}

void step_promises(const Firmware& ours, const Firmware& constant, bool brief) {
    const long steps = brief ? 100'000 : 1'000'000;
    const Deviation flooded = measure_move(ours, 2000, steps, Load::flood);
    promise(("steps lost or added over " + std::to_string(steps) + ", flooded").c_str(), "0",
            std::to_string(flooded.missing), flooded.missing == 0 && flooded.slips == 0);
    promise("worst edge of those", "10 cycles", text(flooded.worst, "cycles"), flooded.worst <= 10);
    interrupts_off = std::max(interrupts_off, flooded.interrupts_off);
    stack = std::max(stack, flooded.stack);
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
    edge_table(firmware[0], firmware[1]);
    step_promises(firmware[0], firmware[2], brief);
    memory_promises(firmware[0], brief);
    return kept ? 0 : 1;
}
