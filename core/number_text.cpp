#include "core/number_text.h"

#include <array>
#include <charconv>
#include <cmath>

namespace focus {

std::string fixed_text(double value, int decimals) {
    std::array<char, 64> buffer{};
    const auto end = std::to_chars(buffer.begin(), buffer.end(), value, std::chars_format::fixed, decimals);
    if (end.ec != std::errc()) return "unknown";
    std::string text(buffer.data(), end.ptr);
    const bool zero = text.find_first_of("123456789") == std::string::npos;
    return zero && text[0] == '-' ? text.substr(1) : text;
}

std::string number_text(double value, int decimals) {
    const double size = std::abs(value);
    const bool tiny = size > 0 && size < 0.5 * std::pow(10.0, -decimals);
    const bool huge = size >= 1e9;
    std::array<char, 64> text{};
    const auto end = tiny || huge ? std::to_chars(text.begin(), text.end(), value, std::chars_format::general, 2)
                                  : std::to_chars(text.begin(), text.end(), size == 0 ? 0.0 : value,
                                                  std::chars_format::fixed, decimals);
    return {text.data(), end.ptr};
}

std::string count_text(std::size_t count, const std::string& thing) {
    return std::to_string(count) + " " + thing + (count == 1 ? "" : "s");
}

}  // namespace focus
