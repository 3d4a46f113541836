// The distributions the fit asks, by Boost.Math.
#pragma once

#include <cstddef>

namespace focus {

/// What |t| exceeds with probability `p` (two-sided), 0 < p < 1; Student t with `degrees` >= 1.
double student_limit(std::size_t degrees, double p);

/// The probability of more than `f` in an F distribution with 1 and `degrees` >= 1 degrees of freedom.
double f_tail(std::size_t degrees, double f);

}  // namespace focus
