// The two prescalers, which divide the clock for the timers: one that timers 0 and 1 share and one of timer 2. They run
// freely, so a timer's first tick comes whenever it comes, until GTCCR starts them anew.
#pragma once

#include <array>
#include <vector>

#include "simulator/chip/core.h"

namespace focus::chip {

class Timer;

class Prescalers : public Part {
public:
    /// Made before the timers, so that it is reset before them.
    explicit Prescalers(Core& core);

    /// `timer` is told when its prescaler begins anew.
    void add(Timer& timer, unsigned number) { timers_[of(number)].push_back(&timer); }
    /// The cycle from which the prescaler of timer `number` counts.
    Cycle origin(unsigned number) const { return origin_[of(number)]; }

    void reset() override;
    void write(Register where, std::uint8_t value) override;
    std::uint8_t read(Register where) override;

private:
    static constexpr std::size_t of(unsigned number) { return number == 2 ? 1 : 0; }

    Core& core_;
    std::array<Cycle, 2> origin_{};
    std::array<std::vector<Timer*>, 2> timers_;
};

}  // namespace focus::chip
