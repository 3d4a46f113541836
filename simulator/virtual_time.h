// Time inside the simulation: ticks of 0.5 us, the device's step-timer ticks, since the simulated world began. 64 bits
// of them last 290 000 years.
#pragma once

#include <cstdint>

#include "device/board.h"

namespace focus::sim {

using Tick = std::uint64_t;

inline constexpr Tick kNever = ~Tick{0};
inline constexpr Tick kTicksPerMs = kTicksPerSecond / 1000;

constexpr Tick ms(std::uint64_t n) { return n * kTicksPerMs; }
constexpr Tick seconds(std::uint64_t n) { return n * kTicksPerSecond; }

}  // namespace focus::sim
