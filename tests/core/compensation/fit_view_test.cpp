#include "core/compensation/fit_view.h"

#include <cmath>
#include <gtest/gtest.h>

namespace focus {
namespace {

FocusPoint in_night(double temperature, double position, const std::string& session = "a") {
    FocusPoint made;
    made.temperature = temperature;
    made.position = position;
    made.session = session;
    return made;
}

/// position = 12000 + 35 T, 2 steps off on either side such that the fit is exact.
std::vector<FocusPoint> night(const std::string& session, double shift) {
    std::vector<FocusPoint> points;
    const double off[] = {2, -2, -2, 2};
    for (int t = 0; t < 8; ++t) points.push_back(in_night(t, 12000 + shift + 35 * t + off[t % 4], session));
    return points;
}

const FitView::Edge& edge_at(const FitView& view, double temperature) {
    const FitView::Edge* nearest = &view.line.front();
    for (const FitView::Edge& edge : view.line) {
        if (std::abs(edge.temperature - temperature) < std::abs(nearest->temperature - temperature)) nearest = &edge;
    }
    return *nearest;
}

TEST(FitView, HasALineWithItsBand) {
    const auto points = night("a", 0);
    const FitView view = view_fit(fit_compensation(points), points);
    EXPECT_FALSE(view.shifted);
    ASSERT_EQ(view.points.size(), 8U);
    EXPECT_DOUBLE_EQ(view.line.front().temperature, 0);
    EXPECT_DOUBLE_EQ(view.line.back().temperature, 7);
    EXPECT_NEAR(view.line.front().position, 12000, 1e-6);
    EXPECT_NEAR(view.line.back().position, 12245, 1e-6);
    // By hand: s^2 = 32 / 6, t(0.975, 6) = 2.446912; s sqrt(1/8) in the middle, s sqrt(1/8 + 3.5^2 / 42) at the ends.
    const double s = std::sqrt(32.0 / 6);
    const FitView::Edge& middle = edge_at(view, 3.5);
    EXPECT_NEAR(middle.high - middle.position, 2.446912 * s * std::sqrt(1.0 / 8), 1e-4);
    const FitView::Edge& end = view.line.back();
    EXPECT_NEAR(end.position - end.low, 2.446912 * s * std::sqrt(1.0 / 8 + 12.25 / 42), 1e-4);
}

TEST(FitView, ShiftsNightsOntoTheOneWithMostPoints) {
    auto points = night("a", 0);
    for (const FocusPoint& p : night("b", -500)) points.push_back(p);
    points.push_back(in_night(3.5, 12122.5, "a"));
    points.push_back(in_night(5, 9000, "alone"));
    const FitView view = view_fit(fit_compensation(points), points);
    EXPECT_TRUE(view.shifted);
    EXPECT_EQ(view.session, "a");
    ASSERT_EQ(view.points.size(), 17U);
    for (const FitView::Shown& shown : view.points) {
        EXPECT_NEAR(shown.position, 12000 + 35 * shown.temperature, 3) << shown.point;
        EXPECT_NE(shown.point, 17U);
    }
}

TEST(FitView, KeepsOutliersInSightAndIgnoredPointsOut) {
    auto points = night("a", 0);
    points.push_back(in_night(3.5, 13000));
    points.push_back(in_night(3.5, 5000));
    points.back().use = false;
    const FitView view = view_fit(fit_compensation(points), points);
    ASSERT_EQ(view.points.size(), 9U);
    EXPECT_TRUE(view.points.back().outlier);
    EXPECT_DOUBLE_EQ(view.points.back().position, 13000);
    EXPECT_NEAR(edge_at(view, 3.5).position, 12122.5, 1);
}

TEST(FitView, ShowsTheTwoLinesOfACurve) {
    std::vector<FocusPoint> points;
    const double off[] = {1, -1, -1, 1};
    for (int t = 0; t < 8; ++t) points.push_back(in_night(t, 12000 + 10 * t + off[t % 4]));
    for (int t = 8; t < 16; ++t) points.push_back(in_night(t, 12080 + 60 * (t - 8) + off[t % 4]));
    const CompensationFit fit = fit_compensation(points);
    ASSERT_EQ(fit.verdict, Verdict::curved);
    const FitView view = view_fit(fit, points);
    ASSERT_EQ(view.segments.size(), 2U);
    EXPECT_NEAR(view.segments[0].front().position, 12000, 5);
    EXPECT_NEAR(view.segments[1].back().position, 12500, 5);
}

TEST(FitView, WithoutAFitShowsThePointsAsTheyAre) {
    const std::vector<FocusPoint> points{in_night(1, 100), in_night(std::nan(""), 5)};
    const FitView view = view_fit(fit_compensation(points), points);
    ASSERT_EQ(view.points.size(), 1U);
    EXPECT_DOUBLE_EQ(view.points[0].position, 100);
    EXPECT_TRUE(view.line.empty());
    EXPECT_TRUE(view_fit(fit_compensation({}), {}).points.empty());
}

}  // namespace
}  // namespace focus
