// One of the chip's three timers, in Normal and CTC mode: the prescaler runs freely, a compare flag comes with the tick
// after the match, a compare value behind the counter waits for the whole round, and the 16-bit timer's bytes go
// through its one TEMP register.
#pragma once

#include <array>

#include "simulator/chip/core.h"
#include "simulator/chip/prescaler.h"

namespace focus::chip {

class Timer : public Part {
public:
    /// `number` 0, 1 or 2.
    Timer(Core& core, Prescalers& prescalers, unsigned number);

    void reset() override;
    void write(Register where, std::uint8_t value) override;
    std::uint8_t read(Register where) override;
    void run() override { settle(); }
    void taken(Vector vector) override;

    // For its prescaler, around a beginning.
    /// Raises the flags of everything that happened until now.
    void settle();
    /// Says when it is needed next.
    void replan();

private:
    enum Source : unsigned { kOverflow = 0, kMatchA = 1, kMatchB = 2, kSources = 3 };  // the order of the flag bits

    struct Registers {
        Register control_a, control_b, count, match_a, match_b, mask, flags;
        Vector compare_a;  // compare B and overflow follow
    };
    static const Registers kRegisters[3];

    bool wide() const { return number_ == 1; }
    std::uint32_t max() const { return wide() ? 0xFFFF : 0xFF; }
    std::uint32_t top() const { return ctc_ ? match_[0] : max(); }
    Cycle origin() const { return prescalers_.origin(number_); }
    std::uint64_t ticks(Cycle at) const { return divisor_ == 0 ? 0 : (at - origin()) / divisor_; }
    std::uint32_t count_at(Cycle at) const;
    std::uint64_t ticks_until(Source source, std::uint32_t from) const;
    Cycle next(Source source) const;

    void rebase(std::uint32_t count);
    void configure();

    Core& core_;
    const Prescalers& prescalers_;
    const unsigned number_;
    const Registers& at_;
    unsigned divisor_ = 0;  // cycles a tick, 0: stopped
    bool ctc_ = false;
    std::array<std::uint32_t, 2> match_{};
    std::uint32_t base_count_ = 0;  // the counter at base_
    Cycle base_ = 0;
    std::array<Cycle, kSources> event_{};  // when each source's next flag comes
    std::uint8_t temp_ = 0;
};

}  // namespace focus::chip
