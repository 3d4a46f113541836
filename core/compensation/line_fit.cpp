#include "core/compensation/line_fit.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace focus {
namespace {

/// Roundings of a number on its way into a residual, generously.
constexpr double kRoundings = 16 * std::numeric_limits<double>::epsilon();

/// One pass: what the sums lose is of the size of the differences' own rounding, as they start from one of the points.
GroupMeans means_of(const std::vector<GroupedPoint>& points) {
    GroupMeans means{{points.front().temperature, 0}, {points.front().position, 0}};
    double temperature = 0;
    double position = 0;
    for (const GroupedPoint& point : points) {
        temperature += point.temperature - means.temperature.base;
        position += point.position - means.position.base;
    }
    means.temperature.rest = temperature / static_cast<double>(points.size());
    means.position.rest = position / static_cast<double>(points.size());
    return means;
}

}  // namespace

double LineFit::scatter() const { return degrees > 0 ? std::sqrt(rss / static_cast<double>(degrees)) : 0.0; }

double LineFit::error() const { return has_slope() ? scatter() / std::sqrt(sxx) : 0.0; }

double LineFit::residual(std::size_t group, const GroupedPoint& point) const {
    return means[group].position.deviation(point.position) -
           slope * means[group].temperature.deviation(point.temperature);
}

double LineFit::leverage(std::size_t group, const PointGroups& groups, const GroupedPoint& point) const {
    const double own = 1 / static_cast<double>(groups[group].points.size());
    if (!has_slope()) return own;
    const double x = means[group].temperature.deviation(point.temperature) / std::sqrt(sxx);
    return own + x * x;
}

LineFit fit_line(const PointGroups& groups) {
    LineFit fit;
    double sxy = 0;
    double hottest = 0;
    double farthest = 0;
    for (const PointGroup& group : groups) {
        const GroupMeans means = means_of(group.points);
        for (const GroupedPoint& point : group.points) {
            const double x = means.temperature.deviation(point.temperature);
            const double y = means.position.deviation(point.position);
            fit.sxx += x * x;
            sxy += x * y;
            fit.syy += y * y;
            hottest = std::max(hottest, std::abs(point.temperature));
            farthest = std::max(farthest, std::abs(point.position));
        }
        fit.points += group.points.size();
        fit.means.push_back(means);
    }
    if (fit.has_slope()) fit.slope = sxy / fit.sxx;
    const std::size_t parameters = groups.size() + (fit.has_slope() ? 1 : 0);
    fit.degrees = fit.points > parameters ? fit.points - parameters : 0;
    fit.rounding = kRoundings * (farthest + std::abs(fit.slope) * hottest);
    for (std::size_t g = 0; g < groups.size(); ++g) {
        for (const GroupedPoint& point : groups[g].points) {
            const double e = fit.residual(g, point);
            fit.rss += e * e;
        }
    }
    if (fit.rss <= static_cast<double>(fit.points) * fit.rounding * fit.rounding) fit.rss = 0;
    return fit;
}

}  // namespace focus
