// What a person meant who typed a number with a decimal comma or with marks of thousands: for the sentence that says
// how to write it. Nothing is ever taken by this guess. Any thread.
#pragma once

#include <string>
#include <string_view>

namespace focus {

/// "12,000", "12.000" and "1 234 567" are 12000, 12000 and 1234567; "35,5" is "35.5" and "1.234,5" is "1234.5" where
/// `decimals` are allowed. Empty: nothing better is to be told ("1,234" may be either where decimals are allowed).
std::string number_cure(std::string_view typed, bool decimals);

}  // namespace focus
