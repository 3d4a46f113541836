// Time on the chip: CPU cycles of 62.5 ns since the chip was made, power cuts included.
#pragma once

#include <cstdint>

namespace focus::chip {

using Cycle = std::uint64_t;

inline constexpr Cycle kCpuHz = 16'000'000;
inline constexpr Cycle kNever = ~Cycle{0};

constexpr Cycle us(std::uint64_t n) { return n * (kCpuHz / 1'000'000); }
constexpr Cycle ms(std::uint64_t n) { return n * (kCpuHz / 1000); }
constexpr Cycle seconds(std::uint64_t n) { return n * kCpuHz; }

}  // namespace focus::chip
