#include "simulator/chip/pins.h"

namespace focus::chip {

Pins::Pins(Core& core) : core_(core) {
    core.add(*this);
    for (Register r = reg::pinb; r <= reg::portd; ++r) core.claim(r, *this);
    for (const Register r : {reg::pcifr, reg::pcicr, reg::pcmsk0, reg::pcmsk1, reg::pcmsk2}) core.claim(r, *this);
    for (const Vector v : {vect::pcint0, vect::pcint1, vect::pcint2}) core.own(v, *this);
}

void Pins::drive(Pin pin, bool high) {
    Port& p = port(pin.port);
    const std::uint8_t bit = static_cast<std::uint8_t>(1 << pin.bit);
    p.held = static_cast<std::uint8_t>(p.held | bit);
    p.held_high = static_cast<std::uint8_t>(high ? p.held_high | bit : p.held_high & ~bit);
    changed();
}

void Pins::release(Pin pin) {
    Port& p = port(pin.port);
    p.held = static_cast<std::uint8_t>(p.held & ~(1 << pin.bit));
    changed();
}

bool Pins::level(Pin pin) const { return (port(pin.port).levels() >> pin.bit & 1) != 0; }

bool Pins::driven_low(Pin pin) const {
    const Port& p = port(pin.port);
    return (p.direction & ~p.out) >> pin.bit & 1;
}

bool Pins::driven_high(Pin pin) const {
    const Port& p = port(pin.port);
    return (p.direction & p.out) >> pin.bit & 1;
}

void Pins::reset() {
    for (Port& p : ports_) {
        p.out = p.direction = 0;
        p.last = p.levels();
    }
    if (on_change) on_change();
}

void Pins::write(Register where, std::uint8_t value) {
    if (where == reg::pcifr) {
        core_.data(where) = static_cast<std::uint8_t>(core_.data(where) & ~core_.flags_written(value));
        return update_lines();
    }
    if (where > reg::portd) {
        core_.data(where) = value;
        return update_lines();
    }
    Port& p = ports_[(where - reg::pinb) / 3U];
    switch ((where - reg::pinb) % 3) {
        case 0: p.out = static_cast<std::uint8_t>(p.out ^ core_.flags_written(value)); break;
        case 1: p.direction = value; break;
        default: p.out = value; break;
    }
    changed();
    if (on_change) on_change();
}

std::uint8_t Pins::read(Register where) {
    if (where > reg::portd) return core_.data(where);
    const Port& p = ports_[(where - reg::pinb) / 3U];
    switch ((where - reg::pinb) % 3) {
        case 0: return p.levels();
        case 1: return p.direction;
        default: return p.out;
    }
}

void Pins::changed() {
    for (unsigned i = 0; i < ports_.size(); ++i) {
        Port& p = ports_[i];
        const std::uint8_t now = p.levels();
        if (((now ^ p.last) & core_.data(static_cast<Register>(reg::pcmsk0 + i))) != 0) {
            core_.data(reg::pcifr) = static_cast<std::uint8_t>(core_.data(reg::pcifr) | 1 << i);
        }
        p.last = now;
    }
    update_lines();
}

void Pins::update_lines() {
    for (unsigned i = 0; i < ports_.size(); ++i) {
        const bool raised = (core_.data(reg::pcifr) & core_.data(reg::pcicr)) >> i & 1;
        core_.set_line(static_cast<Vector>(vect::pcint0 + i), raised);
    }
}

void Pins::taken(Vector vector) {
    const unsigned i = vector - vect::pcint0;
    core_.data(reg::pcifr) = static_cast<std::uint8_t>(core_.data(reg::pcifr) & ~(1 << i));
    update_lines();
}

}  // namespace focus::chip
