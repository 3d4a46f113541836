// The trapezoid's numbers: how long a step takes when the motor has speeded up for `level` steps. Computed by the
// compiler.
//
// v(level)^2 = v0^2 + 2 a level, in steps/s; a step takes kRampTicksPerSecond / v. The motor may start and stop at v0.
// The table holds every one of the first levels, where the law is bent most, and every fourth of the others, which
// saves flash; between them the line is straight, within 1 % of the law.
#ifndef FOCUSERLINK_DEVICE_MOTION_RAMP_TABLE_H
#define FOCUSERLINK_DEVICE_MOTION_RAMP_TABLE_H

#include <stdint.h>

namespace focus {

constexpr uint32_t kRampTicksPerSecond = 2000000;
constexpr uint32_t kStartSpeed = 250;     ///< steps/s
constexpr uint32_t kAcceleration = 4000;  ///< steps/s^2
constexpr uint32_t kTopSpeed = 2000;      ///< steps/s

/// The first level at which the motor runs at kTopSpeed or above.
constexpr uint16_t kTopLevel =
    (kTopSpeed * kTopSpeed - kStartSpeed * kStartSpeed + 2 * kAcceleration - 1) / (2 * kAcceleration);

struct RampTable {
    static constexpr uint8_t kDense = 24;  // levels below have an entry each; a multiple of kSpacing
    static constexpr uint8_t kSpacing = 4;
    static constexpr uint16_t kSize = kDense + (kTopLevel - kDense) / kSpacing + 2;

    uint16_t ticks[kSize];

    constexpr RampTable() : ticks{} {
        for (uint16_t i = 0; i < kSize; ++i) ticks[i] = at(level_of(i));
    }

private:
    static constexpr uint16_t level_of(uint16_t index) {
        return index < kDense ? index : static_cast<uint16_t>(kDense + (index - kDense) * kSpacing);
    }
    static constexpr uint16_t at(uint16_t level) {
        const uint64_t square = uint64_t(kStartSpeed) * kStartSpeed + uint64_t(2) * kAcceleration * level;
        const uint64_t wanted = uint64_t(kRampTicksPerSecond) * kRampTicksPerSecond / square;
        uint16_t root = 0;  // the largest whose square is not above `wanted`, bit by bit
        for (uint16_t bit = 0x8000; bit != 0; bit = static_cast<uint16_t>(bit >> 1)) {
            const uint64_t trial = static_cast<uint64_t>(root) + bit;
            if (trial * trial <= wanted) root = static_cast<uint16_t>(trial);
        }
        return root;
    }
};

/// Entry `index` of the table, below RampTable::kSize. Each platform says where it lies: on a PC in ramp_table.cpp, on
/// the AVR in flash.
uint16_t ramp_entry(uint16_t index);

/// Ticks of a step at `level`, 0..kTopLevel.
inline uint16_t ramp_ticks(uint16_t level) {
    if (level < RampTable::kDense) return ramp_entry(level);
    constexpr uint16_t kAhead = RampTable::kDense - RampTable::kDense / RampTable::kSpacing;
    const uint16_t index = static_cast<uint16_t>(level / RampTable::kSpacing + kAhead);
    const uint16_t slower = ramp_entry(index);
    const uint16_t less = static_cast<uint16_t>(slower - ramp_entry(static_cast<uint16_t>(index + 1)));
    return static_cast<uint16_t>(slower - less * (level % RampTable::kSpacing) / RampTable::kSpacing);
}

}  // namespace focus

#endif
