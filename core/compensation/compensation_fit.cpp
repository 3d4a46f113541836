#include "core/compensation/compensation_fit.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <set>
#include <string_view>
#include <utility>

#include "core/compensation/curvature.h"
#include "core/compensation/distributions.h"
#include "core/compensation/filter_offsets.h"
#include "core/compensation/line_fit.h"
#include "core/compensation/outliers.h"
#include "core/compensation/telescopes.h"
#include "core/compensation/theil_sen.h"
#include "core/compensation/verdict.h"
#include "core/number_text.h"
#include "device/settings/device_settings.h"

namespace focus {
namespace {

constexpr double kInterval = 0.05;
// Nights differ by some steps, as focus runs do; what moves the zero (a belt that slipped, a new spacer, a sync) moves
// it further.
constexpr double kZeroMoved = 100;  // steps
constexpr double kZeroCertain = 5;  // standard errors

std::string names_in_quotes(const std::vector<std::string>& names) {
    std::string list;
    for (const std::string& name : names) {
        list += (list.empty() ? "" : ", ") + (name.empty() ? std::string("no filter") : "'" + name + "'");
    }
    return list;
}

double widest(const PointGroups& groups) {
    double span = 0;
    for (const PointGroup& group : groups)
        span = std::max(span, group.points.back().temperature - group.points.front().temperature);
    return span;
}

void take_line(CompensationFit& fit, const PointGroups& groups, const LineFit& line) {
    fit.used = line.points;
    fit.degrees = line.degrees;
    fit.coefficient = line.slope;
    fit.error = line.error();
    const double reach = line.degrees > 0 ? student_limit(line.degrees, kInterval) * fit.error : 0;
    fit.low = fit.coefficient - reach;
    fit.high = fit.coefficient + reach;
    fit.residual = line.scatter();
    fit.r2 = line.syy > 0 ? std::clamp(1 - line.rss / line.syy, 0.0, 1.0) : 0;
    fit.span = widest(groups);
    for (std::size_t g = 0; g < groups.size(); ++g) {
        const auto size = static_cast<double>(groups[g].points.size());
        const double warmth = line.means[g].temperature.value();
        fit.groups.push_back({groups[g].session, groups[g].filter, groups[g].points.size(),
                              line.means[g].position.value() - line.slope * warmth,
                              std::hypot(fit.residual / std::sqrt(size), fit.error * warmth)});
    }
}

void take_curvature(CompensationFit& fit, const PointGroups& groups, const LineFit& line) {
    fit.curvature_p = curvature_p(groups, line).value_or(1.0);
    fit.verdict = verdict_of(fit);
    if (fit.verdict != Verdict::curved) return;
    TwoSegments two = two_segments(groups);
    if (two.segments.empty()) return;
    fit.segments = std::move(two.segments);
    fit.breakpoint = two.breakpoint;
}

/// `all`: every usable point, also those alone in their group; not those the fit has cast out.
void take_filters(CompensationFit& fit, PointGroups all, const Exclusions& exclusions) {
    std::vector<std::size_t> out = exclusions.orphaned;
    for (const Outlier& outlier : exclusions.outliers) out.push_back(outlier.point);
    std::sort(out.begin(), out.end());
    const auto is_out = [&](const GroupedPoint& point) {
        return std::binary_search(out.begin(), out.end(), point.input);
    };
    for (PointGroup& group : all) std::erase_if(group.points, is_out);
    std::erase_if(all, [](const PointGroup& group) { return group.points.empty(); });
    FilterOffsets filters = filter_offsets(all);
    fit.filters = std::move(filters.offsets);
    if (!filters.unknown.empty()) {
        fit.warnings.push_back(
            "How far these filters are from the most used one cannot be told: " + names_in_quotes(filters.unknown) +
            ". Focus with both in the same night, at more than one temperature.");
    }
    if (filters.too_many)
        fit.warnings.emplace_back("There are more than 50 filters: their offsets are not worked out.");
}

void warn_of_points(CompensationFit& fit, std::size_t given, std::size_t orphaned) {
    if (given > 0) {
        fit.warnings.push_back(
            count_text(given, "point") +
            (given == 1 ? " has a number that cannot be used and is" : " have numbers that cannot be used and are") +
            " left out.");
    }
    const std::size_t lonely = fit.lonely.size() - orphaned;
    if (lonely > 0) {
        fit.warnings.push_back(count_text(lonely, "point") +
                               (lonely == 1 ? " is the only one of its night and filter, so it says"
                                            : " are the only ones of their night and filter, so they say") +
                               " nothing about the coefficient.");
    }
    if (orphaned > 0) {
        fit.warnings.push_back(
            count_text(orphaned, "point") +
            (orphaned == 1 ? " was left alone in its night and filter" : " were left alone in their night and filter") +
            " when the other was excluded; which of the two is wrong cannot be told.");
    }
}

void warn_of_exclusions(CompensationFit& fit, bool more, std::size_t from) {
    if (!more) return;
    fit.warnings.push_back("More points lie too far off than may be excluded: " + std::to_string(fit.outliers.size()) +
                           " of " + std::to_string(from) +
                           " are, and a quarter is the most. Something else than temperature moved the focus; look at "
                           "the points.");
}

/// Says where the groups of one filter lie far apart in consecutive nights; once a night, whatever the number of
/// filters.
void tell_moved_zeros(CompensationFit& fit, const PointGroups& groups, const LineFit& line) {
    std::map<std::string_view, std::size_t> before;  // by filter
    std::set<std::string_view> told;                 // nights
    for (std::size_t g = 0; g < groups.size(); ++g) {
        const auto [place, first] = before.try_emplace(groups[g].filter, g);
        const std::size_t earlier = std::exchange(place->second, g);
        if (first || groups[earlier].session.empty() || groups[g].session.empty()) continue;
        const double moved = fit.groups[g].offset - fit.groups[earlier].offset;
        const double warmth = line.means[g].temperature.value() - line.means[earlier].temperature.value();
        const double shares =
            1 / static_cast<double>(groups[g].points.size()) + 1 / static_cast<double>(groups[earlier].points.size());
        const double error = std::hypot(fit.residual * std::sqrt(shares), fit.error * warmth);
        if (std::abs(moved) < kZeroMoved || std::abs(moved) < kZeroCertain * error) continue;
        if (!told.insert(groups[g].session).second) continue;
        fit.warnings.push_back("The zero moved " + number_text(std::abs(moved), 0) + " steps " +
                               (moved > 0 ? "outward" : "inward") + " between " + groups[earlier].session + " and " +
                               groups[g].session +
                               ". Nights have offsets of their own: the coefficient does not suffer.");
    }
}

void compare_slopes(CompensationFit& fit, const LineFit& line) {
    const double digits = line.rounding / std::sqrt(line.sxx);
    const double difference = std::abs(fit.coefficient - fit.theil_sen);
    if (difference <= 2 * fit.error + digits) return;
    fit.warnings.push_back("A method that bad points hardly touch (Theil-Sen) gives " + number_text(fit.theil_sen, 2) +
                           " steps/C instead of " + number_text(fit.coefficient, 2) + ", which differs by " +
                           number_text(difference, 2) + ", more than twice the error of " + number_text(fit.error, 2) +
                           ": some points may be wrong without standing out.");
}

}  // namespace

CompensationFit fit_compensation(const std::vector<FocusPoint>& points, const FitOptions& options) {
    CompensationFit fit;
    const auto telescopes = telescopes_of(points);
    if (telescopes.size() > 1 && telescopes[1].points > 0) {
        fit.verdict = Verdict::several_telescopes;
        fit.sentence = "These points are of several telescopes, " + telescopes_in_words(telescopes) +
                       ". Each has a coefficient of its own: choose one.";
        return fit;
    }
    const PointGroups all = group_points(points);
    const auto wanted = static_cast<std::size_t>(
        std::count_if(points.begin(), points.end(), [](const FocusPoint& point) { return point.use; }));
    PointGroups groups = all;
    fit.lonely = take_lonely(groups);
    const std::size_t from = count_points(groups);
    fit.used = from;
    std::size_t orphaned = 0;
    if (from > 2) {
        Exclusions exclusions = exclude_outliers(groups);
        const LineFit line = fit_line(exclusions.kept);
        take_line(fit, exclusions.kept, line);
        fit.theil_sen = theil_sen(groups).value_or(0.0);
        take_curvature(fit, exclusions.kept, line);
        take_filters(fit, all, exclusions);
        if (line.has_slope()) compare_slopes(fit, line);
        tell_moved_zeros(fit, exclusions.kept, line);
        orphaned = exclusions.orphaned.size();
        fit.lonely.insert(fit.lonely.end(), exclusions.orphaned.begin(), exclusions.orphaned.end());
        std::sort(fit.lonely.begin(), fit.lonely.end());
        fit.outliers = std::move(exclusions.outliers);
        for (Outlier& outlier : fit.outliers) outlier.reason = reason_of(outlier);
        warn_of_exclusions(fit, exclusions.more, from);
    }
    warn_of_points(fit, wanted - count_points(all), orphaned);
    fit.sentence = sentence_of(fit, options.critical_focus_zone);
    return fit;
}

bool CompensationFit::has_coefficient() const {
    return verdict != Verdict::too_few_points && verdict != Verdict::several_telescopes && span > 0 &&
           std::isfinite(coefficient);
}

std::optional<std::int32_t> CompensationFit::device_coefficient() const {
    const SlotRule& rule = slot_rule(Slot::coefficient);
    const double value = std::round(coefficient * 100);
    if (!has_coefficient() || value < rule.minimum || value > rule.maximum) return std::nullopt;
    return static_cast<std::int32_t>(value);
}

std::optional<StartPosition> CompensationFit::start_position(double temperature, const std::string& filter,
                                                             const std::string& session) const {
    if (!has_coefficient() || groups.empty()) return std::nullopt;
    const Group* group = nullptr;
    for (const Group& candidate : groups) {
        if (candidate.filter != filter) continue;
        group = &candidate;
        if (candidate.session == session) break;
    }
    if (group != nullptr) return StartPosition{coefficient * temperature + group->offset, filter};
    const Group& latest = groups.back();
    const double there = coefficient * temperature + latest.offset;
    const auto offset_of = [this](const std::string& name) {
        return std::find_if(filters.begin(), filters.end(),
                            [&](const FilterOffset& each) { return each.filter == name; });
    };
    const auto wanted = offset_of(filter), known = offset_of(latest.filter);
    if (wanted == filters.end() || known == filters.end()) return StartPosition{there, latest.filter};
    return StartPosition{there + wanted->offset - known->offset, filter};
}

std::string coefficient_in_words(double coefficient) {
    const double size = std::round(std::abs(coefficient) * 100) / 100;
    if (size == 0) return "no compensation";
    return "1 C colder: " + number_text(size, size == std::floor(size) ? 0 : 2) + (size == 1 ? " step " : " steps ") +
           (coefficient > 0 ? "inward" : "outward");
}

}  // namespace focus
