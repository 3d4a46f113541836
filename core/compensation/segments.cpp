#include <Eigen/Dense>
#include <algorithm>
#include <cmath>
#include <limits>

#include "core/compensation/curvature.h"

namespace focus {
namespace {

constexpr std::size_t kFewestASide = 3;  // points on a side
constexpr double kSegmentRank = 1e-10;

/// Columns: temperature on the colder side, temperature on the warmer side, the step (1 on the warmer side); position.
using Row = Eigen::Vector4d;
using Sums = Eigen::Matrix4d;

struct Place {
    double x = 0, y = 0;  ///< about the mean of all, temperature by its largest size, position by its own
    std::size_t group = 0;
    double temperature = 0;
};

Row row_of(const Place& place, bool warmer) {
    return warmer ? Row(0, place.x, 1, place.y) : Row(place.x, 0, 0, place.y);
}

struct Table {
    std::vector<Place> places;  ///< coldest first
    std::vector<double> sizes;  ///< points of each group
    double x_scale = 1, y_scale = 1, x_centre = 0;
};

Table table_of(const PointGroups& groups) {
    const LineFit line = fit_line(groups);
    Table table;
    double weight = 0;
    for (std::size_t g = 0; g < groups.size(); ++g) {
        const auto size = static_cast<double>(groups[g].points.size());
        weight += size;
        table.x_centre += (line.means[g].temperature.value() - table.x_centre) * (size / weight);
        table.sizes.push_back(size);
    }
    for (std::size_t g = 0; g < groups.size(); ++g) {
        for (const GroupedPoint& point : groups[g].points) {
            // Positions about their group's mean: its offset takes the rest anyhow.
            table.places.push_back({point.temperature - table.x_centre,
                                    line.means[g].position.deviation(point.position), g, point.temperature});
        }
    }
    double widest = 0;
    double highest = 0;
    for (const Place& place : table.places) {
        widest = std::max(widest, std::abs(place.x));
        highest = std::max(highest, std::abs(place.y));
    }
    if (widest > 0) table.x_scale = widest;
    if (highest > 0) table.y_scale = highest;
    for (Place& place : table.places) {
        place.x /= table.x_scale;
        place.y /= table.y_scale;
    }
    std::stable_sort(table.places.begin(), table.places.end(),
                     [](const Place& a, const Place& b) { return a.temperature < b.temperature; });
    return table;
}

struct Solution {
    Eigen::Vector3d slopes_and_step;
    Eigen::Matrix3d inverse;
    double rss = 0;
};

/// From the sums of products within groups; nothing if a side does not determine its slope.
std::optional<Solution> solved(const Sums& sums) {
    const Eigen::Matrix3d normal = sums.topLeftCorner<3, 3>();
    const Eigen::Vector3d right = sums.topRightCorner<3, 1>();
    const Eigen::FullPivLU<Eigen::Matrix3d> lu = [&] {
        Eigen::FullPivLU<Eigen::Matrix3d> pivoted;
        pivoted.setThreshold(kSegmentRank);
        pivoted.compute(normal);
        return pivoted;
    }();
    if (!lu.isInvertible()) return std::nullopt;
    Solution solution;
    solution.slopes_and_step = lu.solve(right);
    solution.inverse = lu.inverse();
    solution.rss = sums(3, 3) - right.dot(solution.slopes_and_step);
    return solution;
}

/// The sums of products within groups for a cut before `places[cut]`, and each group's sum of rows.
struct Products {
    Sums raw = Sums::Zero();      ///< before the groups' means are taken off
    Sums between = Sums::Zero();  ///< what is to be taken off
    std::vector<Row> of_group;

    explicit Products(const Table& table) : of_group(table.sizes.size(), Row::Zero()) {
        for (const Place& place : table.places) {
            const Row row = row_of(place, true);
            raw += row * row.transpose();
            of_group[place.group] += row;
        }
        for (std::size_t g = 0; g < of_group.size(); ++g)
            between += of_group[g] * of_group[g].transpose() / table.sizes[g];
    }

    void to_colder_side(const Table& table, const Place& place) {
        const Row old = row_of(place, true);
        const Row now = row_of(place, false);
        raw += now * now.transpose() - old * old.transpose();
        Row& sum = of_group[place.group];
        between -= sum * sum.transpose() / table.sizes[place.group];
        sum += now - old;
        between += sum * sum.transpose() / table.sizes[place.group];
    }

    Sums within() const { return raw - between; }
};

/// The residual sum of squares of a solution, from the residuals: the difference of sums that found it loses digits.
double residual_squares(const Table& table, const Products& products, std::size_t cut, const Solution& solution) {
    const Eigen::Vector4d weights(-solution.slopes_and_step[0], -solution.slopes_and_step[1],
                                  -solution.slopes_and_step[2], 1);
    double rss = 0;
    for (std::size_t i = 0; i < table.places.size(); ++i) {
        const Place& place = table.places[i];
        const Row mean = products.of_group[place.group] / table.sizes[place.group];
        const double residual = weights.dot(row_of(place, i >= cut) - mean);
        rss += residual * residual;
    }
    return rss;
}

TwoSegments in_words_of_the_data(const Table& table, std::size_t cut, const Solution& solution, double variance) {
    const auto& places = table.places;
    const double per = table.y_scale / table.x_scale;
    const auto segment = [&](std::size_t first, std::size_t end, int column) {
        return Segment{places[first].temperature, places[end - 1].temperature, end - first,
                       solution.slopes_and_step[column] * per,
                       std::sqrt(std::max(0.0, variance * solution.inverse(column, column))) * per};
    };
    const double below = places[cut - 1].temperature;
    const double above = places[cut].temperature;
    TwoSegments result;
    result.segments = {segment(0, cut, 0), segment(cut, places.size(), 1)};
    const double meet = table.x_centre + table.x_scale * solution.slopes_and_step[2] /
                                             (solution.slopes_and_step[0] - solution.slopes_and_step[1]);
    result.breakpoint = meet >= below && meet <= above ? meet : below + (above - below) / 2;
    return result;
}

}  // namespace

TwoSegments two_segments(const PointGroups& groups) {
    const std::size_t points = count_points(groups);
    if (points < 2 * kFewestASide || points < groups.size() + 4) return {};
    const Table table = table_of(groups);
    Products products(table);
    double least = std::numeric_limits<double>::infinity();
    std::size_t best = 0;
    for (std::size_t cut = 1; cut + kFewestASide <= points; ++cut) {
        products.to_colder_side(table, table.places[cut - 1]);
        if (cut < kFewestASide || table.places[cut].temperature == table.places[cut - 1].temperature) continue;
        const auto solution = solved(products.within());
        if (!solution || solution->rss >= least) continue;
        least = solution->rss;
        best = cut;
    }
    if (best == 0) return {};
    Products chosen(table);
    for (std::size_t i = 0; i < best; ++i) chosen.to_colder_side(table, table.places[i]);
    const auto solution = solved(chosen.within());
    if (!solution) return {};
    const auto degrees = static_cast<double>(points - groups.size() - 3);
    return in_words_of_the_data(table, best, *solution, residual_squares(table, chosen, best, *solution) / degrees);
}

}  // namespace focus
