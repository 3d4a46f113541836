// Lines with `*HH` at their end (device/wire/check.h), for strings.
#pragma once

#include <string>

#include "device/wire/check.h"

namespace focus {

inline std::string with_check(std::string line) {
    char digits[2];
    wire::write_check({line.data(), static_cast<unsigned>(line.size())}, digits);
    return line.append(1, '*').append(digits, 2);
}

/// Takes the check off. False: it is wrong, or there is none; the line is then as it was.
inline bool take_check(std::string& line) {
    wire::Text text{line.data(), static_cast<unsigned>(line.size())};
    if (wire::take_check(text) != wire::Check::right) return false;
    line.resize(text.size);
    return true;
}

}  // namespace focus
