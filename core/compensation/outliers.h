// Points that do not belong: one at a time, the one with the largest externally studentized residual, judged by Student
// t with Bonferroni's correction at 1 %. After Rosner's generalized test (Technometrics 25, 1983) one more is tried
// after one that does not exceed its limit, and all up to the last that does are outliers: so two bad points cannot
// hide each other by widening the scatter that each is judged by. Not where what is left is a curve.
#pragma once

#include <cstddef>
#include <vector>

#include "core/compensation/compensation_fit.h"
#include "core/compensation/point_groups.h"

namespace focus {

struct Exclusions {
    PointGroups kept;                   ///< groups of two and more
    std::vector<Outlier> outliers;      ///< in the order of exclusion, without the reason in words
    std::vector<std::size_t> orphaned;  ///< alone in their group since an outlier left it
    bool more = false;                  ///< more would be excluded than a quarter of the points
};

/// At most a quarter of the points. `groups` of two and more points each.
Exclusions exclude_outliers(const PointGroups& groups);

}  // namespace focus
