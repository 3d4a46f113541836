#include "core/compensation/point_groups.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <string_view>
#include <tuple>
#include <utility>

namespace focus {
namespace {

constexpr double kLargest = 1e100;
constexpr double kSmallest = 1e-100;

bool fits(double value) { return std::isfinite(value) && std::abs(value) <= kLargest; }

/// Also turns -0 into 0: they compare equal, and must be equal.
double cleaned(double value) { return std::abs(value) < kSmallest ? 0.0 : value; }

bool before(const GroupedPoint& a, const GroupedPoint& b) {
    return std::tie(a.temperature, a.position, a.input) < std::tie(b.temperature, b.position, b.input);
}

}  // namespace

PointGroups group_points(const std::vector<FocusPoint>& points) {
    std::map<std::pair<std::string_view, std::string_view>, PointGroup> sorted;
    for (std::size_t i = 0; i < points.size(); ++i) {
        const FocusPoint& point = points[i];
        if (!point.use || !fits(point.temperature) || !fits(point.position)) continue;
        PointGroup& group = sorted[{point.session, point.filter}];
        group.points.push_back({cleaned(point.temperature), cleaned(point.position), i});
        group.latest = std::max(group.latest, point.time);
    }
    PointGroups groups;
    groups.reserve(sorted.size());
    for (auto& [names, group] : sorted) {
        group.session = names.first;
        group.filter = names.second;
        std::sort(group.points.begin(), group.points.end(), before);
        groups.push_back(std::move(group));
    }
    std::stable_sort(groups.begin(), groups.end(),
                     [](const PointGroup& a, const PointGroup& b) { return a.latest < b.latest; });
    return groups;
}

std::vector<std::size_t> take_lonely(PointGroups& groups) {
    std::vector<std::size_t> lonely;
    for (const PointGroup& group : groups) {
        if (group.points.size() == 1) lonely.push_back(group.points.front().input);
    }
    std::erase_if(groups, [](const PointGroup& group) { return group.points.size() < 2; });
    std::sort(lonely.begin(), lonely.end());
    return lonely;
}

std::size_t count_points(const PointGroups& groups) {
    std::size_t count = 0;
    for (const PointGroup& group : groups) count += group.points.size();
    return count;
}

}  // namespace focus
