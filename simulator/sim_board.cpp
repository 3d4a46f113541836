#include "simulator/sim_board.h"

#include <algorithm>

namespace focus::sim {
namespace {

constexpr Tick kBounce = ms(4);
constexpr std::uint32_t kLongestArm = 400000;

}  // namespace

void SimBoard::promise(bool kept, const char* what) {
    if (!kept && broken_promise_.empty()) broken_promise_ = what;
}

void SimBoard::set_coils(CoilPhase phase) {
    promise(phase < 16, "set_coils: four bits");
    if (phase == coils_) return;
    coils_ = phase;
    rotor_.follow(phase);
    if (on_coils) on_coils(now_, phase);
}

void SimBoard::arm_step_timer(std::uint32_t ticks) {
    promise(ticks > 0 && ticks <= kLongestArm, "arm_step_timer: 1..400000 ticks");
    promise(step_due_ == kNever, "arm_step_timer: armed already");
    // Inside the interrupt `now_` is the instant it was due, outside the timer was stopped: the same sum.
    step_due_ = now_ + ticks;
}

void SimBoard::stop_step_timer() { step_due_ = kNever; }

void SimBoard::write(wire::Text line) {
    promise(line.size <= wire::kMaxLine, "write: a line of at most 79 characters");
    output_.append(line.data, line.size).push_back('\n');
}

std::uint8_t SimBoard::eeprom_read(std::uint16_t address) {
    promise(address < kEepromSize, "eeprom_read: address below 1024");
    return eeprom_.read(address);
}

void SimBoard::eeprom_write(std::uint16_t address, const std::uint8_t* data, std::uint8_t size) {
    promise(!eeprom_.busy(), "eeprom_write: only when not busy");
    promise(size <= 64, "eeprom_write: at most 64 bytes");
    promise(address > 0 && address + size <= kEepromSize, "eeprom_write: addresses 1..1023");
    eeprom_.write(address, data, size, now_);
}

bool SimBoard::read_sensor(SensorReading& reading) {
    if (!reading_) return false;
    reading = *reading_;
    reading_.reset();
    return true;
}

std::uint8_t SimBoard::buttons() {
    if (now_ >= bounce_end_) return held_;
    // Contacts that open and close every 0.7 ms until they settle.
    const bool open = (bounce_end_ - now_) / (kTicksPerMs * 7 / 10) % 2 == 1;
    return static_cast<std::uint8_t>(open ? held_ ^ bouncing_ : held_);
}

void SimBoard::hold_buttons(std::uint8_t down) {
    bouncing_ = static_cast<std::uint8_t>(held_ ^ down);
    if (bouncing_ != 0) bounce_end_ = now_ + kBounce;
    held_ = down;
}

void SimBoard::power_up(wire::ResetCause cause) {
    powered_ = true;
    powered_at_ = now_;
    cause_ = cause;
    step_due_ = kNever;
    reading_.reset();
    output_.clear();
    conversion_due_ = now_ + seconds(1);
    set_coils(0);
}

void SimBoard::power_down(TornByte outcome, std::uint8_t random) {
    eeprom_.cut(outcome, random);
    powered_ = false;
    step_due_ = kNever;
    conversion_due_ = kNever;
    output_.clear();
    set_coils(0);
}

void SimBoard::run_until(Tick end) {
    while (true) {
        const Tick next = std::min({eeprom_.due(), conversion_due_, step_due_});
        if (next > end) break;
        now_ = std::max(now_, next);
        if (next == eeprom_.due()) {
            eeprom_.finish_byte();
        } else if (next == conversion_due_) {
            convert();
        } else {
            fire_step_timer();
        }
    }
    now_ = std::max(now_, end);
}

void SimBoard::fire_step_timer() {
    step_due_ = kNever;
    if (on_step_timer) on_step_timer();
}

void SimBoard::convert() {
    conversion_due_ += seconds(1);
    world_.advance_to(static_cast<double>(now_) / kTicksPerSecond);
    reading_ = sensor_.convert(world_);
}

}  // namespace focus::sim
