// The median found by counting against the median of every pair.
#include "core/compensation/theil_sen.h"

#include <algorithm>
#include <cmath>
#include <gtest/gtest.h>

#include "core/compensation/pair_slopes.h"
#include "tests/core/compensation/points.h"

namespace focus {
namespace {

std::vector<double> every_pair(const std::vector<FocusPoint>& points) {
    std::vector<double> slopes;
    for (std::size_t i = 0; i < points.size(); ++i) {
        for (std::size_t j = 0; j < i; ++j) {
            const FocusPoint& a = points[i];
            const FocusPoint& b = points[j];
            if (a.session == b.session && a.filter == b.filter && a.temperature != b.temperature)
                slopes.push_back((a.position - b.position) / (a.temperature - b.temperature));
        }
    }
    return slopes;
}

double median(std::vector<double> values) {
    const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
    std::nth_element(values.begin(), middle, values.end());
    const double upper = *middle;
    return values.size() % 2 == 1 ? upper : (upper + *std::max_element(values.begin(), middle)) / 2;
}

TEST(TheilSen, is_the_median_of_every_pair_however_it_is_found) {
    const Sky skies[] = {
        {.points = 3},
        {.points = 50, .sessions = 4, .filters = 2},
        {.points = 1100},                                                // just more pairs than are all looked at
        {.points = 1300, .slope = -17, .noise = 40},                     //
        {.points = 1300, .slope = 0, .noise = 0.4},                      // most pairs have the same slope
        {.points = 1300, .slope = 0, .noise = 0.01},                     // all have
        {.points = 1300, .noise = 2, .grain = 4},                        // five temperatures
        {.points = 1300, .noise = 3, .bad = 300},                        //
        {.points = 1500, .sessions = 2, .curvature = 3, .grain = 1e-9},  //
        {.points = 1500, .noise = 1e7, .grain = 1e-7},                   //
    };
    for (const Sky& sky : skies) {
        const std::vector<FocusPoint> points = points_under(sky, 1);
        const double expected = median(every_pair(points));
        const auto found = theil_sen(group_points(points));
        ASSERT_TRUE(found);
        EXPECT_NEAR(*found, expected, 1e-10 * std::max(std::abs(expected), 1.0)) << sky.points << " " << sky.noise;
    }
}

TEST(TheilSen, more_pairs_than_can_be_listed_are_narrowed_down) {
    const PointGroups groups = group_points(points_under({.points = 25'000}, 1));
    const auto found = theil_sen(groups);
    ASSERT_TRUE(found);
    const std::vector<PairCloud> clouds = pair_clouds(groups);
    const uint64_t half = count_pairs(clouds) / 2;
    EXPECT_LE(count_below(clouds, *found - 1e-9), half);
    EXPECT_GT(count_below(clouds, *found + 1e-9), half);
}

TEST(TheilSen, equal_temperatures_have_no_slope) {
    EXPECT_EQ(theil_sen(group_points(std::vector<FocusPoint>(2000, {5, 100, "", "", {}, true}))), std::nullopt);
    std::vector<FocusPoint> points(2000, {5, 100, "", "", {}, true});
    points.push_back({6, 135, "", "", {}, true});
    EXPECT_EQ(theil_sen(group_points(points)), 35);
}

TEST(PairSlopes, counts_and_lists_as_a_look_at_every_pair_does) {
    const std::vector<FocusPoint> points = points_under({.points = 120, .noise = 60, .sessions = 2}, 3);
    const std::vector<double> slopes = every_pair(points);
    const std::vector<PairCloud> clouds = pair_clouds(group_points(points));
    EXPECT_EQ(count_pairs(clouds), slopes.size());
    const auto below = [&](double slope) {
        return static_cast<uint64_t>(std::count_if(slopes.begin(), slopes.end(), [&](double s) { return s < slope; }));
    };
    for (const double slope : {-500.01, -3.3, 20.7, 35.123, 60.9, 1e6})
        EXPECT_EQ(count_below(clouds, slope), below(slope));
    std::vector<double> between = slopes_between(clouds, 20.7, 60.9);
    EXPECT_EQ(between.size(), below(60.9) - below(20.7));
    for (const double slope : between) EXPECT_TRUE(slope > 20.7 && slope < 60.9);
}

}  // namespace
}  // namespace focus
