// What must hold for any points: the fit is about positions and temperatures, not about units, zeros and order.
#include <algorithm>
#include <bit>
#include <cmath>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <limits>
#include <numeric>
#include <random>

#include "core/compensation/compensation_fit.h"
#include "tests/core/compensation/points.h"

namespace focus {
namespace {

std::vector<std::vector<FocusPoint>> many_skies() {
    std::vector<std::vector<FocusPoint>> all;
    for (unsigned seed = 1; seed <= 5; ++seed) {
        all.push_back(points_under({}, seed));
        all.push_back(points_under({.points = 60, .slope = -21, .sessions = 3, .filters = 2, .bad = 3}, seed));
        all.push_back(points_under({.points = 40, .sessions = 2, .curvature = 4}, seed));
        all.push_back(points_under({.points = 12, .slope = 0, .noise = 30, .bad = 2}, seed));
        all.push_back(points_under({.points = 1500, .bad = 15}, seed));
    }
    return all;
}

/// All that must be the same to the last bit, without the indices of points.
std::vector<double> numbers_of(const CompensationFit& fit) {
    std::vector<double> all{fit.coefficient,
                            fit.error,
                            fit.low,
                            fit.high,
                            fit.theil_sen,
                            fit.residual,
                            fit.r2,
                            fit.span,
                            fit.curvature_p,
                            fit.breakpoint.value_or(-1),
                            static_cast<double>(fit.used),
                            static_cast<double>(fit.degrees),
                            static_cast<double>(fit.lonely.size())};
    for (const Outlier& o : fit.outliers) all.insert(all.end(), {o.residual, o.studentized, o.critical});
    for (const Group& g : fit.groups) all.insert(all.end(), {g.offset, g.error});
    for (const FilterOffset& f : fit.filters) all.insert(all.end(), {f.offset, f.error});
    for (const Segment& s : fit.segments) all.insert(all.end(), {s.coldest, s.warmest, s.coefficient, s.error});
    return all;
}

std::vector<uint64_t> bits_of(const CompensationFit& fit) {
    std::vector<uint64_t> bits;
    for (const double number : numbers_of(fit)) bits.push_back(std::bit_cast<uint64_t>(number));
    return bits;
}

TEST(FitProperties, the_order_of_points_does_not_matter_to_the_last_bit) {
    std::mt19937_64 random(7);
    for (const std::vector<FocusPoint>& points : many_skies()) {
        const CompensationFit fit = fit_compensation(points);
        std::vector<std::size_t> order(points.size());
        std::iota(order.begin(), order.end(), 0U);
        std::shuffle(order.begin(), order.end(), random);
        std::vector<FocusPoint> shuffled;
        for (const std::size_t i : order) shuffled.push_back(points[i]);
        const CompensationFit again = fit_compensation(shuffled);
        EXPECT_EQ(bits_of(fit), bits_of(again));
        EXPECT_EQ(fit.sentence, again.sentence);
        EXPECT_EQ(fit.warnings, again.warnings);
        ASSERT_EQ(fit.outliers.size(), again.outliers.size());
        for (std::size_t i = 0; i < fit.outliers.size(); ++i)
            EXPECT_EQ(points[fit.outliers[i].point], shuffled[again.outliers[i].point]);
    }
}

TEST(FitProperties, shifting_all_positions_shifts_offsets_only) {
    for (std::vector<FocusPoint> points : many_skies()) {
        const CompensationFit fit = fit_compensation(points);
        for (FocusPoint& point : points) point.position += 3000;
        CompensationFit moved = fit_compensation(points);
        ASSERT_EQ(moved.groups.size(), fit.groups.size());
        for (std::size_t i = 0; i < fit.groups.size(); ++i) {
            EXPECT_NEAR(moved.groups[i].offset, fit.groups[i].offset + 3000, 1e-8);
            moved.groups[i].offset = fit.groups[i].offset;
        }
        EXPECT_EQ(bits_of(moved), bits_of(fit));
        EXPECT_EQ(moved.sentence, fit.sentence);
    }
}

TEST(FitProperties, fahrenheit_gives_five_ninths_of_the_slope) {
    for (std::vector<FocusPoint> points : many_skies()) {
        const CompensationFit celsius = fit_compensation(points);
        for (FocusPoint& point : points) point.temperature = point.temperature * 9 / 5 + 32;
        const CompensationFit fahrenheit = fit_compensation(points);
        const double digits = 1e-12 * std::max(std::abs(celsius.coefficient), celsius.error);
        EXPECT_NEAR(fahrenheit.coefficient, celsius.coefficient * 5 / 9, digits);
        EXPECT_NEAR(fahrenheit.error, celsius.error * 5 / 9, digits);
        EXPECT_NEAR(fahrenheit.theil_sen, celsius.theil_sen * 5 / 9, 10 * digits);
        EXPECT_EQ(fahrenheit.outliers.size(), celsius.outliers.size());
        EXPECT_NEAR(fahrenheit.r2, celsius.r2, 1e-12);
    }
}

TEST(FitProperties, scaling_positions_scales_everything) {
    for (std::vector<FocusPoint> points : many_skies()) {
        const CompensationFit fit = fit_compensation(points);
        for (FocusPoint& point : points) point.position *= -0.37;
        const CompensationFit scaled = fit_compensation(points);
        const double digits = 1e-10 * (std::abs(fit.coefficient) + fit.error);
        EXPECT_NEAR(scaled.coefficient, -0.37 * fit.coefficient, digits);
        EXPECT_NEAR(scaled.error, 0.37 * fit.error, digits);
        EXPECT_NEAR(scaled.residual, 0.37 * fit.residual, 1e-10 * fit.residual);
        EXPECT_NEAR(scaled.theil_sen, -0.37 * fit.theil_sen, 1e-9 * (std::abs(fit.theil_sen) + fit.error));
        EXPECT_EQ(scaled.verdict, fit.verdict);
        EXPECT_EQ(scaled.outliers.size(), fit.outliers.size());
        ASSERT_EQ(scaled.segments.size(), fit.segments.size());
        for (std::size_t i = 0; i < fit.segments.size(); ++i)
            EXPECT_NEAR(scaled.segments[i].coefficient, -0.37 * fit.segments[i].coefficient, 1e-7);
    }
}

TEST(FitProperties, points_out_of_use_and_numbers_that_are_none_are_as_good_as_absent) {
    for (const std::vector<FocusPoint>& points : many_skies()) {
        const CompensationFit fit = fit_compensation(points);
        std::vector<FocusPoint> more;
        for (std::size_t i = 0; i < points.size(); ++i) {
            FocusPoint aside = points[i];
            aside.position -= 777;
            aside.use = false;
            more.push_back(aside);
            more.push_back(points[i]);
        }
        CompensationFit same = fit_compensation(more);
        EXPECT_EQ(bits_of(same), bits_of(fit));
        EXPECT_EQ(same.warnings, fit.warnings);
        more.push_back({std::numeric_limits<double>::quiet_NaN(), 100, "", "", {}, true});
        more.push_back({3, std::numeric_limits<double>::infinity(), "", "", {}, true});
        same = fit_compensation(more);
        EXPECT_EQ(bits_of(same), bits_of(fit));
        EXPECT_THAT(same.warnings, testing::Contains(testing::HasSubstr("2 points have numbers that cannot be used")));
    }
}

TEST(FitProperties, any_finite_numbers_give_finite_answers) {
    std::mt19937_64 random(11);
    const auto any_double = [&] {
        // Half of them of any size there is, the others few and alike, so that they fall together.
        if (random() % 2 == 0) return std::bit_cast<double>(random());
        return static_cast<double>(random() % 5) * std::pow(10.0, static_cast<double>(random() % 40) - 20);
    };
    int offered = 0;
    for (int round = 0; round < 3000; ++round) {
        // Some with more pairs than are looked at one by one.
        std::vector<FocusPoint> points(round % 300 == 0 ? 2500 : random() % 40);
        const bool tame = random() % 2 == 0;
        for (FocusPoint& point : points) {
            point.temperature = tame ? static_cast<double>(random() % 30) : any_double();
            point.position = any_double();
            point.session = std::to_string(random() % 3);
            point.filter = std::to_string(random() % 2);
        }
        const CompensationFit fit = fit_compensation(points, {.critical_focus_zone = any_double()});
        const std::vector<double> numbers = numbers_of(fit);
        for (std::size_t i = 0; i < numbers.size(); ++i)
            EXPECT_TRUE(std::isfinite(numbers[i])) << numbers[i] << " is number " << i << " of round " << round;
        EXPECT_LE(fit.outliers.size() * 4, points.size());
        EXPECT_FALSE(fit.sentence.empty());
        offered += fit.offered() ? 1 : 0;
    }
    EXPECT_GT(offered, 0);
}

}  // namespace
}  // namespace focus
