#include "simulator/chip/measures/night.h"

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <optional>
#include <random>

#include "device/wire/status.h"

namespace focus::chip {
namespace {

constexpr long kCoefficient = -1750;  // hundredths of steps/C: it moves outward as it cools
constexpr long kThreshold = 6;        // steps
constexpr long kMaximum = 28800;
constexpr unsigned kCycle = 20;  // s between looks at the temperature

ChipOptions cooling(unsigned seed, double hours) {
    ChipOptions options;
    options.world.ambient = sim::Ambient::night(18, 4, hours);
    options.world.lag = 600;
    options.seed = seed;
    return options;
}

class Sleepless {
public:
    Sleepless(const Firmware& firmware, unsigned seed, double hours)
        : end_(static_cast<Cycle>(hours * 3600 * static_cast<double>(kCpuHz))),
          random_(seed),
          focuser_(firmware, cooling(seed, hours)) {
        set_up();
        focuser_.move_to(9000);
        focuser_.settle();
        focuser_.call_truth(focuser_.position());
    }

    Night live() {
        while (good() && chip().now() < end_) {
            switch (random_() % 12) {
                case 0:
                case 1:
                case 2: clients(); break;
                case 3:
                case 4: buttons(); break;
                case 5: rubbish(); break;
                case 6:
                case 7:
                case 8: power_cut(); break;
                default: quiet(); break;
            }
        }
        night_.hours = static_cast<double>(chip().now()) / static_cast<double>(kCpuHz) / 3600;
        night_.watchdog = chip().resets(wire::ResetCause::watchdog);
        if (night_.watchdog != 0) complain("the watchdog bit");
        if (!chip().fault().empty()) complain(chip().fault());
        return night_;
    }

private:
    Chip& chip() { return focuser_.chip; }
    bool good() const { return night_.wrong.empty(); }
    long chance(long below) { return static_cast<long>(random_() % static_cast<unsigned>(below)); }

    void complain(const std::string& what) {
        if (!good()) return;
        night_.wrong = what + ", " + std::to_string(chip().now() / seconds(1)) + " s after dusk";
    }

    /// The sent line was answered with its own letter.
    void expect(const std::string& line) {
        ++night_.requests;
        const std::string answer = chip().ask(line);
        if (answer.empty() || answer[0] != line[0]) complain("'" + line + "' was answered '" + answer + "'");
    }

    void set_up() {
        expect("U:400:3:1000:0:" + std::to_string(kMaximum) + ":0:500:" + std::to_string(kCoefficient) + ":" +
               std::to_string(kCycle) + ":" + std::to_string(kThreshold) + ":1:");
        expect("F:1");
        expect("A:1");
    }

    /// At rest: what it says is where it is.
    void check_place(const char* when) {
        if (!focuser_.settle()) return complain(std::string("it did not come to rest ") + when);
        const long says = focuser_.position();
        if (says != focuser_.truth() || says < 0 || says > kMaximum) {
            complain(std::string("says ") + std::to_string(says) + ", is at " + std::to_string(focuser_.truth()) + " " +
                     when);
        }
        const unsigned slips = chip().coils().rotor().slips();
        if (slips > slips_allowed_) complain(std::string("the rotor slipped ") + when);
    }

    void move() {
        ++night_.moves;
        expect("R:0:" + std::to_string(8000 + chance(3000)));
    }

    void clients() {
        for (long i = 3 + chance(12); i > 0 && good(); --i) {
            switch (chance(6)) {
                case 0: move(); break;
                case 1:
                    expect("H");
                    ++night_.halts;
                    break;
                case 2: expect("q"), expect("x"), expect("u"); break;
                case 3: expect("A:0"), expect("A:1"); break;
                case 4: expect("S:1"); break;
                default: expect("p"), expect("i"), expect("#"); break;
            }
            chip().run_for(ms(static_cast<Cycle>(chance(2500))));
        }
        check_place("after clients");
    }

    void buttons() {
        ++night_.presses;
        const auto which = static_cast<std::uint8_t>(1 + chance(3));
        chip().hold_buttons(which);
        chip().run_for(ms(static_cast<Cycle>(30 + chance(1500))));
        chip().hold_buttons(0);
        chip().run_for(ms(100));
        check_place("after a button");
        // Buttons may run far; the night's work is in the middle.
        if (const long at = focuser_.position(); at < 3000 || at > 20000) move(), check_place("on the way back");
    }

    void rubbish() {
        std::string bytes;
        for (long i = chance(400); i > 0; --i) bytes += static_cast<char>(random_() & 0xFF);
        // No line of it may be a good one by chance: only what is not understood is rubbish.
        std::replace_if(
            bytes.begin(), bytes.end(), [](char c) { return std::isupper(static_cast<unsigned char>(c)) != 0; }, '~');
        chip().receive(bytes);
        chip().run_until([this] { return chip().uart().line_free() <= chip().now(); }, seconds(10));
        chip().run_for(ms(1200));
        chip().take_output();
        check_place("after rubbish on the line");
    }

    void power_cut() {
        ++night_.power_cuts;
        const bool in_motion = chance(2) == 0;
        if (in_motion) {
            move();
            chip().power_cut_in(static_cast<unsigned>(1 + chance(400)));
            chip().run_for(seconds(3));
        }
        if (chip().powered()) chip().power_cut();
        chip().run_for(ms(static_cast<Cycle>(20 + chance(5000))));
        const unsigned before = chip().coils().rotor().slips();
        chip().power_on();
        chip().run_for(Chip::kStartUp + ms(50));
        const long bound = focuser_.bound();
        const long off = std::labs(focuser_.position() - focuser_.truth());
        if (bound < 0) return complain("mute after a power cut");
        if (off > bound) return complain("off by " + std::to_string(off) + " with a bound of " + std::to_string(bound));
        if (!in_motion && bound != 0) return complain("uncertain after a power cut at rest");
        if (bound == 0) return;
        ++night_.uncertain;
        // The rotor is pulled to the phase it is believed in; then somebody measures where it is, and says so.
        focuser_.settle();
        slips_allowed_ = std::max(slips_allowed_, before + 1);
        expect("P:" + std::to_string(focuser_.truth()));
        check_place("after a sync");
    }

    /// Nobody comes; compensation follows the temperature.
    void quiet() {
        check_place("before a quiet stretch");
        if (!chip().run_until([this] { return hundredths().has_value(); }, seconds(15), ms(500))) {
            return complain("no temperature 15 s after all was well");
        }
        expect("A:0");
        expect("A:1");  // the present temperature is now the reference
        const long from = focuser_.position();
        const long at_first = hundredths().value_or(0);
        const auto length = static_cast<Cycle>(200 + chance(700));
        chip().run_for(seconds(length));
        check_place("after a quiet stretch");
        const long due = std::lround(static_cast<double>(kCoefficient * (hundredths().value_or(0) - at_first)) / 10000);
        const long moved = focuser_.position() - from;
        // Behind by less than the threshold, and by what a cycle and the filter's delay cost.
        const long behind = std::labs(moved - due);
        night_.worst_compensation = std::max(night_.worst_compensation, behind);
        if (behind > kThreshold + 2) {
            complain("compensation moved " + std::to_string(moved) + " steps where " + std::to_string(due) +
                     " were due");
        }
        if (moved != 0) ++night_.compensated;
    }

    /// The temperature as the device says it, hundredths of C; nothing without a sensor.
    std::optional<long> hundredths() {
        ++night_.requests;
        const std::string answer = chip().ask("q");
        wire::Status status;
        if (!wire::parse_status(wire::Text{answer.data(), static_cast<unsigned>(answer.size())}, status)) {
            complain("'q' was answered '" + answer + "'");
        }
        return status.sensor_type > 0 ? std::optional<long>(status.temperature) : std::nullopt;
    }

    const Cycle end_;
    std::mt19937 random_;
    Subject focuser_;
    Night night_;
    unsigned slips_allowed_ = 0;
};

}  // namespace

Night live_a_night(const Firmware& firmware, unsigned seed, double hours) {
    return Sleepless(firmware, seed, hours).live();
}

}  // namespace focus::chip
