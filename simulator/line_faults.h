// LineFaults: what can be wrong with a cable, applied to bytes. Deterministic for a seed.
#pragma once

#include <chrono>
#include <random>
#include <string>
#include <string_view>
#include <utility>

namespace focus::sim {

class LineFaults {
public:
    explicit LineFaults(std::uint64_t seed) : random_(seed) {}

    double noise = 0;  ///< part of the bytes disturbed, 0..1
    bool silent = false;
    std::chrono::milliseconds slow{0};  ///< delay of every answer
    std::chrono::milliseconds late{0};  ///< further delay of the next answer

    /// Of the disturbed bytes a third each is changed, lost, or has a stranger before it.
    std::string disturb(std::string_view bytes);
    /// Delay of the answer that is sent now; uses up `late`.
    std::chrono::milliseconds take_delay() { return slow + std::exchange(late, std::chrono::milliseconds(0)); }

private:
    std::mt19937_64 random_;
};

}  // namespace focus::sim
