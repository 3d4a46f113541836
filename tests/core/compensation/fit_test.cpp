// What the fit says, and the cases that numbers alone do not show.
#include <chrono>
#include <cmath>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "core/compensation/compensation_fit.h"
#include "core/compensation/telescopes.h"
#include "tests/core/compensation/points.h"

namespace focus {
namespace {

using std::chrono::sys_days;
using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

FocusPoint point(double temperature, double position, const char* filter = "", const char* session = "") {
    return {temperature, position, filter, session, {}, true, {}, {}};
}

std::vector<FocusPoint> on_a_line(int count, double slope, const char* filter = "", const char* session = "",
                                  double offset = 12000) {
    std::vector<FocusPoint> points;
    for (int t = 0; t < count; ++t) points.push_back(point(t, offset + slope * t, filter, session));
    return points;
}

std::vector<FocusPoint> joined(std::vector<FocusPoint> all, const std::vector<FocusPoint>& more) {
    all.insert(all.end(), more.begin(), more.end());
    return all;
}

TEST(Coefficient, in_words_says_which_way) {
    EXPECT_EQ(coefficient_in_words(35), "1 C colder: 35 steps inward");
    EXPECT_EQ(coefficient_in_words(-12.25), "1 C colder: 12.25 steps outward");
    EXPECT_EQ(coefficient_in_words(1), "1 C colder: 1 step inward");
    EXPECT_EQ(coefficient_in_words(-0.5), "1 C colder: 0.50 steps outward");
    EXPECT_EQ(coefficient_in_words(34.999), "1 C colder: 35 steps inward");
    EXPECT_EQ(coefficient_in_words(0), "no compensation");
    EXPECT_EQ(coefficient_in_words(-0.004), "no compensation");
}

TEST(Fit, exact_points_have_no_error_and_no_outliers) {
    for (const double slope : {35.0, -35.1, 0.1, 1e-7}) {
        const CompensationFit fit = fit_compensation(on_a_line(12, slope));
        EXPECT_EQ(fit.verdict, Verdict::good);
        EXPECT_NEAR(fit.coefficient, slope, 1e-12);
        EXPECT_EQ(fit.error, 0);
        EXPECT_EQ(fit.residual, 0);
        EXPECT_EQ(fit.r2, 1);
        EXPECT_THAT(fit.outliers, IsEmpty());
        EXPECT_THAT(fit.warnings, IsEmpty());
    }
}

TEST(Fit, says_that_the_zero_moved_and_does_not_suffer) {
    const std::vector<FocusPoint> before = on_a_line(8, 35, "L", "2026-01-17");
    const std::vector<FocusPoint> after = on_a_line(8, 35, "L", "2026-01-20", 12400);
    const CompensationFit moved = fit_compensation(joined(before, after));
    EXPECT_NEAR(moved.coefficient, 35, 1e-9);
    EXPECT_THAT(moved.warnings,
                ElementsAre(HasSubstr("The zero moved 400 steps outward between 2026-01-17 and 2026-01-20")));
    const CompensationFit back = fit_compensation(joined(on_a_line(8, 35, "L", "2026-01-16", 12400), before));
    EXPECT_THAT(back.warnings, ElementsAre(HasSubstr("400 steps inward")));
    EXPECT_THAT(fit_compensation(joined(before, on_a_line(8, 35, "L", "2026-01-20", 12060))).warnings, IsEmpty());
    EXPECT_THAT(fit_compensation(joined(before, on_a_line(8, 35, "Ha", "2026-01-17", 12400))).warnings, IsEmpty())
        << "that is the filter's";
}

TEST(Fit, whole_steps_are_not_believed_to_be_exact) {
    const std::vector<FocusPoint> points{point(7.9, 11000), point(5.2, 11055), point(3.4, 11090), point(2.0, 11118)};
    const CompensationFit fit = fit_compensation(points);
    EXPECT_THAT(fit.outliers, IsEmpty()) << "three are on a line, the fourth is one step off";
    EXPECT_NEAR(fit.coefficient, -19.97, 0.005);
}

TEST(Fit, a_fraction_among_whole_steps_does_not_make_those_exact) {
    std::vector<FocusPoint> points{point(0, 5000), point(2, 5040), point(4, 5080), point(6, 5120), point(8, 5160.5)};
    EXPECT_THAT(fit_compensation(points).outliers, IsEmpty());
    points.back().position = 5180.5;
    EXPECT_EQ(fit_compensation(points).outliers.size(), 1U) << "what is far off still is";
}

TEST(Fit, several_telescopes_share_no_slope) {
    std::vector<FocusPoint> points = joined(on_a_line(8, 35, "L", "a"), on_a_line(8, -20, "L", "a"));
    for (std::size_t i = 0; i < points.size(); ++i) points[i].telescope = i < 8 ? "refractor" : "newtonian";
    const CompensationFit both = fit_compensation(points);
    EXPECT_EQ(both.verdict, Verdict::several_telescopes);
    EXPECT_THAT(both.sentence, HasSubstr("'newtonian' (8 points) and 'refractor' (8 points)"));
    EXPECT_FALSE(both.has_coefficient());
    EXPECT_FALSE(both.start_position(5, "L"));
    EXPECT_NEAR(fit_compensation(only_of("refractor", points)).coefficient, 35, 1e-9);
    EXPECT_NEAR(fit_compensation(only_of("newtonian", points)).coefficient, -20, 1e-9);
    for (std::size_t i = 0; i < 8; ++i) points[i].use = false;
    EXPECT_NEAR(fit_compensation(points).coefficient, -20, 1e-9) << "what is not used does not count";
}

TEST(Fit, one_point_off_an_exact_line_is_excluded_with_finite_numbers) {
    std::vector<FocusPoint> points = on_a_line(12, 35.1);
    points[4].position += 2;
    const CompensationFit fit = fit_compensation(points);
    ASSERT_EQ(fit.outliers.size(), 1U);
    EXPECT_EQ(fit.outliers[0].point, 4U);
    EXPECT_NEAR(fit.outliers[0].residual, 2, 1e-9);
    EXPECT_TRUE(std::isfinite(fit.outliers[0].studentized));
    EXPECT_THAT(fit.outliers[0].reason, HasSubstr("2.0 steps too far out"));
    EXPECT_NEAR(fit.coefficient, 35.1, 1e-12);
    EXPECT_THAT(fit.warnings, IsEmpty());
}

TEST(Fit, a_gross_outlier_does_not_cost_digits) {
    std::vector<FocusPoint> points = points_under({}, 3);
    const CompensationFit without = fit_compensation(points);
    points.push_back(point(8, 1e13, "filter 0", "night 0"));
    const CompensationFit fit = fit_compensation(points);
    ASSERT_EQ(fit.outliers.size(), 1U);
    EXPECT_EQ(fit.coefficient, without.coefficient);
    EXPECT_EQ(fit.error, without.error);
}

TEST(Fit, clean_points_are_seldom_excluded) {
    int excluded = 0;
    for (unsigned seed = 1; seed <= 600; ++seed)
        excluded += fit_compensation(points_under({.points = 16}, seed)).outliers.empty() ? 0 : 1;
    EXPECT_LE(excluded, 18);  // the level is 1 %
}

TEST(Fit, two_that_hide_each_other_are_found_at_any_size) {
    for (const std::size_t count : {8U, 12U, 20U, 60U}) {
        int found = 0;
        for (unsigned seed = 1; seed <= 50; ++seed)
            found += fit_compensation(points_under({.points = count, .bad = 2}, seed)).outliers.size() == 2 ? 1 : 0;
        EXPECT_GE(found, 40) << count;
    }
}

TEST(Fit, the_first_of_a_pair_says_that_it_was_hidden) {
    std::vector<FocusPoint> points = points_under({.points = 12, .bad = 2}, 1);
    const CompensationFit fit = fit_compensation(points);
    ASSERT_EQ(fit.outliers.size(), 2U);
    EXPECT_LT(std::abs(fit.outliers[0].studentized), fit.outliers[0].critical);
    EXPECT_THAT(fit.outliers[0].reason, HasSubstr("the point excluded after it was hiding it"));
    EXPECT_GT(std::abs(fit.outliers[1].studentized), fit.outliers[1].critical);
    EXPECT_THAT(fit.outliers[1].reason, Not(HasSubstr("hiding")));
}

TEST(Fit, sentences_carry_the_numbers) {
    EXPECT_THAT(fit_compensation(on_a_line(2, 5)).sentence, HasSubstr("2 points can be used, and at least 3"));
    EXPECT_THAT(fit_compensation({point(1, 5)}).warnings, Contains(HasSubstr("1 point is the only one of its night")));
    std::vector<FocusPoint> narrow{point(4, 10), point(4.5, 20), point(5.25, 31)};
    EXPECT_THAT(fit_compensation(narrow).sentence, HasSubstr("temperatures span 1.2 C, and at least 2 C"));
    std::vector<FocusPoint> good = points_under({}, 1);
    EXPECT_THAT(fit_compensation(good).sentence, HasSubstr("Good: "));
    EXPECT_THAT(fit_compensation(good, {.critical_focus_zone = 100}).sentence,
                HasSubstr("stays within the critical focus zone, which is 100.0 steps wide"));
    EXPECT_THAT(fit_compensation(good, {.critical_focus_zone = 3}).sentence,
                HasSubstr("more than the critical focus zone, which is 3.0 steps wide, allows"));
    EXPECT_THAT(fit_compensation(points_under({.slope = 0, .noise = 30}, 2)).sentence, HasSubstr("Do not compensate"));
    EXPECT_THAT(fit_compensation(points_under({.points = 40, .curvature = 5}, 2)).sentence,
                HasSubstr("not on one straight line (p below 0.0001): use these coefficients by range"));
}

TEST(Fit, only_usable_and_good_are_offered) {
    CompensationFit fit;
    for (const Verdict verdict :
         {Verdict::too_few_points, Verdict::span_too_small, Verdict::no_dependence, Verdict::curved}) {
        fit.verdict = verdict;
        EXPECT_FALSE(fit.offered());
    }
    fit.verdict = Verdict::usable;
    EXPECT_TRUE(fit.offered());
    fit.verdict = Verdict::good;
    EXPECT_TRUE(fit.offered());
}

TEST(Fit, is_stored_in_hundredths_within_what_devices_take) {
    EXPECT_EQ(fit_compensation(on_a_line(6, -35.126)).device_coefficient(), -3513);
    EXPECT_TRUE(fit_compensation(on_a_line(6, 5000)).has_coefficient());
    EXPECT_EQ(fit_compensation(on_a_line(6, 5000)).device_coefficient(), std::nullopt);
    for (const int same : {2, 9}) {
        const CompensationFit fit =
            fit_compensation(std::vector<FocusPoint>(static_cast<std::size_t>(same), point(5, 100)));
        EXPECT_FALSE(fit.has_coefficient());
        EXPECT_EQ(fit.device_coefficient(), std::nullopt);
    }
}

TEST(StartPosition, is_from_the_group_asked_for_or_the_latest_that_can_say) {
    std::vector<FocusPoint> points = on_a_line(6, 10, "L", "b-night", 1000);
    points = joined(points, on_a_line(6, 10, "L", "a-night", 2000));
    points = joined(points, on_a_line(6, 10, "R", "a-night", 3000));
    CompensationFit fit = fit_compensation(points);
    EXPECT_NEAR(fit.start_position(3, "L", "a-night").value().position, 2030, 1e-9);
    EXPECT_NEAR(fit.start_position(3, "L").value().position, 1030, 1e-9);
    EXPECT_NEAR(fit.start_position(-3, "R", "c-night").value().position, 2970, 1e-9);
    EXPECT_NEAR(fit.start_position(3, "Ha").value().position, 1030, 1e-9);
    for (FocusPoint& p : points) p.time = sys_days{std::chrono::year(2026) / 11 / (p.session[0] == 'a' ? 23 : 22)};
    fit = fit_compensation(points);
    EXPECT_NEAR(fit.start_position(3, "L").value().position, 2030, 1e-9) << "time goes before the session's name";
    EXPECT_NEAR(fit.start_position(3, "Ha").value().position, 3030, 1e-9);
}

TEST(StartPosition, of_a_filter_without_a_group_is_by_its_offset_or_says_whose_it_is) {
    std::vector<FocusPoint> points = on_a_line(6, 10, "L", "a-night", 1000);
    points = joined(points, on_a_line(6, 10, "R", "a-night", 3000));
    FocusPoint single = points.front();
    single.filter = "Ha";
    single.position += 200;
    points.push_back(single);
    single.filter = "OIII";
    single.session = "b-night";
    points.push_back(single);
    const CompensationFit fit = fit_compensation(points);
    const auto by_offset = fit.start_position(3, "Ha", "a-night");
    ASSERT_TRUE(by_offset);
    EXPECT_NEAR(by_offset->position, 1230, 1e-6);
    EXPECT_EQ(by_offset->filter, "Ha");
    const auto by_another = fit.start_position(3, "OIII", "b-night");
    ASSERT_TRUE(by_another);
    EXPECT_EQ(by_another->filter, fit.groups.back().filter);
    EXPECT_NEAR(by_another->position, 30 + fit.groups.back().offset, 1e-6);
}

TEST(StartPosition, there_is_none_without_a_slope) {
    EXPECT_FALSE(fit_compensation({}).start_position(5, ""));
    EXPECT_FALSE(fit_compensation(std::vector<FocusPoint>(9, point(5, 100))).start_position(5, ""));
}

TEST(Filters, that_never_shared_a_night_are_named_and_not_guessed) {
    const std::vector<FocusPoint> points =
        joined(joined(on_a_line(7, 10, "L", "1"), on_a_line(6, 10, "R", "1", 12040)), on_a_line(5, 10, "Ha", "2"));
    const CompensationFit fit = fit_compensation(points);
    ASSERT_EQ(fit.filters.size(), 2U);
    EXPECT_EQ(fit.filters[0].filter, "L");
    EXPECT_EQ(fit.filters[0].offset, 0);
    EXPECT_EQ(fit.filters[1].filter, "R");
    EXPECT_NEAR(fit.filters[1].offset, 40, 1e-9);
    EXPECT_THAT(fit.warnings, ElementsAre(HasSubstr("cannot be told: 'Ha'.")));
}

TEST(Filters, are_tied_through_a_third) {
    const std::vector<FocusPoint> points =
        joined(joined(on_a_line(7, 10, "L", "1"), on_a_line(3, 10, "R", "1", 12040)),
               joined(on_a_line(4, 10, "R", "2", 9040), {point(3, 9045, "Ha", "2")}));
    const CompensationFit fit = fit_compensation(points);
    ASSERT_EQ(fit.filters.size(), 3U);
    EXPECT_EQ(fit.filters[2].filter, "Ha");
    EXPECT_EQ(fit.filters[2].points, 1U);
    EXPECT_NEAR(fit.filters[2].offset, 15, 1e-9);
    EXPECT_THAT(fit.warnings, Contains(HasSubstr("the only one of its night and filter")));
}

TEST(Filters, one_alone_has_no_offsets_and_hundreds_do_not_take_forever) {
    EXPECT_THAT(fit_compensation(on_a_line(9, 10, "L")).filters, IsEmpty());
    std::vector<FocusPoint> points;
    for (int i = 0; i < 300; ++i) points = joined(points, on_a_line(4, 10, ("f" + std::to_string(i)).c_str()));
    const CompensationFit fit = fit_compensation(points);
    EXPECT_THAT(fit.filters, IsEmpty());
    EXPECT_THAT(fit.warnings, Contains(HasSubstr("more than 50 filters")));
}

TEST(Segments, are_two_lines_that_meet_where_the_points_bend) {
    std::vector<FocusPoint> points;
    for (int t = 0; t <= 20; ++t) points.push_back(point(t, 5000 + (t < 12.5 ? 10 * t : 125 + 50 * (t - 12.5))));
    const CompensationFit fit = fit_compensation(points);
    EXPECT_EQ(fit.verdict, Verdict::curved);
    ASSERT_EQ(fit.segments.size(), 2U);
    EXPECT_NEAR(fit.segments[0].coefficient, 10, 1e-9);
    EXPECT_NEAR(fit.segments[1].coefficient, 50, 1e-9);
    EXPECT_NEAR(fit.breakpoint.value(), 12.5, 1e-6);
    EXPECT_EQ(fit.segments[0].warmest, 12);
    EXPECT_EQ(fit.segments[1].coldest, 13);
    EXPECT_THAT(fit.sentence, HasSubstr("10.00 steps/C below 12.5 C and 50.00 steps/C above"));
}

}  // namespace
}  // namespace focus
