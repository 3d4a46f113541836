// soak [HOURS [SEED [FIRMWARE.elf]]]: a virtual night on the simulated chip, 12 hours by default.
#include <chrono>
#include <cstdio>
#include <cstdlib>

#include "simulator/chip/measures/night.h"

int main(int argc, char** argv) {
    using namespace focus::chip;
    const double hours = argc > 1 ? std::atof(argv[1]) : 12;
    const auto seed = static_cast<unsigned>(argc > 2 ? std::atol(argv[2]) : 1);
    Firmware firmware;
    std::string error;
    if (hours <= 0 || hours > 1000 || !Firmware::load(argc > 3 ? argv[3] : FIRMWARE_ELF, firmware, error)) {
        std::fprintf(stderr, "soak: %s\n", error.empty() ? "hours are more than 0, at most 1000" : error.c_str());
        return 2;
    }
    const auto begun = std::chrono::steady_clock::now();
    const Night n = live_a_night(firmware, seed, hours);
    const std::chrono::duration<double> took = std::chrono::steady_clock::now() - begun;
    std::printf(
        "%.2f hours in %.0f s (%.0f times real time), seed %u\n"
        "%u requests, %u moves, %u halts, %u button presses, %u power cuts of which %u left the position uncertain\n"
        "%u stretches compensated, at most %ld steps from where it should have been; %u resets by the watchdog\n%s\n",
        n.hours, took.count(), n.hours * 3600 / took.count(), seed, n.requests, n.moves, n.halts, n.presses,
        n.power_cuts, n.uncertain, n.compensated, n.worst_compensation, n.watchdog,
        n.wrong.empty() ? "Nothing was wrong." : ("WRONG: " + n.wrong).c_str());
    return n.wrong.empty() ? 0 : 1;
}
