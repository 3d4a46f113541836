// Core: simavr's instruction decoder with everything around it that has to be right: interrupt entry that costs its
// cycles, one instruction between SEI and the interrupt, sleep, register hooks, and a clock that stops where it is
// told. Simavr's own peripherals never run; the chip's parts take their place.
//
// One thread. Nothing happens but inside `run_until`.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "simulator/chip/firmware.h"
#include "simulator/chip/part.h"

namespace focus::chip {

/// What the program needed, since the last `Core::forget_use`.
struct Use {
    Cycle interrupts_off = 0;              ///< longest stretch, after they were on for the first time
    std::uint32_t interrupts_off_at = 0;   ///< flash address where it began
    std::uint16_t lowest_stack = kRamEnd;  ///< lowest stack pointer
    Cycle awake = 0;                       ///< cycles not slept
};

class Core {
public:
    explicit Core(const Firmware& firmware);
    ~Core();
    Core(const Core&) = delete;
    Core& operator=(const Core&) = delete;

    /// Registers of the CPU and of every part, and the program from its beginning. RAM stays as it is.
    void reset();
    /// RAM as after power-up: nothing a program may rely on, the same for the same seed.
    void scramble_ram(std::uint64_t seed);
    /// The clock runs, the CPU does not: no power, or held in reset.
    void pass_time(Cycle until);
    /// Stops at the first end of an instruction at or after `end`, or when `stop` was called.
    void run_until(Cycle end);
    /// Ends `run_until` after the present instruction.
    void stop() { stop_ = true; }

    Cycle now() const;
    /// A register or a byte of RAM.
    std::uint8_t& data(std::uint16_t address);
    /// Flash address of the instruction that runs or is next.
    std::uint32_t program_counter() const;
    bool sleeping() const { return sleeping_; }
    /// Empty, or why the program can not go on: illegal instruction, stack beyond RAM, a mode that is not modelled.
    const std::string& fault() const { return fault_; }
    void fail(const std::string& why);

    const Use& use() const { return use_; }
    void forget_use() { use_ = Use(); }

    // For the parts.
    void add(Part& part);
    void claim(Register where, Part& part);
    /// Runs `part` at `when`; replaces what was planned before.
    void plan(Part& part, Cycle when);
    /// Part that is told when the vector is taken.
    void own(Vector vector, Part& part);
    void set_line(Vector vector, bool raised);
    /// The CPU is halted for so many cycles after the present instruction.
    void stall(unsigned cycles);
    /// Of a write to a register of flags: the bits that the instruction really writes as 1 (SBI and CBI touch one).
    std::uint8_t flags_written(std::uint8_t value) const;
    void watchdog_fed();

private:
    struct Avr;

    void step();
    void run_parts();
    bool interrupts_on() const;
    void enter_interrupt();
    void watch(bool was_on, std::uint32_t at);

    std::unique_ptr<Avr> avr_;
    std::vector<Part*> parts_;
    Part* owners_[kVectors] = {};
    std::uint32_t lines_ = 0;  // one bit a vector
    Cycle next_ = kNever;
    bool hold_ = false;  // interrupts came on with the last instruction
    bool sleeping_ = false;
    bool stop_ = false;
    bool were_on_ = false;
    bool half_stack_ = false;
    Cycle off_since_ = 0;
    std::uint32_t off_at_ = 0;
    Use use_;
    std::string fault_;
};

}  // namespace focus::chip
