// The Theil-Sen slope: the median of the slopes of all pairs of points within groups (Theil 1950, Sen 1968). Up to 29 %
// bad points do not carry it away. O(n log n): 10,000 points have fifty million pairs.
#pragma once

#include <optional>

#include "core/compensation/point_groups.h"

namespace focus {

/// Steps/C. Pairs of equal temperature have no slope; nothing if there is no other pair. With an even number of pairs
/// the mean of the middle two. Up to half a million pairs are all looked at; of more, the median is found by counting
/// and is as exact, except where a good part of all pairs has the same slope: then to 11 digits.
std::optional<double> theil_sen(const PointGroups& groups);

}  // namespace focus
