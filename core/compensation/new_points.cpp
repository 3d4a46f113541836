#include "core/compensation/new_points.h"

#include <cstdint>
#include <set>
#include <tuple>

namespace focus {
namespace {

/// A run is known by its time and what it found; what the user may have mended since (its filter, its temperature, its
/// telescope) does not make it another.
auto identity(const FocusPoint& point) {
    const auto time = point.time ? point.time->time_since_epoch().count() : INT64_MIN;
    return std::make_tuple(time, point.position, point.time ? 0.0 : point.temperature,
                           point.time ? std::string() : point.filter);
}

}  // namespace

std::vector<FocusPoint> new_points(const std::vector<FocusPoint>& found, const std::vector<FocusPoint>& present) {
    std::set<decltype(identity(FocusPoint{}))> seen;
    for (const FocusPoint& point : present) seen.insert(identity(point));
    std::vector<FocusPoint> fresh;
    for (const FocusPoint& point : found) {
        if (seen.insert(identity(point)).second) fresh.push_back(point);
    }
    return fresh;
}

}  // namespace focus
