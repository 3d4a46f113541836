#include "simulator/chip/uart.h"

#include <algorithm>

namespace focus::chip {
namespace {

// UCSR0A
constexpr std::uint8_t kReceived = 0x80, kSent = 0x40, kEmpty = 0x20, kOverrun = 0x08, kDouble = 0x02;
// UCSR0B
constexpr std::uint8_t kReceivedInterrupt = 0x80, kSentInterrupt = 0x40, kEmptyInterrupt = 0x20;
constexpr std::uint8_t kReceiver = 0x10, kTransmitter = 0x08;
constexpr std::size_t kBuffer = 2;
constexpr Cycle kBits = 10;

}  // namespace

Uart::Uart(Core& core, unsigned baud) : core_(core), baud_(baud) {
    core.add(*this);
    for (const Register r : {reg::ucsr0a, reg::ucsr0b, reg::ucsr0c, reg::ubrr0l, reg::ubrr0h, reg::udr0}) {
        core.claim(r, *this);
    }
    for (const Vector v : {vect::usart_rx, vect::usart_udre, vect::usart_tx}) core.own(v, *this);
}

void Uart::reset() {
    core_.data(reg::ucsr0c) = 0x06;
    buffer_.clear();
    shift_.reset();
    next_.reset();
    overrun_ = sent_flag_ = false;
    sent_at_ = kNever;
    if (!line_.empty() && line_.front().begun) line_.pop_front();  // the rest of it is no character
    update();
}

Cycle Uart::bit() const {
    const Cycle divisor = (core_.data(reg::ubrr0l) | (core_.data(reg::ubrr0h) & 0xFU) << 8) + 1;
    return divisor * ((core_.data(reg::ucsr0a) & kDouble) != 0 ? 8 : 16);
}

std::uint8_t Uart::through_cable(std::uint8_t value) {
    const Cycle here = bit() * baud_;
    const Cycle off = here > kCpuHz ? here - kCpuHz : kCpuHz - here;
    if (off * 1000 <= kCpuHz * 25) return value;
    noise_ = noise_ * 1664525 + 1013904223;
    return static_cast<std::uint8_t>(value ^ (noise_ >> 24) ^ 0x41);
}

void Uart::receive(std::string_view bytes) {
    const Cycle length = (kBits * kCpuHz + baud_ / 2) / baud_;
    for (const char c : bytes) {
        const Cycle start = std::max(line_free_, core_.now());
        line_.push_back({static_cast<std::uint8_t>(c), start});
        line_free_ = start + length;
    }
    update();
}

void Uart::receive_at(Cycle arrival, char byte) {
    line_free_ = std::max(line_free_, arrival - since_start());
    receive({&byte, 1});
}

/// The stop bit is sampled in its middle.
Cycle Uart::since_start() const { return (kBits * 2 - 1) * kCpuHz / baud_ / 2; }
Cycle Uart::arrival(const Coming& c) const { return c.start + since_start(); }

void Uart::begin_character(Coming& c) {
    c.begun = true;
    if (!shift_) return;
    shift_.reset();  // no room for the one that waits: it is overwritten
    overrun_ = true;
    ++lost_;
}

void Uart::end_character(const Coming& c) {
    if (!enabled(kReceiver)) {
        ++lost_;
        return;
    }
    const Character character{through_cable(c.value), overrun_};
    overrun_ = false;
    if (buffer_.size() < kBuffer) {
        buffer_.push_back(character);
    } else {
        shift_ = character;
    }
    if (on_arrival) on_arrival(core_.now());
}

void Uart::run() {
    while (!line_.empty()) {
        Coming& first = line_.front();
        if (!first.begun && first.start <= core_.now()) begin_character(first);
        if (arrival(first) > core_.now()) break;
        end_character(first);
        line_.pop_front();
    }
    if (sent_at_ <= core_.now()) {
        if (on_output) on_output(sending_since_, sent_at_, static_cast<char>(through_cable(sending_)));
        sent_at_ = kNever;
        if (next_) {
            send(*next_);
            next_.reset();
        } else {
            sent_flag_ = true;
        }
    }
    update();
}

void Uart::send(std::uint8_t value) {
    sending_ = value;
    sending_since_ = core_.now();
    sent_at_ = sending_since_ + kBits * bit();
}

void Uart::update() {
    core_.set_line(vect::usart_rx, !buffer_.empty() && enabled(kReceivedInterrupt));
    core_.set_line(vect::usart_udre, !next_ && enabled(kEmptyInterrupt));
    core_.set_line(vect::usart_tx, sent_flag_ && enabled(kSentInterrupt));
    Cycle due = sent_at_;
    if (!line_.empty()) {
        const Coming& first = line_.front();
        due = std::min(due, first.begun ? arrival(first) : first.start);
    }
    core_.plan(*this, due);
}

void Uart::write(Register where, std::uint8_t value) {
    std::uint8_t& stored = core_.data(where);
    switch (where) {
        case reg::ucsr0a:
            if ((value & kSent) != 0) sent_flag_ = false;
            stored = value & 0x03;
            break;
        case reg::ucsr0b:
            stored = value;
            if ((value & kReceiver) == 0) {
                buffer_.clear();
                shift_.reset();
            }
            break;
        case reg::udr0:
            if (!enabled(kTransmitter)) break;
            if (sent_at_ == kNever) {
                send(value);
            } else if (!next_) {
                next_ = value;
            }
            break;
        default: stored = value; break;
    }
    update();
}

std::uint8_t Uart::read(Register where) {
    if (where == reg::ucsr0a) {
        std::uint8_t status = core_.data(where) & 0x03;
        if (!buffer_.empty()) status |= kReceived;
        if (!buffer_.empty() && buffer_.front().overrun) status |= kOverrun;
        if (sent_flag_) status |= kSent;
        if (!next_) status |= kEmpty;
        return status;
    }
    if (where != reg::udr0) return core_.data(where);
    if (buffer_.empty()) return 0;
    const std::uint8_t value = buffer_.front().value;
    buffer_.pop_front();
    if (shift_) {
        buffer_.push_back(*shift_);
        shift_.reset();
    }
    update();
    return value;
}

void Uart::taken(Vector vector) {
    if (vector == vect::usart_tx) sent_flag_ = false;
    update();
}

}  // namespace focus::chip
