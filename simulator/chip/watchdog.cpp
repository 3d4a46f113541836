#include "simulator/chip/watchdog.h"

namespace focus::chip {
namespace {

constexpr std::uint8_t kTimeout = 0x80, kTimeoutInterrupt = 0x40, kChange = 0x10, kReset = 0x08,
                       kTimeoutPrescaler = 0x27;
constexpr Cycle kChangeWindow = 4;
constexpr Cycle kShortest = 2048 * (kCpuHz / 128'000);  // its own oscillator runs at 128 kHz

}  // namespace

Watchdog::Watchdog(Core& core) : core_(core) {
    core.add(*this);
    core.claim(reg::wdtcsr, *this);
    core.claim(reg::mcusr, *this);
    core.own(vect::wdt, *this);
}

bool Watchdog::kept_on() const { return (core_.data(reg::mcusr) & kWatchdogReset) != 0; }

void Watchdog::reset() {
    window_ = 0;
    core_.data(reg::wdtcsr) = 0;
}

void Watchdog::rearm() {
    const std::uint8_t control = core_.data(reg::wdtcsr);
    const unsigned prescaler = (control & 7U) | (control >> 2 & 8U);
    const bool on = (control & (kReset | kTimeoutInterrupt)) != 0;
    core_.plan(*this, on ? core_.now() + (kShortest << prescaler) : kNever);
}

void Watchdog::update_line() {
    core_.set_line(vect::wdt,
                   (core_.data(reg::wdtcsr) & (kTimeout | kTimeoutInterrupt)) == (kTimeout | kTimeoutInterrupt));
}

void Watchdog::write(Register where, std::uint8_t value) {
    if (where == reg::mcusr) {
        core_.data(where) = core_.data(where) & value;  // flags are cleared by writing 0
        if (kept_on()) {
            core_.data(reg::wdtcsr) = static_cast<std::uint8_t>(core_.data(reg::wdtcsr) | kReset);
        }
        return rearm();
    }
    std::uint8_t& control = core_.data(reg::wdtcsr);
    const bool open = core_.now() <= window_;
    std::uint8_t next = static_cast<std::uint8_t>(value & kTimeoutInterrupt);
    if ((control & kTimeout) != 0 && (value & kTimeout) == 0) next |= kTimeout;
    if (open) {
        next = static_cast<std::uint8_t>(next | (value & (kReset | kTimeoutPrescaler)));
    } else {
        next = static_cast<std::uint8_t>(next | (control & (kReset | kTimeoutPrescaler)) | (value & kReset));
    }
    if (kept_on()) next |= kReset;
    if ((value & (kChange | kReset)) == (kChange | kReset)) window_ = core_.now() + kChangeWindow;
    const bool other = ((control ^ next) & (kReset | kTimeoutInterrupt | kTimeoutPrescaler)) != 0;
    control = next;
    if (other) rearm();
    update_line();
}

std::uint8_t Watchdog::read(Register where) { return core_.data(where); }

void Watchdog::run() {
    std::uint8_t& control = core_.data(reg::wdtcsr);
    if ((control & kTimeoutInterrupt) != 0) {
        control = static_cast<std::uint8_t>(control | kTimeout);
        rearm();
        update_line();
    } else if (on_bite) {
        on_bite();
    }
}

void Watchdog::taken(Vector) {
    std::uint8_t& control = core_.data(reg::wdtcsr);
    control = static_cast<std::uint8_t>(control & ~kTimeout);
    if ((control & kReset) != 0) control = static_cast<std::uint8_t>(control & ~kTimeoutInterrupt);
    update_line();
}

}  // namespace focus::chip
