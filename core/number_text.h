// Numbers as text, independent of the locale: inside the panel C's own functions write a comma where the desktop does.
#pragma once

#include <cstddef>
#include <string>

namespace focus {

/// "12.3": always `decimals` decimals, never "-0.0". For files, lines and tables.
std::string fixed_text(double value, int decimals);
/// For sentences: with `decimals` decimals; small ones with two digits that count, those of a billion and more
/// as 1.5e+12. Never "-0".
std::string number_text(double value, int decimals);
/// "1 point", "3 points".
std::string count_text(std::size_t count, const std::string& thing);

}  // namespace focus
