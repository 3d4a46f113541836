// The fit against tests/data/fits.json, which tests/tools/golden_fits.py works out in exact fractions by other ways.
#include <algorithm>
#include <boost/json.hpp>
#include <cmath>
#include <fstream>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sstream>

#include "core/compensation/compensation_fit.h"

namespace focus {
namespace {

namespace json = boost::json;

const json::array& cases() {
    static const json::value all = [] {
        std::ifstream file(TEST_DATA "/fits.json");
        std::stringstream text;
        text << file.rdbuf();
        return json::parse(text.str());
    }();
    return all.as_array();
}

std::string word(const json::value& value) { return json::value_to<std::string>(value); }
double number(const json::value& value) { return value.to_number<double>(); }
std::size_t count(const json::value& value) { return value.to_number<std::size_t>(); }

std::vector<FocusPoint> points_of(const json::value& given) {
    std::vector<FocusPoint> points;
    for (const json::value& row : given.as_array()) {
        const json::array& cells = row.as_array();
        points.push_back({number(cells[0]), number(cells[1]), word(cells[2]), word(cells[3]), {}, true});
    }
    return points;
}

const char* name_of(Verdict verdict) {
    switch (verdict) {
        case Verdict::several_telescopes: return "several_telescopes";
        case Verdict::too_few_points: return "too_few_points";
        case Verdict::span_too_small: return "span_too_small";
        case Verdict::no_dependence: return "no_dependence";
        case Verdict::curved: return "curved";
        case Verdict::usable: return "usable";
        case Verdict::good: return "good";
    }
    return "";
}

/// A billionth of the larger of the number and the size given.
void near(double ours, const json::value& theirs, double size, const char* what) {
    EXPECT_NEAR(ours, number(theirs), 1e-9 * std::max(std::abs(number(theirs)), size)) << what;
}

void compare_line(const CompensationFit& fit, const json::object& e) {
    const double error = number(e.at("error"));
    near(fit.coefficient, e.at("coefficient"), error, "coefficient");
    near(fit.error, e.at("error"), 1e-6 * std::abs(fit.coefficient), "error");
    near(fit.residual, e.at("residual"), 0, "residual");
    near(fit.span, e.at("span"), 0, "span");
    EXPECT_EQ(fit.degrees, count(e.at("degrees")));
    if (!e.contains("low")) return;
    near(fit.low, e.at("low"), error, "low");
    near(fit.high, e.at("high"), error, "high");
    near(fit.theil_sen, e.at("theil_sen"), error, "Theil-Sen");
    near(fit.r2, e.at("r2"), 1, "r2");
    EXPECT_NEAR(fit.curvature_p, number(e.at("curvature_p")), 1e-9);
}

void compare_groups(const CompensationFit& fit, const json::object& e) {
    const json::array& groups = e.at("groups").as_array();
    ASSERT_EQ(fit.groups.size(), groups.size());
    for (std::size_t i = 0; i < groups.size(); ++i) {
        EXPECT_EQ(fit.groups[i].session, word(groups[i].at(0)));
        EXPECT_EQ(fit.groups[i].filter, word(groups[i].at(1)));
        EXPECT_EQ(fit.groups[i].points, count(groups[i].at(2)));
        near(fit.groups[i].offset, groups[i].at(3), fit.groups[i].error, "offset");
        near(fit.groups[i].error, groups[i].at(4), 1e-6 * std::abs(fit.groups[i].offset), "error of the offset");
    }
    for (const json::value& start : e.at("starts").as_array()) {
        const auto ours = fit.start_position(number(start.at(0)), word(start.at(1)), word(start.at(2)));
        ASSERT_EQ(ours.has_value(), fit.span > 0);
        near(ours->position, start.at(3), 0, "start position");
    }
    const json::array& filters = e.at("filters").as_array();
    ASSERT_EQ(fit.filters.size(), filters.size());
    for (std::size_t i = 0; i < filters.size(); ++i) {
        EXPECT_EQ(fit.filters[i].filter, word(filters[i].at(0)));
        EXPECT_EQ(fit.filters[i].points, count(filters[i].at(1)));
        near(fit.filters[i].offset, filters[i].at(2), fit.filters[i].error, "filter's offset");
        near(fit.filters[i].error, filters[i].at(3), 0, "error of a filter's offset");
    }
}

void compare_exclusions(const CompensationFit& fit, const json::object& e) {
    const json::array& outliers = e.at("outliers").as_array();
    ASSERT_EQ(fit.outliers.size(), outliers.size());
    for (std::size_t i = 0; i < outliers.size(); ++i) {
        EXPECT_EQ(fit.outliers[i].point, count(outliers[i].at(0)));
        near(fit.outliers[i].residual, outliers[i].at(1), 0, "residual of an outlier");
        near(fit.outliers[i].studentized, outliers[i].at(2), 0, "studentized residual");
        near(fit.outliers[i].critical, outliers[i].at(3), 0, "critical value");
        EXPECT_THAT(fit.outliers[i].reason, testing::HasSubstr("steps too far"));
    }
    const auto warned = [&](const char* of) {
        return std::any_of(fit.warnings.begin(), fit.warnings.end(),
                           [&](const std::string& warning) { return warning.find(of) != std::string::npos; });
    };
    EXPECT_EQ(warned("Theil-Sen"), e.at("differs").as_bool());
    EXPECT_EQ(warned("a quarter is the most"), e.at("quarter").as_bool());
}

void compare_segments(const CompensationFit& fit, const json::value& e) {
    if (e.is_null()) {
        EXPECT_TRUE(fit.segments.empty());
        EXPECT_FALSE(fit.breakpoint);
        return;
    }
    ASSERT_EQ(fit.segments.size(), 2U);
    near(*fit.breakpoint, e.at("breakpoint"), 1, "breakpoint");
    for (std::size_t i = 0; i < 2; ++i) {
        near(fit.segments[i].coefficient, e.at("coefficients").at(i), 1, "coefficient of a segment");
        near(fit.segments[i].error, e.at("errors").at(i), 0, "error of a segment");
        EXPECT_EQ(fit.segments[i].points, count(e.at("points").at(i)));
    }
    EXPECT_LT(fit.segments[0].warmest, fit.segments[1].coldest);
    EXPECT_GE(*fit.breakpoint, fit.segments[0].warmest);
    EXPECT_LE(*fit.breakpoint, fit.segments[1].coldest);
}

TEST(GoldenFits, every_case_is_found_as_worked_out_independently) {
    ASSERT_GE(cases().size(), 30U);
    for (const json::value& one : cases()) {
        SCOPED_TRACE(word(one.at("name")));
        const json::object& e = one.at("expected").as_object();
        const CompensationFit fit = fit_compensation(points_of(one.at("points")));
        EXPECT_EQ(name_of(fit.verdict), word(e.at("verdict")));
        EXPECT_FALSE(fit.sentence.empty());
        EXPECT_EQ(fit.used, count(e.at("used")));
        std::vector<std::size_t> lonely;
        for (const json::value& index : e.at("lonely").as_array()) lonely.push_back(count(index));
        EXPECT_EQ(fit.lonely, lonely);
        if (fit.verdict == Verdict::too_few_points) {
            EXPECT_FALSE(fit.start_position(5, ""));
            continue;
        }
        compare_line(fit, e);
        if (!e.contains("groups")) continue;
        compare_groups(fit, e);
        compare_exclusions(fit, e);
        if (e.contains("segments")) compare_segments(fit, e.at("segments"));
    }
}

}  // namespace
}  // namespace focus
