// The critical focus zone against values worked out by hand, and the night a time belongs to.
#include <chrono>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <limits>

#include "core/compensation/critical_focus_zone.h"
#include "core/compensation/focus_point.h"

namespace focus {
namespace {

using testing::HasSubstr;

TEST(CriticalFocusZone, classical_form) {
    // 4.88 * 0.55 * 5^2 = 67.1
    const CriticalFocusZone zone = critical_focus_zone({.focal_ratio = 5});
    EXPECT_NEAR(zone.classical, 67.1, 1e-12);
    EXPECT_NEAR(zone.smaller, 67.1, 1e-12);
    EXPECT_FALSE(zone.seeing || zone.steps || zone.threshold);
}

TEST(CriticalFocusZone, seeing_form_and_the_smaller_of_the_two) {
    // 0.00225 * 2 * sqrt(16) * 100 * 5^2 = 45; in steps of 4 um 11.25, a quarter is 2.8
    CriticalFocusZone zone =
        critical_focus_zone({.focal_ratio = 5, .aperture = 100, .seeing = 2, .tolerance = 16, .step_size = 4});
    EXPECT_NEAR(zone.seeing.value(), 45, 1e-12);
    EXPECT_NEAR(zone.smaller, 45, 1e-12);
    EXPECT_NEAR(zone.steps.value(), 11.25, 1e-12);
    EXPECT_EQ(zone.threshold, 3);
    zone = critical_focus_zone({.focal_ratio = 5, .aperture = 200, .seeing = 2, .tolerance = 16});
    EXPECT_NEAR(zone.seeing.value(), 90, 1e-12);
    EXPECT_NEAR(zone.smaller, 67.1, 1e-12);
    EXPECT_FALSE(critical_focus_zone({.focal_ratio = 5, .aperture = 200}).seeing);
    EXPECT_FALSE(critical_focus_zone({.focal_ratio = 5, .seeing = 2}).seeing);
}

TEST(CriticalFocusZone, threshold_stays_within_what_a_device_takes) {
    EXPECT_EQ(critical_focus_zone({.focal_ratio = 5, .step_size = 1000}).threshold, 1);
    EXPECT_EQ(critical_focus_zone({.focal_ratio = 50, .step_size = 1e-9}).threshold, 10000);
}

TEST(CriticalFocusZone, mistakes_are_named_with_what_is_allowed) {
    EXPECT_EQ(mistake_in({.focal_ratio = 5, .aperture = 100, .seeing = 2, .step_size = 4}), "");
    EXPECT_EQ(mistake_in({.focal_ratio = 0.5}), "The focal ratio is 0.5; it must be 1 .. 50.");
    EXPECT_EQ(mistake_in({.focal_ratio = 5, .wavelength = 550}), "The wavelength is 550 um; it must be 0.3 .. 2 um.");
    EXPECT_THAT(mistake_in({.focal_ratio = 5, .aperture = 0.2}), HasSubstr("10 .. 10000 mm"));
    EXPECT_THAT(mistake_in({.focal_ratio = 5, .seeing = 0}), HasSubstr("The seeing is 0 arcsec"));
    EXPECT_THAT(mistake_in({.focal_ratio = 5, .tolerance = 0}), HasSubstr("1 .. 100 %"));
    EXPECT_THAT(mistake_in({.focal_ratio = 5, .step_size = 0}),
                HasSubstr("The step size is 0 um; it must be above 0."));
    EXPECT_NE(mistake_in({.focal_ratio = std::numeric_limits<double>::quiet_NaN()}), "");
    EXPECT_NE(mistake_in({.focal_ratio = 5, .step_size = std::numeric_limits<double>::infinity()}), "");
    const CriticalFocusZone none = critical_focus_zone({.focal_ratio = 500, .step_size = 5});
    EXPECT_EQ(none.classical, 0);
    EXPECT_FALSE(none.threshold);
}

TEST(SessionOf, a_night_has_the_date_on_which_it_began) {
    using namespace std::chrono;
    const local_days day = local_days{year(2026) / 11 / 23};
    EXPECT_EQ(session_of(day + 12h), "2026-11-23");
    EXPECT_EQ(session_of(day + 23h + 59min + 59s), "2026-11-23");
    EXPECT_EQ(session_of(day + 24h), "2026-11-23");
    EXPECT_EQ(session_of(day + 35h + 59min + 59s), "2026-11-23");
    EXPECT_EQ(session_of(day + 36h), "2026-11-24");
    EXPECT_EQ(session_of(local_days{year(2027) / 1 / 1} + 3h), "2026-12-31");
    EXPECT_EQ(session_of(local_days{year(1969) / 12 / 31} + 1s), "1969-12-30");
}

}  // namespace
}  // namespace focus
