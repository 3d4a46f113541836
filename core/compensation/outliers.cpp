#include "core/compensation/outliers.h"

#include <algorithm>
#include <cmath>
#include <optional>

#include "core/compensation/curvature.h"
#include "core/compensation/distributions.h"
#include "core/compensation/line_fit.h"

namespace focus {
namespace {

constexpr double kLevel = 0.01;
/// So many bad points may hide each other. With more, the short arm of a bent line would soon be taken for bad points.
constexpr std::size_t kHidden = 2;
/// The two points of a pair differ from the line by the same, but for rounding: then the first in order is the one.
constexpr double kTie = 1 + 1e-9;
/// A point with less freedom than this fixes the line by itself; there is nothing to judge it by.
constexpr double kLeastFreedom = 1e-9;

/// Whole positions were rounded to steps, and scatter by that alone: by sqrt(1/12) of a step (a uniform error). Else
/// three points that happen to be on a line to the step would cast out a fourth that is one step off. One program's
/// fractions beside another's whole ones do not make those finer.
double scatter_of_counting(const PointGroups& groups) {
    for (const PointGroup& group : groups) {
        for (const GroupedPoint& point : group.points) {
            if (point.position == std::floor(point.position)) return std::sqrt(1.0 / 12);
        }
    }
    return 0;
}

struct Suspect {
    std::size_t group = 0, place = 0;
    double residual = 0, freedom = 0;  ///< freedom: 1 - leverage
};

/// The point with the largest studentized residual. The internally studentized ones have the same order.
std::optional<Suspect> worst(const PointGroups& groups, const LineFit& fit) {
    std::optional<Suspect> found;
    double largest = 0;
    const double per_x = fit.has_slope() ? 1 / std::sqrt(fit.sxx) : 0;
    for (std::size_t g = 0; g < groups.size(); ++g) {
        const auto& points = groups[g].points;
        const double most_freedom = 1 - 1 / static_cast<double>(points.size());
        const GroupMeans& means = fit.means[g];
        for (std::size_t i = 0; i < points.size(); ++i) {
            const double x = means.temperature.deviation(points[i].temperature);
            const double e = means.position.deviation(points[i].position) - fit.slope * x;
            const double freedom = most_freedom - (x * per_x) * (x * per_x);
            // Compared without a division: this loop is the cost of the whole search.
            if (freedom < kLeastFreedom || e * e <= largest * kTie * freedom) continue;
            largest = e * e / freedom;
            found = Suspect{g, i, e, freedom};
        }
    }
    return found;
}

/// Takes the suspect out, and the group with it if only one point would stay.
void take_out(PointGroups& groups, const Suspect& suspect) {
    auto& points = groups[suspect.group].points;
    points.erase(points.begin() + static_cast<std::ptrdiff_t>(suspect.place));
    if (points.size() < 2) groups.erase(groups.begin() + static_cast<std::ptrdiff_t>(suspect.group));
}

/// Without the first `count` of `outliers`.
PointGroups without(PointGroups groups, const std::vector<Outlier>& outliers, std::size_t count) {
    std::vector<std::size_t> out;
    out.reserve(count);
    for (std::size_t i = 0; i < count; ++i) out.push_back(outliers[i].point);
    std::sort(out.begin(), out.end());
    for (PointGroup& group : groups) {
        std::erase_if(group.points, [&](const GroupedPoint& point) {
            return std::binary_search(out.begin(), out.end(), point.input);
        });
    }
    std::erase_if(groups, [](const PointGroup& group) { return group.points.empty(); });
    return groups;
}

/// A curve makes its ends stand out as bad points would, so nobody looks for hidden ones there.
bool is_curved(PointGroups groups) {
    take_lonely(groups);
    return curvature_p(groups, fit_line(groups)).value_or(1) < kLevel;
}

}  // namespace

Exclusions exclude_outliers(const PointGroups& groups) {
    const std::size_t most = count_points(groups) / 4;
    std::vector<Outlier> tried;
    std::size_t exceeding = 0;  // of those tried, up to the last that exceeds its limit, with at most `most`
    bool more = false;
    const double counting = scatter_of_counting(groups);
    PointGroups rest = groups;
    LineFit fit = fit_line(rest);
    while (tried.size() <= most && tried.size() < exceeding + kHidden && fit.has_slope() && fit.degrees >= 2) {
        const auto suspect = worst(rest, fit);
        if (!suspect) break;
        const double critical = student_limit(fit.degrees - 1, kLevel / static_cast<double>(fit.points));
        const std::size_t input = rest[suspect->group].points[suspect->place].input;
        const double rounding = fit.rounding;
        take_out(rest, *suspect);
        fit = fit_line(rest);
        // Of the others fitted anew: from the old sum of squares a huge residual would swallow it. Others exactly on a
        // line have no scatter but the numbers' rounding.
        const double scatter = std::max({fit.scatter(), rounding, counting});
        const double studentized = suspect->residual / (scatter * std::sqrt(suspect->freedom));
        tried.push_back({input, suspect->residual / suspect->freedom, studentized, critical, {}});
        if (std::abs(studentized) > critical) {
            more = tried.size() > most;
            if (!more) exceeding = tried.size();
        } else if (is_curved(without(groups, tried, exceeding))) {
            break;
        }
    }
    Exclusions result;
    result.kept = without(groups, tried, exceeding);
    result.orphaned = take_lonely(result.kept);
    tried.resize(exceeding);
    result.outliers = std::move(tried);
    result.more = more;
    return result;
}

}  // namespace focus
