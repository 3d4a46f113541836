#include "core/compensation/new_points.h"

#include <algorithm>
#include <cstdint>
#include <map>
#include <tuple>

namespace focus {
namespace {

/// What one focus has in common with itself, whatever the user has mended since: a run is known by its time and what it
/// found, not by its filter, its temperature or its telescope.
auto essence(const FocusPoint& point) {
    const auto time = point.time ? point.time->time_since_epoch().count() : INT64_MIN;
    return std::make_tuple(time, point.position, point.time ? 0.0 : point.temperature,
                           point.time ? std::string() : point.filter);
}

/// Without a time two nights may well find the same: then their names tell them apart, where the file has some.
bool may_be(const FocusPoint& found, const FocusPoint& known) {
    if (found.time) return true;
    return (found.session.empty() || found.session == known.session) &&
           (found.telescope.empty() || found.telescope == known.telescope);
}

}  // namespace

std::vector<FocusPoint> new_points(const std::vector<FocusPoint>& found, const std::vector<FocusPoint>& present) {
    std::multimap<decltype(essence(FocusPoint{})), const FocusPoint*> seen;
    for (const FocusPoint& point : present) seen.emplace(essence(point), &point);
    std::vector<FocusPoint> fresh;
    for (const FocusPoint& point : found) {
        const auto [first, last] = seen.equal_range(essence(point));
        if (std::any_of(first, last, [&](const auto& known) { return may_be(point, *known.second); })) continue;
        seen.emplace(essence(point), &point);
        fresh.push_back(point);
    }
    return fresh;
}

}  // namespace focus
