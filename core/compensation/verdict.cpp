#include "core/compensation/verdict.h"

#include <cmath>

#include "core/number_text.h"

namespace focus {
namespace {

constexpr std::size_t kFewestPoints = 3;
constexpr double kLeastSpan = 2;
constexpr double kGoodSpan = 5;
constexpr double kCurved = 0.01;

std::string rate(double coefficient) { return number_text(coefficient, 2) + " steps/C"; }

std::string with_error(const CompensationFit& fit) {
    return number_text(fit.coefficient, 2) + " +/- " + number_text(fit.error, 2) + " steps/C";
}

std::string curved(const CompensationFit& fit) {
    const std::string chance = fit.curvature_p < 1e-4 ? "below 0.0001" : "= " + number_text(fit.curvature_p, 4);
    std::string text = "The points are not on one straight line (p " + chance + "): ";
    if (fit.segments.size() == 2 && fit.breakpoint) {
        return text + "use these coefficients by range, " + rate(fit.segments[0].coefficient) + " below " +
               number_text(*fit.breakpoint, 1) + " C and " + rate(fit.segments[1].coefficient) + " above.";
    }
    return text + "one coefficient does not fit all temperatures, and there are too few points for one each side.";
}

std::string scatter(const CompensationFit& fit, std::optional<double> zone) {
    std::string text = "The points scatter by " + number_text(fit.residual, 1) + " steps about the line";
    if (!zone || !(*zone > 0)) return text + ".";
    const std::string width = "the critical focus zone, which is " + number_text(*zone, 1) + " steps wide";
    // The zone's width goes to both sides of best focus, as the scatter does.
    if (2 * fit.residual <= *zone) return text + ", which stays within " + width + ".";
    return text + ", which is more than " + width +
           ", allows: the focus runs themselves differ by more than can be seen.";
}

}  // namespace

Verdict verdict_of(const CompensationFit& fit) {
    if (fit.used < kFewestPoints) return Verdict::too_few_points;
    if (fit.span < kLeastSpan) return Verdict::span_too_small;
    if (!(fit.low > 0 || fit.high < 0)) return Verdict::no_dependence;
    if (fit.curvature_p < kCurved) return Verdict::curved;
    return fit.span < kGoodSpan ? Verdict::usable : Verdict::good;
}

std::string sentence_of(const CompensationFit& fit, std::optional<double> critical_focus_zone) {
    const std::string span = number_text(fit.span, 1) + " C";
    switch (fit.verdict) {
        case Verdict::several_telescopes: break;  // said where they are known
        case Verdict::too_few_points:
            return "There are not enough points: " + count_text(fit.used, "point") +
                   " can be used, and at least 3 are needed, with two or more in the same night and filter.";
        case Verdict::span_too_small:
            return "There is not enough range: within a night and filter the temperatures span " + span +
                   ", and at least 2 C are needed.";
        case Verdict::no_dependence:
            return "Focus does not depend on temperature here, or the points scatter too much to show it: " +
                   with_error(fit) + ". Do not compensate with this.";
        case Verdict::curved: return curved(fit);
        case Verdict::usable:
            return "Usable: " + with_error(fit) + ", from " + span + "; a wider range would be better. " +
                   scatter(fit, critical_focus_zone);
        case Verdict::good:
            return "Good: " + with_error(fit) + ", from " + count_text(fit.used, "point") + " over " + span + ". " +
                   scatter(fit, critical_focus_zone);
    }
    return {};
}

std::string reason_of(const Outlier& outlier) {
    const double times = std::abs(outlier.studentized);
    const std::string far = "It lies " + number_text(std::abs(outlier.residual), 1) + " steps too far " +
                            (outlier.residual > 0 ? "out" : "in") + " for the other points";
    const std::string limit = number_text(outlier.critical, 1) + " times";
    if (times <= outlier.critical) {
        return far + ". That is only " + number_text(times, 1) + " times their scatter, and the limit is " + limit +
               ", but the point excluded after it was hiding it by widening the scatter.";
    }
    return far + ", " + number_text(times, 1) + " times what their scatter lets expect; the limit is " + limit + ".";
}

}  // namespace focus
