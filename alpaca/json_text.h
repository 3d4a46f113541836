// The few pieces of JSON that every Alpaca answer is made of, written straight into a string. Strict JSON, independent
// of the locale; everything less frequent uses Boost.JSON.
#pragma once

#include <charconv>
#include <concepts>
#include <string>
#include <string_view>

namespace focus {

template <std::integral T>
requires(!std::same_as<T, bool>) void append_json(std::string& out, T number) {
    char digits[24];
    out.append(digits, std::to_chars(digits, digits + sizeof digits, number).ptr);
}

inline void append_json(std::string& out, bool value) { out += value ? "true" : "false"; }

/// The shortest decimal that reads back as `number`, always with a fraction. Finite numbers only.
inline void append_json(std::string& out, double number) {
    char digits[400];
    const char* const end = std::to_chars(digits, digits + sizeof digits, number, std::chars_format::fixed).ptr;
    const std::string_view text(digits, static_cast<std::size_t>(end - digits));
    out += text;
    if (text.find('.') == std::string_view::npos) out += ".0";
}

/// A quoted string. Bytes that are not UTF-8 become the replacement character, so that every client can read the rest.
void append_json(std::string& out, std::string_view text);

template <class T>
std::string to_json(const T& value) {
    std::string out;
    append_json(out, value);
    return out;
}

}  // namespace focus
