// The EEPROM of a simulated board: programming takes 3.4 ms a byte of virtual time, and a power cut tears the byte in
// flight. Cells outlive power cuts.
#pragma once

#include <array>
#include <cstdint>
#include <deque>

#include "simulator/virtual_time.h"

namespace focus::sim {

using EepromImage = std::array<std::uint8_t, kEepromSize>;

/// What is found in the byte that was being programmed when the power went.
enum class TornByte { old_value, erased, new_value, partly_erased, partly_programmed, garbage };

inline constexpr int kTornByteKinds = 6;
/// What a byte holds that was to become `after`; `random` gives the bits that chance decides.
std::uint8_t torn_byte(TornByte outcome, std::uint8_t before, std::uint8_t after, std::uint8_t random);

class SimEeprom {
public:
    static constexpr Tick kByteTime = kTicksPerMs * 34 / 10;

    /// A new chip: every cell 0xFF.
    SimEeprom() { cells_.fill(0xFF); }

    std::uint8_t read(std::uint16_t address) const { return cells_[address % kEepromSize]; }
    bool busy() const { return !queue_.empty(); }
    /// Programs `size` bytes one after the other from `now` on; bytes that have their value already cost no time.
    void write(std::uint16_t address, const std::uint8_t* data, std::uint8_t size, Tick now);

    /// When the byte in flight is done; kNever if none is.
    Tick due() const { return queue_.empty() ? kNever : due_; }
    /// The byte in flight is done; the next one begins.
    void finish_byte();

    /// The power goes: the byte in flight ends as `outcome` says, `random` gives the bits chance decides, the rest is
    /// never programmed.
    void cut(TornByte outcome, std::uint8_t random);

    const EepromImage& image() const { return cells_; }
    void load(const EepromImage& image) { cells_ = image; }
    /// How often a cell was programmed.
    std::uint32_t wear(std::uint16_t address) const { return wear_[address % kEepromSize]; }
    /// Counts every change of a cell, for whoever keeps a copy.
    std::uint64_t changes() const { return changes_; }

private:
    struct Byte {
        std::uint16_t address;
        std::uint8_t value;
    };

    void skip_equal();

    EepromImage cells_;
    std::array<std::uint32_t, kEepromSize> wear_{};
    std::deque<Byte> queue_;  // the first is in flight
    Tick due_ = kNever;
    std::uint64_t changes_ = 0;
};

}  // namespace focus::sim
