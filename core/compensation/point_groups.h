// The points of a fit, sorted into (session, filter) groups. A total order within and between groups makes every sum
// that follows independent of the order in which the points came.
#pragma once

#include <chrono>
#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "core/compensation/focus_point.h"

namespace focus {

struct GroupedPoint {
    double temperature = 0, position = 0;
    std::size_t input = 0;  ///< index in the input
};

struct PointGroup {
    std::string session, filter;
    std::optional<std::chrono::sys_seconds> latest;  ///< of its points, where any has a time
    std::vector<GroupedPoint> points;                ///< by temperature, then position
};

/// Oldest group first: by the time of its latest point (none comes first), then by session and filter as text.
using PointGroups = std::vector<PointGroup>;

/// Every (session, filter) with at least one usable point. Left out: `use` false, not finite, and sizes above 1e100,
/// whose squares would not fit a double; sizes below 1e-100 count as 0 for the same reason.
PointGroups group_points(const std::vector<FocusPoint>& points);

/// Takes the groups of one point out of `groups` and gives those points' input indices, in ascending order: alone in
/// its group, a point fixes the offset and says nothing about the slope.
std::vector<std::size_t> take_lonely(PointGroups& groups);

std::size_t count_points(const PointGroups& groups);

}  // namespace focus
