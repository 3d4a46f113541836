// Numbers in sentences, independent of the locale.
#pragma once

#include <cstddef>
#include <string>

namespace focus {

/// With `decimals` decimals; small ones with two digits that count, those of a billion and more as 1.5e+12. Never "-0".
std::string number_text(double value, int decimals);
/// "1 point", "3 points".
std::string count_text(std::size_t count, const std::string& thing);

}  // namespace focus
