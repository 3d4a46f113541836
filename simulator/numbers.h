// Strict reading of what a person typed: the whole text is the number, or it is none.
#pragma once

#include <charconv>
#include <cmath>
#include <optional>
#include <string_view>

namespace focus::sim {

/// A decimal number such as -12.5, without exponent, spaces, "nan" or "inf".
inline std::optional<double> read_decimal(std::string_view text) {
    double value = 0;
    const char* end = text.data() + text.size();
    const auto [stop, error] = std::from_chars(text.data(), end, value, std::chars_format::fixed);
    if (error != std::errc{} || stop != end || !std::isfinite(value)) return std::nullopt;
    return value;
}

/// A whole number within long long.
inline std::optional<long long> read_whole(std::string_view text) {
    long long value = 0;
    const char* end = text.data() + text.size();
    const auto [stop, error] = std::from_chars(text.data(), end, value);
    if (error != std::errc{} || stop != end) return std::nullopt;
    return value;
}

}  // namespace focus::sim
