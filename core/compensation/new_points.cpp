#include "core/compensation/new_points.h"

#include <cstdint>
#include <set>
#include <tuple>

namespace focus {
namespace {

auto identity(const FocusPoint& point) {
    const auto time = point.time ? point.time->time_since_epoch().count() : INT64_MIN;
    return std::make_tuple(time, point.temperature, point.position, point.filter);
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
