#include "core/compensation/fit_view.h"

#include <algorithm>
#include <cmath>

namespace focus {
namespace {

constexpr int kEdges = 48;  ///< of the band: enough that its curve looks round

const Group* group_of(const CompensationFit& fit, const FocusPoint& point) {
    for (const Group& group : fit.groups) {
        if (group.session == point.session && group.filter == point.filter) return &group;
    }
    return nullptr;
}

const Group& shown_group(const CompensationFit& fit) {
    return *std::max_element(fit.groups.begin(), fit.groups.end(),
                             [](const Group& a, const Group& b) { return a.points < b.points; });
}

bool is_outlier(const CompensationFit& fit, std::size_t point) {
    return std::any_of(fit.outliers.begin(), fit.outliers.end(),
                       [point](const Outlier& outlier) { return outlier.point == point; });
}

/// A segment goes through the middle of its points.
std::vector<FitView::Edge> straight(const Segment& segment, const std::vector<FitView::Shown>& points) {
    double temperature = 0, position = 0, count = 0;
    for (const FitView::Shown& shown : points) {
        if (shown.outlier || shown.temperature < segment.coldest || shown.temperature > segment.warmest) continue;
        temperature += shown.temperature;
        position += shown.position;
        count += 1;
    }
    if (count == 0) return {};
    std::vector<FitView::Edge> ends;
    for (const double at : {segment.coldest, segment.warmest}) {
        const double value = position / count + segment.coefficient * (at - temperature / count);
        ends.push_back({at, value, value, value});
    }
    return ends;
}

}  // namespace

FitView view_fit(const CompensationFit& fit, const std::vector<FocusPoint>& points) {
    FitView view;
    if (fit.verdict == Verdict::several_telescopes || fit.verdict == Verdict::too_few_points || fit.groups.empty()) {
        for (std::size_t i = 0; i < points.size(); ++i) {
            const FocusPoint& p = points[i];
            const bool finite = std::isfinite(p.temperature) && std::isfinite(p.position);
            if (p.use && finite) view.points.push_back({i, p.temperature, p.position, false});
        }
        return view;
    }
    const Group& onto = shown_group(fit);
    view.session = onto.session;
    view.filter = onto.filter;
    view.shifted = fit.groups.size() > 1;
    double coldest = HUGE_VAL, warmest = -HUGE_VAL, sum = 0, count = 0;
    for (std::size_t i = 0; i < points.size(); ++i) {
        const FocusPoint& p = points[i];
        const Group* group = group_of(fit, p);
        const bool finite = std::isfinite(p.temperature) && std::isfinite(p.position);
        if (!p.use || group == nullptr || !finite) continue;
        const bool outlier = is_outlier(fit, i);
        view.points.push_back({i, p.temperature, p.position - group->offset + onto.offset, outlier});
        coldest = std::min(coldest, p.temperature);
        warmest = std::max(warmest, p.temperature);
        if (group != &onto || outlier) continue;
        sum += p.temperature;
        count += 1;
    }
    if (count == 0) return view;
    const double student = fit.error > 0 ? (fit.high - fit.coefficient) / fit.error : 0;
    for (int i = 0; i <= kEdges; ++i) {
        const double at = coldest + (warmest - coldest) * i / kEdges;
        const double position = onto.offset + fit.coefficient * at;
        const double half = student * std::hypot(fit.residual / std::sqrt(count), (at - sum / count) * fit.error);
        view.line.push_back({at, position, position - half, position + half});
    }
    for (const Segment& segment : fit.segments) view.segments.push_back(straight(segment, view.points));
    return view;
}

}  // namespace focus
