// The chip's EEPROM: a byte takes 3.4 ms to erase and write or 1.8 ms for either alone, starts only within four cycles
// of EEMPE, halts the CPU as reads do, keeps EE_READY raised while idle, and is torn by a power cut.
#pragma once

#include <array>

#include "simulator/chip/core.h"
#include "simulator/sim_eeprom.h"

namespace focus::chip {

class Eeprom : public Part {
public:
    static constexpr Cycle kEraseAndWrite = us(3400);
    static constexpr Cycle kEraseOrWrite = us(1800);

    explicit Eeprom(Core& core);

    bool busy() const { return done_ != kNever; }
    /// When the byte in flight is done; kNever if none is.
    Cycle done() const { return done_; }
    /// The power goes: the byte in flight ends as `outcome` says, `random` gives the bits chance decides.
    void cut(sim::TornByte outcome, std::uint8_t random);
    /// What such a cut at this instant would leave.
    sim::EepromImage after_cut(sim::TornByte outcome, std::uint8_t random) const;

    const sim::EepromImage& image() const { return cells_; }
    void load(const sim::EepromImage& image) { cells_ = image; }
    /// How often a cell was erased or written.
    std::uint32_t wear(std::uint16_t address) const { return wear_[address]; }
    std::uint64_t writes() const { return writes_; }

    void reset() override;
    void write(Register where, std::uint8_t value) override;
    std::uint8_t read(Register where) override;
    void run() override;

private:
    std::uint16_t address() const;
    void begin();
    void update_line();

    Core& core_;
    sim::EepromImage cells_;
    std::array<std::uint32_t, kEepromSize> wear_{};
    std::uint64_t writes_ = 0;
    Cycle done_ = kNever;
    Cycle window_ = 0;  // EEMPE counts until then
    std::uint16_t at_ = 0;
    std::uint8_t result_ = 0;  // of the byte in flight
};

}  // namespace focus::chip
