#include "simulator/chip/timer.h"

#include <algorithm>
#include <string>

namespace focus::chip {
namespace {

constexpr unsigned kSystemClock[8] = {0, 1, 8, 64, 256, 1024, 0, 0};  // timers 0 and 1; 6 and 7 count a pin
constexpr unsigned kOwnClock[8] = {0, 1, 8, 32, 64, 128, 256, 1024};  // timer 2

}  // namespace

const Timer::Registers Timer::kRegisters[3] = {
    {reg::tccr0a, reg::tccr0b, reg::tcnt0, reg::ocr0a, reg::ocr0b, reg::timsk0, reg::tifr0, vect::timer0_compa},
    {reg::tccr1a, reg::tccr1b, reg::tcnt1l, reg::ocr1al, reg::ocr1bl, reg::timsk1, reg::tifr1, vect::timer1_compa},
    {reg::tccr2a, reg::tccr2b, reg::tcnt2, reg::ocr2a, reg::ocr2b, reg::timsk2, reg::tifr2, vect::timer2_compa},
};

Timer::Timer(Core& core, Prescalers& prescalers, unsigned number)
    : core_(core), prescalers_(prescalers), number_(number), at_(kRegisters[number]) {
    core.add(*this);
    prescalers.add(*this, number);
    for (const Register r : {at_.control_a, at_.control_b, at_.count, at_.match_a, at_.match_b, at_.mask, at_.flags}) {
        core.claim(r, *this);
        const bool two_bytes = r == at_.count || r == at_.match_a || r == at_.match_b;
        if (wide() && two_bytes) core.claim(static_cast<Register>(r + 1), *this);
    }
    for (unsigned i = 0; i < kSources; ++i) core.own(static_cast<Vector>(at_.compare_a + i), *this);
}

void Timer::reset() {
    divisor_ = 0;
    ctc_ = false;
    match_ = {};
    temp_ = 0;
    base_count_ = 0;
    base_ = core_.now();
    replan();
}

std::uint32_t Timer::count_at(Cycle at) const {
    const std::uint64_t passed = ticks(at) - ticks(base_);
    if (base_count_ > top()) {  // CTC that missed its match runs to the end first
        const std::uint64_t to_zero = max() + 1 - base_count_;
        if (passed < to_zero) return static_cast<std::uint32_t>(base_count_ + passed);
        return static_cast<std::uint32_t>((passed - to_zero) % (top() + 1));
    }
    return static_cast<std::uint32_t>((base_count_ + passed) % (top() + 1));
}

/// Ticks from the count `from` until the flag comes; 0: never.
std::uint64_t Timer::ticks_until(Source source, std::uint32_t from) const {
    if (source == kOverflow) return from > top() || !ctc_ || top() == max() ? max() + 1 - from : 0;
    const std::uint32_t value = match_[source - 1];
    if (value >= from) return from > top() || value <= top() ? value - from + 1 : 0;
    if (value > top()) return 0;
    const std::uint32_t round = from > top() ? max() + 1 - from : top() + 1 - from;
    return round + value + 1;
}

Cycle Timer::next(Source source) const {
    if (divisor_ == 0) return kNever;
    const std::uint64_t wait = ticks_until(source, base_count_);
    return wait == 0 ? kNever : origin() + (ticks(base_) + wait) * divisor_;
}

void Timer::rebase(std::uint32_t count) {
    base_count_ = count;
    base_ = core_.now();
}

void Timer::settle() {
    std::uint8_t& flags = core_.data(at_.flags);
    for (unsigned i = 0; i < kSources; ++i) {
        if (event_[i] <= core_.now()) flags = static_cast<std::uint8_t>(flags | 1 << i);
    }
    rebase(count_at(core_.now()));
    replan();
}

void Timer::replan() {
    const std::uint8_t flags = core_.data(at_.flags);
    const std::uint8_t mask = core_.data(at_.mask);
    Cycle soonest = kNever;
    for (unsigned i = 0; i < kSources; ++i) {
        event_[i] = next(static_cast<Source>(i));
        const bool wanted = (mask & ~flags) >> i & 1;  // the others are found when somebody looks
        if (wanted) soonest = std::min(soonest, event_[i]);
    }
    core_.plan(*this, soonest);
    const std::uint8_t raised = flags & mask;
    core_.set_line(at_.compare_a, (raised & 2) != 0);
    core_.set_line(static_cast<Vector>(at_.compare_a + 1), (raised & 4) != 0);
    core_.set_line(static_cast<Vector>(at_.compare_a + 2), (raised & 1) != 0);
}

void Timer::configure() {
    const std::uint8_t a = core_.data(at_.control_a);
    const std::uint8_t b = core_.data(at_.control_b);
    const unsigned mode = wide() ? (b >> 1 & 0xCU) | (a & 3U) : (b >> 1 & 4U) | (a & 3U);
    const unsigned ctc = wide() ? 4 : 2;
    if (mode != 0 && mode != ctc) core_.fail("timer " + std::to_string(number_) + ": neither Normal nor CTC mode");
    const std::uint32_t count = count_at(core_.now());
    ctc_ = mode == ctc;
    divisor_ = number_ == 2 ? kOwnClock[b & 7] : kSystemClock[b & 7];
    if (number_ != 2 && (b & 7) > 5) core_.fail("timer " + std::to_string(number_) + ": clocked by a pin");
    rebase(count);
}

void Timer::write(Register where, std::uint8_t value) {
    settle();
    const std::uint32_t word = wide() ? value | static_cast<std::uint32_t>(temp_) << 8 : value;
    if (where == at_.flags) {
        std::uint8_t& flags = core_.data(where);
        flags = static_cast<std::uint8_t>(flags & ~core_.flags_written(value));
    } else if (where == at_.mask) {
        core_.data(where) = value;
    } else if (where == at_.control_a || where == at_.control_b) {
        core_.data(where) = value;
        configure();
    } else if (where == at_.count) {
        rebase(word);
    } else if (where == at_.match_a || where == at_.match_b) {
        match_[where == at_.match_a ? 0 : 1] = word;
    } else {
        temp_ = value;  // a high byte
        return;
    }
    replan();
}

std::uint8_t Timer::read(Register where) {
    if (where == at_.flags) settle();
    if (where == at_.count) {
        const std::uint32_t count = count_at(core_.now());
        temp_ = static_cast<std::uint8_t>(count >> 8);
        return static_cast<std::uint8_t>(count);
    }
    if (where == at_.match_a) return static_cast<std::uint8_t>(match_[0]);
    if (where == at_.match_b) return static_cast<std::uint8_t>(match_[1]);
    if (wide() && where == at_.match_a + 1) return static_cast<std::uint8_t>(match_[0] >> 8);
    if (wide() && where == at_.match_b + 1) return static_cast<std::uint8_t>(match_[1] >> 8);
    if (wide() && where == at_.count + 1) return temp_;
    return core_.data(where);
}

void Timer::taken(Vector vector) {
    const unsigned bit = (vector - at_.compare_a + 1) % kSources;
    settle();
    core_.data(at_.flags) = static_cast<std::uint8_t>(core_.data(at_.flags) & ~(1 << bit));
    replan();
}

}  // namespace focus::chip
