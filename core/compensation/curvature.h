// Is it one straight line? An F test of a quadratic term, and the best two straight lines where it is not.
#pragma once

#include <optional>
#include <vector>

#include "core/compensation/compensation_fit.h"
#include "core/compensation/line_fit.h"
#include "core/compensation/point_groups.h"

namespace focus {

/// The probability of a quadratic term as large as this by chance (F test with 1 and points - groups - 2 degrees of
/// freedom); nothing with fewer than 6 points, no degree of freedom, or fewer than 3 temperatures.
std::optional<double> curvature_p(const PointGroups& groups, const LineFit& line);

struct TwoSegments {
    std::vector<Segment> segments;  ///< colder first; empty if there are none
    double breakpoint = 0;          ///< C
};

/// Least squares over all ways to cut the temperatures in two with at least 3 points on each side: a slope on each
/// side, a step at the cut, and the groups' offsets, shared by both sides. With a single group these are two separate
/// lines. The breakpoint is where the lines meet if that is between the two sides' points, else the middle between
/// those. The errors are from the scatter about both lines together, with points - groups - 3 degrees of freedom.
TwoSegments two_segments(const PointGroups& groups);

}  // namespace focus
