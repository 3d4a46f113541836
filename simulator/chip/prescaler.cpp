#include "simulator/chip/prescaler.h"

#include "simulator/chip/timer.h"

namespace focus::chip {
namespace {

constexpr std::uint8_t kHoldAll = 0x80, kOwn = 0x02, kShared = 0x01;

}  // namespace

Prescalers::Prescalers(Core& core) : core_(core) {
    core.add(*this);
    core.claim(reg::gtccr, *this);
}

void Prescalers::reset() { origin_.fill(core_.now()); }

void Prescalers::write(Register, std::uint8_t value) {
    if ((value & kHoldAll) != 0) core_.fail("prescalers that are held");
    for (std::size_t i = 0; i < timers_.size(); ++i) {
        if ((value & (i == 0 ? kShared : kOwn)) == 0) continue;
        for (Timer* timer : timers_[i]) timer->settle();
        origin_[i] = core_.now();
        for (Timer* timer : timers_[i]) timer->replan();
    }
}

// The bits fall back by themselves.
std::uint8_t Prescalers::read(Register) { return 0; }

}  // namespace focus::chip
