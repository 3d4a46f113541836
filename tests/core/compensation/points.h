// Focus points for the calculator's tests.
#pragma once

#include <cmath>
#include <random>
#include <string>
#include <vector>

#include "core/compensation/focus_point.h"

namespace focus {

struct Sky {
    std::size_t points = 20;
    double slope = 35, noise = 5;  ///< steps/C, steps
    std::size_t sessions = 1, filters = 1;
    std::size_t bad = 0;      ///< points a thousand steps off
    double curvature = 0;     ///< steps/C^2
    double grain = 1.0 / 16;  ///< C, of the temperatures: a power of two keeps sums exact
};

/// Whole steps, 0..16 C; nights and filters apart by some ten steps. The same for the same seed.
inline std::vector<FocusPoint> points_under(const Sky& sky, unsigned seed) {
    std::mt19937_64 random(seed);
    std::uniform_real_distribution<double> temperature(0, 16);
    std::normal_distribution<double> noise(0, sky.noise);
    std::vector<FocusPoint> points;
    for (std::size_t i = 0; i < sky.points; ++i) {
        FocusPoint point;
        const std::size_t session = i % sky.sessions;
        const std::size_t filter = i / sky.sessions % sky.filters;
        point.temperature = std::round(temperature(random) / sky.grain) * sky.grain;
        point.position =
            std::round(12000 + sky.slope * point.temperature + sky.curvature * point.temperature * point.temperature +
                       noise(random) + static_cast<double>(40 * session + 25 * filter) + (i < sky.bad ? 1000 : 0));
        point.session = "night " + std::to_string(session);
        point.filter = "filter " + std::to_string(filter);
        points.push_back(point);
    }
    return points;
}

}  // namespace focus
