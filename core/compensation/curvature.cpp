#include "core/compensation/curvature.h"

#include <algorithm>
#include <cmath>

#include "core/compensation/distributions.h"

namespace focus {
namespace {

constexpr std::size_t kFewest = 6;
/// What is left of the squares below this share is rounding: the temperatures have only two values.
constexpr double kSame = 1e-18;

double mean_temperature(const LineFit& line, const PointGroups& groups) {
    const auto all = static_cast<double>(line.points);
    double mean = 0;
    for (std::size_t g = 0; g < groups.size(); ++g)
        mean += line.means[g].temperature.value() * (static_cast<double>(groups[g].points.size()) / all);
    return mean;
}

}  // namespace

std::optional<double> curvature_p(const PointGroups& groups, const LineFit& line) {
    if (line.points < kFewest || !line.has_slope() || line.degrees < 2) return std::nullopt;
    const double centre = mean_temperature(line, groups);
    double largest = 0;
    for (const PointGroup& group : groups) {
        for (const GroupedPoint& point : group.points)
            largest = std::max(largest, std::abs(point.temperature - centre));
    }
    // The square about the groups' means, then less what a straight line has of it; scaled so that nothing overflows.
    struct Row {
        double x, square, residual;
    };
    std::vector<Row> rows;
    rows.reserve(line.points);
    double sum_xx = 0;
    double sum_x_square = 0;
    double squares = 0;
    for (std::size_t g = 0; g < groups.size(); ++g) {
        const std::size_t first = rows.size();
        double mean = 0;
        for (const GroupedPoint& point : groups[g].points) {
            const double scaled = (point.temperature - centre) / largest;
            rows.push_back({line.means[g].temperature.deviation(point.temperature) / largest, scaled * scaled,
                            line.residual(g, point)});
            mean += rows.back().square;
        }
        mean /= static_cast<double>(groups[g].points.size());
        for (std::size_t i = first; i < rows.size(); ++i) {
            rows[i].square -= mean;
            sum_xx += rows[i].x * rows[i].x;
            sum_x_square += rows[i].x * rows[i].square;
            squares += rows[i].square * rows[i].square;
        }
    }
    if (sum_xx <= 0) return std::nullopt;
    const double share = sum_x_square / sum_xx;
    double left = 0;
    double with_residual = 0;
    for (Row& row : rows) {
        row.square -= share * row.x;
        left += row.square * row.square;
        with_residual += row.square * row.residual;
    }
    if (left <= kSame * squares || left <= 0) return std::nullopt;
    if (line.rss <= 0) return 1.0;  // it is one straight line
    const double term = with_residual / left;
    double rss = 0;
    for (const Row& row : rows) {
        const double residual = row.residual - term * row.square;
        rss += residual * residual;
    }
    if (rss <= static_cast<double>(line.points) * line.rounding * line.rounding) return 0.0;
    const std::size_t degrees = line.degrees - 1;
    return f_tail(degrees, term * with_residual / (rss / static_cast<double>(degrees)));
}

}  // namespace focus
