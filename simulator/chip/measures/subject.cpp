#include "simulator/chip/measures/subject.h"

#include <algorithm>
#include <cstdlib>

namespace focus::chip {
namespace {

constexpr Cycle kSlice = us(250);
constexpr Cycle kPatience = ms(20);

}  // namespace

Subject::Subject(const Firmware& firmware, ChipOptions options) : chip(firmware, std::move(options)) { power_on(); }

Subject::Subject(const Firmware& firmware, const sim::EepromImage& eeprom) : chip(firmware) {
    chip.eeprom().load(eeprom);
    power_on();
}

void Subject::power_on() {
    chip.power_on();
    chip.run_for(Chip::kStartUp);
    for (int i = 0; i < 20 && chip.ask("#").rfind("#:FocuserLink", 0) != 0; ++i) {
    }
}

std::vector<long> Subject::numbers(const std::string& line) {
    const std::string answer = chip.ask(line);
    std::vector<long> found;
    if (answer.empty() || answer[0] != line[0]) return found;
    for (std::size_t at = answer.find(':'); at != std::string::npos; at = answer.find(':', at + 1)) {
        found.push_back(std::strtol(answer.c_str() + at + 1, nullptr, 10));
    }
    return found;
}

long Subject::first(const std::string& line) {
    const auto found = numbers(line);
    return found.empty() ? -1 : found[0];
}

bool Subject::moving() {
    const auto status = numbers("q");
    return status.size() < 2 || status[1] != 0;
}

bool Subject::set(unsigned slot, long value) {
    std::vector<long> record = numbers("u");
    if (slot == 0 || record.size() < slot) return false;
    record[slot - 1] = value;
    std::string line = "U";
    for (const long v : record) line += ":" + std::to_string(v);
    return chip.ask(line + ":") == "U";
}

bool Subject::settle(Cycle limit) {
    const Cycle end = chip.now() + limit;
    while (moving()) {
        if (chip.now() >= end || !chip.fault().empty()) return false;
        chip.run_for(ms(20));
    }
    // A save that follows the end of a motion begins within some milliseconds.
    Cycle quiet = chip.now();
    while (chip.now() - quiet < ms(30)) {
        chip.run_for(ms(1));
        if (chip.eeprom().busy()) quiet = chip.now();
    }
    return chip.fault().empty();
}

void Traffic::send(const std::string& line) {
    chip_.receive(line);
    chip_.receive("\n");
    ++sent_;
}

void Traffic::run_until(Cycle end) {
    while (chip_.now() < end && chip_.fault().empty()) {
        for (Repeated& r : repeated_) {
            if (r.due > chip_.now()) continue;
            send(r.line);
            r.due += r.period;
        }
        if (!flood_.empty()) {
            const bool answered = chip_.take_output().find('\n') != std::string::npos;
            if (answered || chip_.now() >= patience_) {
                if (!answered && patience_ != 0) ++unanswered_;
                send(flood_[next_++ % flood_.size()]);
                patience_ = chip_.now() + kPatience;
            }
        }
        // The line is never idle: the next bytes are there before the last has ended.
        while (!stream_.empty() && chip_.uart().line_free() < chip_.now() + 2 * kSlice) {
            chip_.receive({&stream_[next_++ % stream_.size()], 1});
        }
        chip_.run_until(std::min(end, chip_.now() + kSlice));
    }
}

bool Traffic::run_until(const std::function<bool()>& condition, Cycle limit) {
    const Cycle end = chip_.now() + limit;
    while (!condition()) {
        if (chip_.now() >= end || !chip_.fault().empty()) return false;
        run_until(std::min(end, chip_.now() + ms(5)));
    }
    return true;
}

}  // namespace focus::chip
