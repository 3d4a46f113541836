// LineFit: least squares with one slope for all groups and an offset each (fixed effects). All sums are about the
// groups' means, so that a large position or a shifted temperature scale costs no digits.
#pragma once

#include <cstddef>
#include <vector>

#include "core/compensation/point_groups.h"

namespace focus {

/// A mean kept as a value of the data and a small remainder: differences from it keep their digits.
struct Mean {
    double base = 0, rest = 0;

    double value() const { return base + rest; }
    double deviation(double of) const { return (of - base) - rest; }
};

struct GroupMeans {
    Mean temperature, position;
};

struct LineFit {
    std::vector<GroupMeans> means;  ///< one a group
    std::size_t points = 0;
    std::size_t degrees = 0;  ///< of freedom: points - groups - 1; one more without a slope
    double slope = 0;         ///< 0 where all temperatures of each group are the same: see `has_slope`
    double sxx = 0, syy = 0;  ///< sums of squares within groups
    double rss = 0;           ///< of the residuals; exactly 0 where they are no more than the numbers' rounding
    double rounding = 0;      ///< steps: what rounding of the input's numbers may amount to in a residual

    bool has_slope() const { return sxx > 0; }
    double scatter() const;  ///< steps, RMS by the degrees of freedom; 0 without any
    double error() const;    ///< of the slope, standard
    double residual(std::size_t group, const GroupedPoint& point) const;
    double leverage(std::size_t group, const PointGroups& groups, const GroupedPoint& point) const;
};

/// Every group must have at least two points.
LineFit fit_line(const PointGroups& groups);

}  // namespace focus
