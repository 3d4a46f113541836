// The fit: 10,000 points in 50 ms, with everything it does (groups, outliers, Theil-Sen, curvature, filters). Beside it
// the line that people have today, and Theil-Sen as it stands in the books, over the same points.
#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstdio>
#include <random>
#include <string>
#include <vector>

#include "bench/compensation/parts.h"
#include "core/compensation/compensation_fit.h"

namespace {

using focus::FocusPoint;
using Points = std::vector<FocusPoint>;

constexpr double kSlowestFit = 50;  // ms

/// Whole steps and hundredths of a degree, as devices give them.
Points points_like(std::size_t count, std::size_t groups, double bad, double curvature = 0) {
    std::mt19937_64 random(count * 31 + groups);
    std::uniform_real_distribution<double> temperature(-5, 20);
    std::normal_distribution<double> noise(0, 8);
    std::bernoulli_distribution is_bad(bad);
    Points points;
    for (std::size_t i = 0; i < count; ++i) {
        FocusPoint point;
        point.temperature = std::round(temperature(random) * 100) / 100;
        point.session = std::to_string(i % groups);
        point.position =
            std::round(12000 + 35 * point.temperature + curvature * std::pow(point.temperature, 2) +
                       50.0 * static_cast<double>(i % groups) + noise(random) + (is_bad(random) ? 2000 : 0));
        points.push_back(point);
    }
    return points;
}

/// A quarter of the points off by a thousand to a trillion steps: each is the worst in its turn, so all go, one by one.
Points points_with_tails(std::size_t count) {
    Points points = points_like(count, 1, 0);
    std::mt19937_64 random(5);
    std::uniform_real_distribution<double> size(3, 12);
    for (std::size_t i = 0; i < count / 4; ++i)
        points[i].position += std::pow(10, size(random)) * (random() % 2 == 0 ? 1 : -1);
    return points;
}

/// Milliseconds, the best of the runs: what the work takes when nothing else wants the processor.
template <typename Work>
double time_of(int runs, Work work) {
    double best = 1e9;
    for (int i = 0; i < runs; ++i) {
        const auto start = std::chrono::steady_clock::now();
        work();
        const std::chrono::duration<double, std::milli> took = std::chrono::steady_clock::now() - start;
        best = std::min(best, took.count());
    }
    return best;
}

double plain_line(const Points& points) {
    double x = 0;
    double y = 0;
    for (const FocusPoint& point : points) x += point.temperature, y += point.position;
    x /= static_cast<double>(points.size());
    y /= static_cast<double>(points.size());
    double xx = 0;
    double xy = 0;
    for (const FocusPoint& point : points) {
        xx += (point.temperature - x) * (point.temperature - x);
        xy += (point.temperature - x) * (point.position - y);
    }
    return xy / xx;
}

double every_pair(const Points& points) {
    std::vector<double> slopes;
    slopes.reserve(points.size() * (points.size() - 1) / 2);
    for (std::size_t i = 0; i < points.size(); ++i) {
        for (std::size_t j = 0; j < i; ++j) {
            const double dx = points[i].temperature - points[j].temperature;
            if (dx != 0) slopes.push_back((points[i].position - points[j].position) / dx);
        }
    }
    const auto middle = slopes.begin() + static_cast<std::ptrdiff_t>(slopes.size() / 2);
    std::nth_element(slopes.begin(), middle, slopes.end());
    return *middle;
}

volatile double sink = 0;

int row(const std::string& name, const Points& points, double bound) {
    focus::CompensationFit fit;
    const double ours = time_of(bound == 0 ? 3 : 15, [&] { fit = focus::fit_compensation(points); });
    const double line = time_of(7, [&] { sink = plain_line(points); });
    const double pairs = time_of(points.size() > 1000 ? 2 : 7, [&] { sink = every_pair(points); });
    const bool kept = bound == 0 || ours <= bound;
    std::printf("%-34s %6zu %9.3f ms %9.4f ms (x %7.0f) %9.2f ms (x %5.2f) %6zu   %s\n", name.c_str(), points.size(),
                ours, line, ours / line, pairs, ours / pairs, fit.outliers.size(),
                bound == 0 ? "" : (kept ? "kept" : "BROKEN"));
    std::fflush(stdout);
    return kept ? 0 : 1;
}

}  // namespace

int fit_bench() {
    std::printf(
        "Compensation fit, bound %.0f ms; beside it a plain least-squares line and Theil-Sen over every pair\n\n",
        kSlowestFit);
    std::printf("%-34s %6s %12s %25s %23s %8s\n", "", "points", "fit", "plain line (ratio)", "every pair (ratio)",
                "excluded");
    int broken = 0;
    for (const std::size_t count : {std::size_t{100}, std::size_t{1000}, std::size_t{10000}}) {
        broken += row("plain", points_like(count, 1, 0), kSlowestFit);
        broken += row("1 % outliers", points_like(count, 1, 0.01), kSlowestFit);
        broken += row("20 groups", points_like(count, 20, 0), kSlowestFit);
        broken += row("20 groups, 1 % outliers", points_like(count, 20, 0.01), kSlowestFit);
        broken += row("a curve", points_like(count, 1, 0, 0.5), kSlowestFit);
    }
    // No promise, but it must not be a wait either.
    row("a quarter excluded one by one", points_with_tails(10000), 0);
    return broken;
}
