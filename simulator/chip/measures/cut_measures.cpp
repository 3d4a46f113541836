#include "simulator/chip/measures/cut_measures.h"

#include <algorithm>
#include <cstdlib>
#include <random>

namespace focus::chip {
namespace {

class Session {
public:
    Session(const Firmware& firmware, unsigned seed, Cuts& cuts)
        : firmware_(firmware), random_(seed), cuts_(cuts), subject_(firmware) {
        subject_.set(3, 1500);
        subject_.settle();
        subject_.move_to(100);
        subject_.settle();
        subject_.call_truth(subject_.position());
        seen_ = chip().eeprom().writes();
    }

    void round() {
        switch (random_() % 6) {
            case 0: ask("F:0"), ask("F:1"); break;
            case 1: ask("U:0:0:1500:0:" + std::to_string(20000 + random_() % 999) + ":0:500:0:30:10:0:"); break;
            case 2: ask("A:0"), ask("A:1"); break;
            case 3:
                move();
                watch_for(ms(100 + random_() % 200));
                ask("H");
                break;
            case 4:
                move();
                watch_for(ms(50 + random_() % 150));
                move();
                break;
            default:
                move();
                watch_for(ms(50 + random_() % 100));
                ask("F:0");
                watch_for(ms(40 + random_() % 20));
                ask("F:1");
                break;
        }
        watch_for(ms(30));
        while (chip().now() - std::max(chip().coils().last(), busy_) < ms(80)) watch_for(ms(10));
        commanded_ = false;
        watch_for(ms(1));
    }

private:
    Chip& chip() { return subject_.chip; }
    void move() {
        on_record_ = false;
        commanded_ = true;
        ask("R:0:" + std::to_string(random_() % 900));
    }

    void ask(const std::string& line) {
        chip().receive(line + "\n");
        watch_for(ms(25));
    }

    /// Runs, and tries every outcome of a cut at every byte that begins to be written.
    void watch_for(Cycle time) {
        const Cycle end = chip().now() + time;
        while (chip().now() < end) {
            chip().run_for(us(100));
            const Cycle step = chip().coils().last();
            if (step != last_step_) {
                last_step_ = step;
                on_record_ = false;
            }
            Eeprom& eeprom = chip().eeprom();
            if (eeprom.busy()) {
                busy_ = chip().now();
            } else if (!commanded_ && chip().now() - std::max(busy_, step) > ms(60)) {
                on_record_ = true;  // at rest, and nothing more to save
            }
            if (eeprom.writes() != seen_) {
                seen_ = eeprom.writes();
                try_outcomes();
            }
        }
    }

    void try_outcomes() {
        for (int outcome = 0; outcome < sim::kTornByteKinds; ++outcome) {
            const auto random = static_cast<std::uint8_t>(random_());
            try_cut(chip().eeprom().after_cut(static_cast<sim::TornByte>(outcome), random), outcome);
        }
    }

    void try_cut(const sim::EepromImage& image, int outcome);
    void complain(const char* what, int outcome, long position, long bound);

    const Firmware& firmware_;
    std::mt19937 random_;
    Cuts& cuts_;
    Subject subject_;
    std::uint64_t seen_ = 0;
    Cycle last_step_ = 0;
    Cycle busy_ = 0;
    bool on_record_ = true;
    bool commanded_ = false;  // a motion that has not ended, as far as is known
};

void Session::complain(const char* what, int outcome, long position, long bound) {
    if (!cuts_.first.empty()) return;
    cuts_.first = std::string(what) + ": outcome " + std::to_string(outcome) + " at " + std::to_string(chip().now()) +
                  ", says " + std::to_string(position) + " +-" + std::to_string(bound) + ", is " +
                  std::to_string(subject_.truth());
}

void Session::try_cut(const sim::EepromImage& image, int outcome) {
    // A shaft that made a step within the slowest step's time is in motion.
    const bool in_motion = chip().now() - chip().coils().last() < ms(4) && chip().coils().coils() != 0 && !on_record_;
    Subject after(firmware_, image);
    const long position = after.position();
    const long bound = after.bound();
    ++cuts_.tried;
    cuts_.idle += on_record_ ? 1 : 0;
    cuts_.in_motion += in_motion ? 1 : 0;
    if (!after.chip.fault().empty() || bound < 0) {
        ++cuts_.mute;
        complain("mute", outcome, position, bound);
    } else if (std::abs(position - subject_.truth()) > bound) {
        ++cuts_.wrong;
        complain("wrong", outcome, position, bound);
    } else if (on_record_ && bound != 0) {
        ++cuts_.false_alarm;
        complain("uncertain at rest", outcome, position, bound);
    } else if (in_motion && bound == 0) {
        ++cuts_.missed;
        complain("certain in motion", outcome, position, bound);
    }
}

}  // namespace

Cuts measure_cuts(const Firmware& firmware, unsigned seed, unsigned rounds) {
    Cuts cuts;
    Session session(firmware, seed, cuts);
    for (unsigned i = 0; i < rounds; ++i) session.round();
    return cuts;
}

unsigned measure_wear(const Firmware& firmware, unsigned moves) {
    Subject subject(firmware);
    subject.set(3, 2000);
    for (unsigned i = 0; i < moves; ++i) {
        subject.move_to(100 + 20 * (i % 2));
        subject.chip.run_for(ms(70));
        subject.settle();
    }
    std::uint32_t most = 0;
    for (std::uint16_t i = 0; i < kEepromSize; ++i) most = std::max(most, subject.chip.eeprom().wear(i));
    return most;
}

}  // namespace focus::chip
