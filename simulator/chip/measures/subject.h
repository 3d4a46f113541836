// Subject: a focuser's firmware on a chip, spoken to over its cable as a computer does.
#pragma once

#include <string>
#include <vector>

#include "simulator/chip/chip.h"

namespace focus::chip {

class Subject {
public:
    /// Powered, and answering unless `chip.fault()` says why not.
    explicit Subject(const Firmware& firmware, ChipOptions options = {});
    /// The same on an EEPROM that was in use.
    Subject(const Firmware& firmware, const sim::EepromImage& eeprom);

    /// The numbers of an answer after its letter; empty if there was no answer or it was refused.
    std::vector<long> numbers(const std::string& line);
    long position() { return first("p"); }
    /// 0: certain.
    long bound() { return first("x"); }
    bool moving();
    /// Replaces one slot of the settings record, counted from 1.
    bool set(unsigned slot, long value);
    bool move_to(long position) { return chip.ask("R:0:" + std::to_string(position)) == "R"; }
    /// Until the motor rests and the EEPROM is at peace.
    bool settle(Cycle limit = seconds(3600));
    /// Where the shaft truly is, in the device's numbers as they were at the last `call_truth`.
    long truth() { return static_cast<long>(chip.coils().rotor().steps() - origin_); }
    /// The present place of the shaft is called `position`.
    void call_truth(long position) { origin_ = chip.coils().rotor().steps() - position; }

    Chip chip;

private:
    void power_on();
    long first(const std::string& line);

    std::int64_t origin_ = 0;
};

/// What is on the cable while something is measured: lines at their times, and a flood if wanted.
class Traffic {
public:
    explicit Traffic(Chip& chip) : chip_(chip) {}

    /// This line from `now` on every `period`.
    void repeat(std::string line, Cycle period) {
        repeated_.push_back({std::move(line), period, chip_.now() + period});
    }
    /// The next of these as soon as the last was answered, or after 20 ms.
    void flood(std::vector<std::string> lines) { flood_ = std::move(lines); }
    /// These bytes over and over, back to back, waiting for nothing.
    void stream(std::string bytes) { stream_ = std::move(bytes); }

    /// Runs the chip until then, sending.
    void run_until(Cycle end);
    bool run_until(const std::function<bool()>& condition, Cycle limit);

    unsigned sent() const { return sent_; }
    /// Answers of the flood that did not come within 20 ms.
    unsigned unanswered() const { return unanswered_; }

private:
    struct Repeated {
        std::string line;
        Cycle period, due;
    };

    void send(const std::string& line);

    Chip& chip_;
    std::vector<Repeated> repeated_;
    std::vector<std::string> flood_;
    std::string stream_;
    std::size_t next_ = 0;
    Cycle patience_ = 0;
    unsigned sent_ = 0, unanswered_ = 0;
};

}  // namespace focus::chip
