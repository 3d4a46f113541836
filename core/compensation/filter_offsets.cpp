#include "core/compensation/filter_offsets.h"

#include <Eigen/Dense>
#include <algorithm>
#include <cmath>
#include <map>
#include <set>
#include <string_view>

#include "core/compensation/line_fit.h"

namespace focus {
namespace {

constexpr std::size_t kMost = 50;
constexpr double kRank = 1e-10;

using Names = std::map<std::string_view, std::size_t>;

/// Filters by number of points, then by name.
std::vector<FilterOffset> filters_of(const PointGroups& groups) {
    Names points;
    for (const PointGroup& group : groups) points[group.filter] += group.points.size();
    std::vector<FilterOffset> filters;
    for (const auto& [name, count] : points) filters.push_back({std::string(name), count, 0, 0});
    std::stable_sort(filters.begin(), filters.end(),
                     [](const FilterOffset& a, const FilterOffset& b) { return a.points > b.points; });
    return filters;
}

/// The groups that chains of common sessions and filters tie to `filter`.
PointGroups tied_to(const std::string& filter, const PointGroups& groups) {
    std::set<std::string_view> filters{filter};
    std::set<std::string_view> sessions;
    for (std::size_t known = 0; known != filters.size() + sessions.size();) {
        known = filters.size() + sessions.size();
        for (const PointGroup& group : groups) {
            if (filters.contains(group.filter)) sessions.insert(group.session);
            if (sessions.contains(group.session)) filters.insert(group.filter);
        }
    }
    PointGroups tied;
    std::copy_if(groups.begin(), groups.end(), std::back_inserter(tied),
                 [&](const PointGroup& group) { return sessions.contains(group.session); });
    return tied;
}

/// All points of a session in one group; their filters beside them.
struct Night {
    PointGroup all;
    std::vector<std::size_t> filters;
};

std::vector<Night> nights_of(const PointGroups& groups, const std::vector<FilterOffset>& filters) {
    Names column;
    for (std::size_t i = 0; i < filters.size(); ++i) column[filters[i].filter] = i;
    std::map<std::string_view, Night> nights;
    for (const PointGroup& group : groups) {
        Night& night = nights[group.session];
        night.all.points.insert(night.all.points.end(), group.points.begin(), group.points.end());
        night.filters.resize(night.all.points.size(), column[group.filter]);
    }
    std::vector<Night> list;
    list.reserve(nights.size());
    for (auto& [name, night] : nights) list.push_back(std::move(night));
    return list;
}

/// Fills in offsets and errors; false if the points leave them open. Column 0 is the temperature, column k filter k;
/// the first filter has none, as its offset is 0.
bool solve(const std::vector<Night>& nights, std::vector<FilterOffset>& filters) {
    PointGroups groups;
    groups.reserve(nights.size());
    for (const Night& night : nights) groups.push_back(night.all);
    const LineFit about = fit_line(groups);  // for its means and sums about them
    const auto columns = static_cast<Eigen::Index>(filters.size());
    const double scale = about.has_slope() ? std::sqrt(about.sxx / static_cast<double>(about.points)) : 1;
    Eigen::MatrixXd normal = Eigen::MatrixXd::Zero(columns, columns);
    Eigen::VectorXd right = Eigen::VectorXd::Zero(columns);
    std::vector<Eigen::VectorXd> shares;  // of each filter in each night
    for (std::size_t n = 0; n < nights.size(); ++n) {
        const auto& points = groups[n].points;
        Eigen::VectorXd share = Eigen::VectorXd::Zero(columns);
        for (std::size_t i = 0; i < points.size(); ++i) {
            const double x = about.means[n].temperature.deviation(points[i].temperature) / scale;
            const double y = about.means[n].position.deviation(points[i].position);
            normal(0, 0) += x * x;
            right(0) += x * y;
            const auto filter = static_cast<Eigen::Index>(nights[n].filters[i]);
            if (filter == 0) continue;
            normal(filter, 0) += x;
            normal(0, filter) += x;
            normal(filter, filter) += 1;
            right(filter) += y;
            share(filter) += 1;
        }
        normal -= share * share.transpose() / static_cast<double>(points.size());
        shares.push_back(share / static_cast<double>(points.size()));
    }
    Eigen::FullPivLU<Eigen::MatrixXd> lu;
    lu.setThreshold(kRank);
    lu.compute(normal);
    const std::size_t parameters = nights.size() + filters.size();
    if (!lu.isInvertible() || about.points <= parameters) return false;
    const Eigen::VectorXd solution = lu.solve(right);
    double rss = 0;
    for (std::size_t n = 0; n < nights.size(); ++n) {
        const double usual = shares[n].tail(columns - 1).dot(solution.tail(columns - 1));
        for (std::size_t i = 0; i < groups[n].points.size(); ++i) {
            const GroupedPoint& point = groups[n].points[i];
            const auto filter = static_cast<Eigen::Index>(nights[n].filters[i]);
            const double residual = about.means[n].position.deviation(point.position) -
                                    solution(0) * about.means[n].temperature.deviation(point.temperature) / scale -
                                    (filter == 0 ? 0 : solution(filter)) + usual;
            rss += residual * residual;
        }
    }
    if (rss <= static_cast<double>(about.points) * about.rounding * about.rounding) rss = 0;
    const double variance = rss / static_cast<double>(about.points - parameters);
    const Eigen::MatrixXd inverse = lu.inverse();
    for (Eigen::Index k = 1; k < columns; ++k) {
        filters[static_cast<std::size_t>(k)].offset = solution(k);
        filters[static_cast<std::size_t>(k)].error = std::sqrt(std::max(0.0, variance * inverse(k, k)));
    }
    return true;
}

}  // namespace

FilterOffsets filter_offsets(const PointGroups& groups) {
    const std::vector<FilterOffset> all = filters_of(groups);
    if (all.size() < 2) return {};
    if (all.size() > kMost) return {{}, {}, true};
    const PointGroups tied = tied_to(all.front().filter, groups);
    FilterOffsets result;
    result.offsets = filters_of(tied);
    // The first of all is among them with all its points, so it is the first here as well.
    if (result.offsets.size() < 2 || !solve(nights_of(tied, result.offsets), result.offsets)) result.offsets.clear();
    for (const FilterOffset& filter : all) {
        const bool known = std::any_of(result.offsets.begin(), result.offsets.end(),
                                       [&](const FilterOffset& other) { return other.filter == filter.filter; });
        if (!known && filter.filter != all.front().filter) result.unknown.push_back(filter.filter);
    }
    std::sort(result.unknown.begin(), result.unknown.end());
    return result;
}

}  // namespace focus
