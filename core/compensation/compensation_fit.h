// CompensationFit: from focus points to a coefficient, and how far it can be trusted and why. Values in, values out;
// the same input gives the same output, bit for bit, in any order of the points. No thread, no file, no clock.
//
// The rules are in docs/compensation.md. Position is regressed on temperature: position = c * T + offset(group), one
// slope c shared by all points and one offset a (session, filter) group that has at least two points. Sign: dP = c dT,
// positions grow outward; c = +35 means "1 C colder: 35 steps inward".
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "core/compensation/focus_point.h"

namespace focus {

/// What the numbers mean for the user, in the order in which it is decided.
enum class Verdict {
    several_telescopes,  ///< whose points share no slope: see `only_of` in telescopes.h
    too_few_points,      ///< fewer than 3 points in groups of two or more
    span_too_small,      ///< less than 2 C within groups
    no_dependence,       ///< the slope does not differ from zero at 5 %
    curved,              ///< a quadratic term is significant: see `segments`
    usable,              ///< less than 5 C within groups
    good,
};

/// A point the least-squares fit left out, and why.
struct Outlier {
    std::size_t point = 0;   ///< index in the input
    double residual = 0;     ///< steps, from the fit of the others
    double studentized = 0;  ///< externally studentized residual
    double critical = 0;  ///< what it exceeds: Student t, Bonferroni-corrected, 1 %. Not for the first of a pair that
                          ///< hid each other: the next one does, and so gives both away
    std::string reason;   ///< one sentence with these numbers
};

struct Group {
    std::string session, filter;
    std::size_t points = 0;  ///< used in the fit
    double offset = 0;       ///< steps: the position at 0 C
    double error = 0;        ///< of the offset, standard, steps
};

struct FilterOffset {
    std::string filter;
    std::size_t points = 0;
    double offset = 0;  ///< steps, relative to the filter with most points (which has 0)
    double error = 0;   ///< standard, steps
};

/// One of the two straight lines of a curve.
struct Segment {
    double coldest = 0, warmest = 0;  ///< C, of its points
    std::size_t points = 0;
    double coefficient = 0;  ///< steps/C
    double error = 0;        ///< standard, steps/C
};

struct StartPosition {
    double position = 0;  ///< steps
    std::string filter;   ///< whose it is
};

struct CompensationFit {
    Verdict verdict = Verdict::too_few_points;
    std::string sentence;               ///< the verdict in words, with its numbers
    std::vector<std::string> warnings;  ///< further sentences: a quarter excluded, Theil-Sen differs, lonely points

    // Without meaning when `verdict` is several_telescopes or too_few_points, and the errors also when there are no
    // degrees of freedom.
    double coefficient = 0;             ///< steps/C, least squares without the outliers: the one to offer
    double error = 0;                   ///< standard error, steps/C
    double low = 0, high = 0;           ///< 95 % interval (Student t), steps/C
    double theil_sen = 0;               ///< median of the pairwise slopes within groups, of all points, steps/C
    double residual = 0;                ///< RMS about the fit, steps (divided by the degrees of freedom)
    double r2 = 0;                      ///< within groups, 0..1
    double span = 0;                    ///< C, largest within one group
    std::size_t used = 0;               ///< points in the fit
    std::size_t degrees = 0;            ///< of freedom
    std::vector<Outlier> outliers;      ///< in the order of exclusion
    std::vector<std::size_t> lonely;    ///< alone in their group, also after an exclusion: nothing about the slope
    std::vector<Group> groups;          ///< oldest first: by their latest point's time, then session, then filter
    std::vector<FilterOffset> filters;  ///< only with several filters; most points first
    double curvature_p = 1;             ///< of the quadratic term's F test; 1 where it was not made
    std::optional<double> breakpoint;   ///< C, between the two segments
    std::vector<Segment> segments;      ///< two when curved and both have 3 points, else none

    /// There is a coefficient, whether or not the verdict offers it.
    bool has_coefficient() const;
    /// The coefficient as devices keep it, steps/C x 100; nothing when there is none or devices do not take it.
    std::optional<std::int32_t> device_coefficient() const;
    /// The coefficient is worth giving to the device.
    bool offered() const { return verdict == Verdict::usable || verdict == Verdict::good; }
    /// Position for the first focus of a night at `temperature`, from the group of `session` and `filter`, or, where
    /// there is none, from the latest group with that filter, or the latest of all, then for that filter where its
    /// offset is known, else for the group's own. Nothing without a fit.
    std::optional<StartPosition> start_position(double temperature, const std::string& filter,
                                                const std::string& session = {}) const;
};

struct FitOptions {
    std::optional<double> critical_focus_zone;  ///< steps, full width: the verdict compares the residual with it
};

/// Points with `use` false, or that are not finite or beyond 1e100, are left out. 10,000 points take less than 50 ms.
CompensationFit fit_compensation(const std::vector<FocusPoint>& points, const FitOptions& options = {});

/// "1 C colder: 35 steps inward" for +35, "... outward" for a negative one, "no compensation" for 0. Two decimals at
/// the most.
std::string coefficient_in_words(double coefficient);

}  // namespace focus
