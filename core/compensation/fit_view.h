// FitView: what a picture of a fit shows. Nights and filters have offsets of their own, so every point is shifted onto
// one of them; then one line goes through them all. Values in, values out.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "core/compensation/compensation_fit.h"

namespace focus {

struct FitView {
    struct Shown {
        std::size_t point = 0;   ///< index in the input
        double temperature = 0;  ///< C
        double position = 0;     ///< steps, shifted
        bool outlier = false;
    };
    /// Of the line, and of the 95 % band in which it lies (Student t): half width t * sqrt(s^2 / n + (T - mean)^2 e^2)
    /// with s the residual, n and mean of the group shown, e the error of the coefficient.
    struct Edge {
        double temperature = 0;                  ///< C
        double position = 0, low = 0, high = 0;  ///< steps
    };

    std::string session, filter;              ///< the group onto which all is shifted: that with most points
    bool shifted = false;                     ///< there is more than one group
    std::vector<Shown> points;                ///< those used and the outliers; lonely points have no place
    std::vector<Edge> line;                   ///< by rising temperature, over all points; empty without a fit
    std::vector<std::vector<Edge>> segments;  ///< two ends each, without band; only of a curve
};

/// `fit` is what fit_compensation gave for `points`.
FitView view_fit(const CompensationFit& fit, const std::vector<FocusPoint>& points);

}  // namespace focus
