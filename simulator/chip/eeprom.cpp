#include "simulator/chip/eeprom.h"

namespace focus::chip {
namespace {

constexpr std::uint8_t kRead = 1, kProgram = 2, kMasterProgram = 4, kReadyInterrupt = 8, kModes = 0x30;
constexpr std::uint8_t kEraseOnly = 0x10, kWriteOnly = 0x20;
constexpr Cycle kWindow = 4;
constexpr unsigned kReadStall = 4, kWriteStall = 2;

}  // namespace

Eeprom::Eeprom(Core& core) : core_(core) {
    cells_.fill(0xFF);
    core.add(*this);
    for (const Register r : {reg::eecr, reg::eearl, reg::eearh}) core.claim(r, *this);
}

std::uint16_t Eeprom::address() const {
    return static_cast<std::uint16_t>((core_.data(reg::eearl) | core_.data(reg::eearh) << 8) % kEepromSize);
}

void Eeprom::reset() {
    // A reset of the program does not end the programming of a byte.
    if (busy()) {
        core_.data(reg::eecr) = kProgram;
        core_.plan(*this, done_);
    }
    window_ = 0;
}

sim::EepromImage Eeprom::after_cut(sim::TornByte outcome, std::uint8_t random) const {
    sim::EepromImage image = cells_;
    if (!busy()) return image;
    image[at_] = sim::torn_byte(outcome, image[at_], result_, random);
    return image;
}

void Eeprom::cut(sim::TornByte outcome, std::uint8_t random) {
    cells_ = after_cut(outcome, random);
    done_ = kNever;
}

void Eeprom::update_line() {
    core_.set_line(vect::ee_ready, !busy() && (core_.data(reg::eecr) & kReadyInterrupt) != 0);
}

void Eeprom::write(Register where, std::uint8_t value) {
    if (where != reg::eecr) {
        if (!busy()) core_.data(where) = value;
        return;
    }
    std::uint8_t& control = core_.data(reg::eecr);
    const std::uint8_t modes = busy() ? control & kModes : value & kModes;
    control = static_cast<std::uint8_t>((busy() ? kProgram : 0) | modes | (value & kReadyInterrupt));
    if ((value & kProgram) != 0 && core_.now() <= window_ && !busy()) {
        begin();
    } else if ((value & kMasterProgram) != 0) {
        window_ = core_.now() + kWindow;
    }
    if ((value & kRead) != 0 && !busy()) {
        core_.data(reg::eedr) = cells_[address()];
        core_.stall(kReadStall);
    }
    update_line();
}

std::uint8_t Eeprom::read(Register where) {
    if (where == reg::eecr && core_.now() <= window_) return core_.data(where) | kMasterProgram;
    return core_.data(where);
}

void Eeprom::begin() {
    const std::uint8_t mode = core_.data(reg::eecr) & kModes;
    window_ = 0;
    if (mode == kModes) return;  // reserved
    at_ = address();
    const std::uint8_t value = core_.data(reg::eedr);
    result_ = mode == kEraseOnly ? 0xFF : mode == kWriteOnly ? static_cast<std::uint8_t>(cells_[at_] & value) : value;
    done_ = core_.now() + (mode == 0 ? kEraseAndWrite : kEraseOrWrite);
    ++wear_[at_];
    ++writes_;
    core_.data(reg::eecr) = static_cast<std::uint8_t>(core_.data(reg::eecr) | kProgram);
    core_.plan(*this, done_);
    core_.stall(kWriteStall);
}

void Eeprom::run() {
    cells_[at_] = result_;
    done_ = kNever;
    core_.data(reg::eecr) = static_cast<std::uint8_t>(core_.data(reg::eecr) & ~kProgram);
    update_line();
}

}  // namespace focus::chip
