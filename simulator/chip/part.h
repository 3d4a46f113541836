// Part: one peripheral of the chip. It owns registers, raises interrupt lines, and wakes at a cycle it names.
#pragma once

#include "simulator/chip/cycles.h"
#include "simulator/chip/registers.h"

namespace focus::chip {

class Part {
public:
    Part() = default;
    Part(const Part&) = delete;
    Part& operator=(const Part&) = delete;
    virtual ~Part() = default;

    /// Registers as after any reset.
    virtual void reset() = 0;
    /// The program writes or reads a register that this part claimed.
    virtual void write(Register where, std::uint8_t value) = 0;
    virtual std::uint8_t read(Register where) = 0;
    /// The cycle asked for by `Core::plan` has come.
    virtual void run() {}
    /// The program enters the handler: flags that hardware clears then are cleared.
    virtual void taken(Vector) {}
    /// The program executed WDR.
    virtual void watchdog_fed() {}

private:
    friend class Core;
    Cycle due_ = kNever;
};

}  // namespace focus::chip
