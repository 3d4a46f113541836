#include "simulator/chip/twi.h"

#include <algorithm>
#include <utility>

namespace focus::chip {
namespace {

constexpr std::uint8_t kFlag = 0x80, kAck = 0x40, kStart = 0x20, kStop = 0x10, kCollision = 0x08, kEnable = 0x04;
constexpr std::uint8_t kInterrupt = 0x01;
constexpr std::uint8_t kPrescaler = 0x03;
constexpr std::uint8_t kNothing = 0xF8;

}  // namespace

Twi::Twi(Core& core, I2cBus& bus) : core_(core), bus_(bus) {
    core.add(*this);
    for (const Register r : {reg::twbr, reg::twsr, reg::twdr, reg::twcr}) core.claim(r, *this);
}

void Twi::reset() {
    abandon();
    core_.data(reg::twsr) = kNothing;
    core_.data(reg::twdr) = 0xFF;
    core_.data(reg::twar) = 0xFE;
}

/// A transfer that ends without a STOP: a slave that was sending may be left holding a 0 on the data line.
void Twi::abandon() {
    if (doing_ == Doing::read_byte) bus_.hold_data(9);
    state_ = State::idle;
    doing_ = Doing::nothing;
    restart_ = false;
    core_.plan(*this, kNever);
}

Cycle Twi::bit() const {
    return 16 + 2 * (static_cast<Cycle>(core_.data(reg::twbr)) << (2 * (core_.data(reg::twsr) & kPrescaler)));
}

void Twi::update_line() {
    const std::uint8_t both = kFlag | kInterrupt;
    core_.set_line(vect::twi, (core_.data(reg::twcr) & both) == both);
}

void Twi::begin(Doing what, Cycle duration) {
    doing_ = what;
    core_.plan(*this, core_.now() + duration);
}

void Twi::begin_byte() {
    switch (state_) {
        case State::started: return begin(Doing::address, 9 * bit());
        case State::writing: return begin(Doing::write_byte, 9 * bit());
        case State::reading: {
            const Cycle ready = bus_.slave() != nullptr ? bus_.slave()->ready(core_.now()) : core_.now();
            return begin(Doing::read_byte, std::max(ready, core_.now()) - core_.now() + 9 * bit());
        }
        default: doing_ = Doing::nothing;
    }
}

void Twi::write(Register where, std::uint8_t value) {
    std::uint8_t& control = core_.data(reg::twcr);
    if (where == reg::twsr) {
        core_.data(where) = static_cast<std::uint8_t>((core_.data(where) & ~kPrescaler) | (value & kPrescaler));
        return;
    }
    if (where == reg::twdr && (control & kFlag) == 0 && (control & kEnable) != 0) {
        control |= kCollision;
        return;
    }
    if (where != reg::twcr) {
        core_.data(where) = value;
        if (where == reg::twdr) control = static_cast<std::uint8_t>(control & ~kCollision);
        return;
    }
    const bool go = (value & kFlag) != 0;
    const std::uint8_t kept = go ? 0 : control & kFlag;
    control = static_cast<std::uint8_t>((value & (kAck | kStart | kStop | kEnable | kInterrupt)) | kept |
                                        (control & kCollision));
    if ((value & kEnable) == 0) {
        abandon();
        core_.data(reg::twsr) = static_cast<std::uint8_t>(kNothing | (core_.data(reg::twsr) & kPrescaler));
    } else if (doing_ == Doing::nothing && (go || (state_ == State::idle && (value & kStart) != 0))) {
        if ((value & kStop) != 0) {
            restart_ = (value & kStart) != 0;
            begin(Doing::stop, bit());
        } else if ((value & kStart) != 0) {
            begin(Doing::start, bit());
        } else {
            begin_byte();
        }
    }
    update_line();
}

std::uint8_t Twi::read(Register where) { return core_.data(where); }

void Twi::finish(std::uint8_t status) {
    core_.data(reg::twsr) = static_cast<std::uint8_t>(status | (core_.data(reg::twsr) & kPrescaler));
    core_.data(reg::twcr) = static_cast<std::uint8_t>(core_.data(reg::twcr) | kFlag);
    update_line();
}

void Twi::send_address() {
    const std::uint8_t value = core_.data(reg::twdr);
    const bool read = (value & 1) != 0;
    I2cSlave* slave = bus_.slave();
    const bool ack = slave != nullptr && slave->address(static_cast<std::uint8_t>(value >> 1), read, core_.now());
    state_ = read ? State::reading : State::writing;
    finish(static_cast<std::uint8_t>((read ? 0x40 : 0x18) + (ack ? 0 : 8)));
}

void Twi::run() {
    const Doing done = doing_;
    doing_ = Doing::nothing;
    I2cSlave* slave = bus_.slave();
    if (bus_.stuck() && (done == Doing::address || done == Doing::write_byte)) {
        state_ = State::lost;
        return finish(0x38);
    }
    if (bus_.stuck() && (done == Doing::start || done == Doing::stop)) {
        return begin(done, us(10));  // the bus never becomes free; TWEN off ends the wait
    }
    if (done != Doing::start && done != Doing::stop) ++bytes_;
    switch (done) {
        case Doing::start: {
            const bool repeated = state_ == State::writing || state_ == State::reading || state_ == State::started;
            state_ = State::started;
            return finish(repeated ? 0x10 : 0x08);
        }
        case Doing::stop:
            if (slave != nullptr) slave->stop(core_.now());
            state_ = State::idle;
            core_.data(reg::twcr) = static_cast<std::uint8_t>(core_.data(reg::twcr) & ~kStop);
            core_.data(reg::twsr) = static_cast<std::uint8_t>(kNothing | (core_.data(reg::twsr) & kPrescaler));
            if (std::exchange(restart_, false)) begin(Doing::start, bit());
            return;
        case Doing::address: return send_address();
        case Doing::write_byte: {
            const bool ack = slave != nullptr && slave->write(core_.data(reg::twdr), core_.now());
            return finish(ack ? 0x28 : 0x30);
        }
        case Doing::read_byte: {
            core_.data(reg::twdr) = bus_.stuck() ? 0 : slave != nullptr ? slave->read(core_.now()) : 0xFF;
            return finish((core_.data(reg::twcr) & kAck) != 0 ? 0x50 : 0x58);
        }
        case Doing::nothing: return;
    }
}

}  // namespace focus::chip
