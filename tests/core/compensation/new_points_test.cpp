#include "core/compensation/new_points.h"

#include <gtest/gtest.h>

namespace focus {
namespace {

FocusPoint point(double temperature, const std::string& filter = {}) {
    FocusPoint made;
    made.temperature = temperature;
    made.position = 1000;
    made.filter = filter;
    return made;
}

TEST(NewPoints, AreThoseThatAreNotThereYetEachOnce) {
    FocusPoint timed = point(5);
    timed.time = std::chrono::sys_seconds(std::chrono::seconds(1'700'000'000));
    const std::vector<FocusPoint> found{point(3), point(4), point(4), point(3, "L"), timed};
    const std::vector<FocusPoint> wanted{point(4), point(3, "L"), timed};
    EXPECT_EQ(new_points(found, {point(3), point(5)}), wanted);
}

TEST(NewPoints, WithATimeAreKnownByItAndThePosition) {
    FocusPoint timed = point(5, "L");
    timed.time = std::chrono::sys_seconds(std::chrono::seconds(1'700'000'000));
    FocusPoint mended = timed;
    mended.temperature = 4.5;
    mended.filter = "UV/IR";
    mended.telescope = "refractor";
    mended.remark = "clouds";
    EXPECT_TRUE(new_points({timed}, {mended}).empty());
    FocusPoint other = timed;
    other.position = 1001;
    EXPECT_EQ(new_points({timed, other}, {mended}), std::vector<FocusPoint>{other});
}

TEST(NewPoints, WithoutATimeAreToldApartByTheNamesOfTheirNightAndTelescope) {
    std::vector<FocusPoint> found(4, point(5));
    found[0].session = "2026-01-17";
    found[1].session = "2026-01-18";
    found[2].session = "2026-01-18";
    found[2].telescope = "newton";
    found[3] = found[1];
    const std::vector<FocusPoint> fresh = new_points(found, {});
    EXPECT_EQ(fresh, std::vector<FocusPoint>(found.begin(), found.begin() + 3));
    EXPECT_TRUE(new_points(found, fresh).empty());
}

TEST(NewPoints, ArePresentWhateverTheUserMadeOfSessionAndTick) {
    FocusPoint edited = point(3);
    edited.session = "first light";
    edited.use = false;
    EXPECT_TRUE(new_points({point(3)}, {edited}).empty());
}

}  // namespace
}  // namespace focus
