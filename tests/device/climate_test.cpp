// Compensation, the sensor's filter, the dew point and the buttons by themselves.
#include <cmath>
#include <gtest/gtest.h>

#include "device/buttons/buttons.h"
#include "device/compensation/compensation_policy.h"
#include "device/sensor/dew_point.h"
#include "device/sensor/sensor_filter.h"

namespace focus {
namespace {

Temperature celsius(double t) { return Temperature(static_cast<int16_t>(std::lround(t * 100))); }

TEST(CompensationPolicy, ColderIsInwardForAPositiveCoefficient) {
    for (const int sign : {1, -1}) {
        CompensationPolicy policy;
        policy.set_coefficient(sign * 3500);
        EXPECT_EQ(policy.difference(celsius(10)), Steps(0));  // nothing to refer to
        policy.anchor(celsius(10));
        EXPECT_EQ(policy.difference(celsius(8)), Steps(sign * -70));
        EXPECT_EQ(policy.difference(celsius(12)), Steps(sign * 70));
        policy.applied(Steps(sign * -70));
        EXPECT_EQ(policy.difference(celsius(8)), Steps(0));
        EXPECT_EQ(policy.difference(celsius(10)), Steps(sign * 70));
    }
}

// However many small applications: the sum is what one large one would have been.
TEST(CompensationPolicy, RoundingNeverAddsUp) {
    for (const int32_t coefficient : {1, 33, -33, 737, -2550, 3333, -100000, 100000}) {
        CompensationPolicy policy;
        policy.set_coefficient(coefficient);
        policy.anchor(celsius(15));
        int32_t sum = 0;
        for (int16_t t = 1500; t >= -3000; --t) {
            const Steps due = policy.difference(Temperature(t));
            policy.applied(due);
            sum += due.count;
            EXPECT_EQ(sum, std::lround(coefficient * static_cast<double>(t - 1500) / 10000))
                << coefficient << " at " << t;
        }
    }
}

TEST(CompensationPolicy, ANewCoefficientKeepsWhatWasDone) {
    CompensationPolicy policy;
    policy.set_coefficient(3500);
    policy.anchor(celsius(10));
    policy.applied(Steps(-70));  // the reference is 8 C now
    policy.set_coefficient(-2000);
    EXPECT_EQ(policy.difference(celsius(8)), Steps(0));
    EXPECT_EQ(policy.difference(celsius(7)), Steps(20));
    policy.set_coefficient(0);
    EXPECT_EQ(policy.difference(celsius(-20)), Steps(0));
    policy.release();
    policy.set_coefficient(100);
    EXPECT_EQ(policy.difference(celsius(-20)), Steps(0));
}

TEST(CompensationPolicy, StaysInRangeAtTheEnds) {
    CompensationPolicy policy;
    policy.set_coefficient(-100000);
    policy.anchor(Temperature(32767));
    EXPECT_EQ(policy.difference(Temperature(-32768)), Steps(200000));
    policy.applied(Steps(200000));
    policy.set_coefficient(1);
    EXPECT_EQ(policy.difference(celsius(0)).count, -1);
}

using Verdict = SensorFilter::Verdict;

TEST(SensorFilter, BelievesWhatIsPossible) {
    SensorFilter filter;
    EXPECT_FALSE(filter.valid());
    EXPECT_EQ(filter.update(celsius(10), Humidity(5000), 1000), Verdict::returned);
    EXPECT_EQ(filter.update(celsius(10.1), Humidity(5000), 2000), Verdict::believed);
    EXPECT_EQ(filter.update(celsius(85.01), Humidity(5000), 3000), Verdict::refused);
    EXPECT_EQ(filter.update(celsius(-40.01), Humidity(5000), 4000), Verdict::refused);
    EXPECT_EQ(filter.update(celsius(15.11), Humidity(5000), 5000), Verdict::refused);
    EXPECT_EQ(filter.temperature().centi, 1010);
    EXPECT_EQ(filter.update(celsius(15.1), Humidity(-5), 6000), Verdict::believed);
    EXPECT_EQ(filter.humidity().centi, 0);
    filter.poll(15999);
    EXPECT_TRUE(filter.valid());
    filter.poll(16000);
    EXPECT_FALSE(filter.valid());
}

TEST(SensorFilter, BelievesAJumpThatInsists) {
    SensorFilter filter;
    filter.update(celsius(10), Humidity(0), 0);
    EXPECT_EQ(filter.update(celsius(30), Humidity(0), 1000), Verdict::refused);
    EXPECT_EQ(filter.update(celsius(10), Humidity(0), 2000), Verdict::believed);  // a spike
    EXPECT_EQ(filter.update(celsius(30), Humidity(0), 3000), Verdict::refused);
    EXPECT_EQ(filter.update(celsius(-30), Humidity(0), 4000), Verdict::refused);  // rubbish does not agree with itself
    EXPECT_EQ(filter.update(celsius(30), Humidity(0), 5000), Verdict::refused);
    EXPECT_EQ(filter.update(celsius(30.2), Humidity(0), 6000), Verdict::refused);
    EXPECT_EQ(filter.update(celsius(30.1), Humidity(0), 7000), Verdict::believed);
    EXPECT_EQ(filter.smoothed().centi, 3010);
}

TEST(SensorFilter, AJumpFromAFirstReadingThatStoodAloneIsABeginning) {
    SensorFilter filter;
    EXPECT_EQ(filter.update(celsius(60), Humidity(0), 0), Verdict::returned);  // well-formed, and wrong
    EXPECT_EQ(filter.update(celsius(10), Humidity(0), 1000), Verdict::refused);
    EXPECT_EQ(filter.update(celsius(10), Humidity(0), 2000), Verdict::refused);
    EXPECT_EQ(filter.update(celsius(10), Humidity(0), 3000), Verdict::returned);
    EXPECT_EQ(filter.smoothed().centi, 1000);
    EXPECT_EQ(filter.update(celsius(10), Humidity(0), 4000), Verdict::believed);
}

TEST(SensorFilter, AJumpAfterTheSensorWasAwayIsABeginning) {
    for (const bool away : {false, true}) {
        SensorFilter filter;
        filter.update(celsius(4), Humidity(0), 0);
        filter.update(celsius(4), Humidity(0), 1000);
        if (away) filter.absent();
        filter.update(celsius(25), Humidity(0), 30000);
        filter.update(celsius(25), Humidity(0), 31000);
        EXPECT_EQ(filter.update(celsius(25), Humidity(0), 32000), away ? Verdict::returned : Verdict::believed);
    }
    SensorFilter filter;
    filter.update(celsius(4), Humidity(0), 0);
    filter.absent();
    EXPECT_EQ(filter.update(celsius(6), Humidity(0), 30000), Verdict::believed) << "a short gap goes on";
}

TEST(SensorFilter, SmoothsWithTenSeconds) {
    SensorFilter filter;
    filter.update(celsius(10), Humidity(0), 0);
    for (uint32_t second = 1; second <= 100; ++second) {
        filter.update(celsius(14), Humidity(0), second * 1000);
        const double expected = 14 - 4 * std::exp(-static_cast<double>(second) / 10);
        EXPECT_NEAR(filter.smoothed().centi, expected * 100, 1.5) << second;
    }
    EXPECT_EQ(filter.smoothed().centi, 1400);
    for (uint32_t second = 101; second <= 400; ++second) filter.update(celsius(14.0 - 4.5), Humidity(0), second * 1000);
    EXPECT_EQ(filter.smoothed().centi, 950);
    EXPECT_EQ(filter.temperature().centi, 950);
}

TEST(SensorFilter, ComesBackAfterAShortOrALongGap) {
    SensorFilter filter;
    filter.update(celsius(10), Humidity(0), 0xFFFF0000U);  // the clock wraps on the way
    filter.poll(0xFFFF0000U + 300000);
    EXPECT_EQ(filter.update(celsius(12), Humidity(0), 0xFFFF0000U + 600000), Verdict::believed);
    filter.poll(0xFFFF0000U + 600000 + 600001);
    EXPECT_EQ(filter.update(celsius(-20), Humidity(0), 0xFFFF0000U + 1300000), Verdict::returned);
    EXPECT_EQ(filter.smoothed().centi, -2000);
}

TEST(DewPoint, IsMagnusToTwoHundredths) {
    Temperature dew;
    ASSERT_TRUE(dew_point(celsius(25), Humidity(1000), dew));
    EXPECT_NEAR(dew.centi, -877, 2);
    ASSERT_TRUE(dew_point(celsius(50), Humidity(9000), dew));
    EXPECT_NEAR(dew.centi, 4790, 2);
    for (int t = -4000; t <= 6000; t += 37) {
        for (int h = 100; h <= 10000; h += 41) {
            const double g = std::log(h / 10000.0) + 17.62 * t / 100 / (243.12 + t / 100.0);
            ASSERT_TRUE(dew_point(Temperature(static_cast<int16_t>(t)), Humidity(static_cast<int16_t>(h)), dew));
            ASSERT_NEAR(dew.centi, 24312 * g / (17.62 - g), 2.0) << t << " " << h;
        }
    }
    EXPECT_FALSE(dew_point(celsius(20), Humidity(0), dew));
    EXPECT_FALSE(dew_point(celsius(20), Humidity(-1), dew));
    for (const int16_t t : {int16_t{-4000}, int16_t{8500}}) {
        for (const int16_t h : {int16_t{1}, int16_t{10000}, int16_t{32767}})
            EXPECT_TRUE(dew_point(Temperature(t), Humidity(h), dew));
    }
}

using Wish = Buttons::Wish;

/// Feeds `in`, `out` for `ms`, one update a ms, and returns the last wish that was not none.
struct Fingers {
    Buttons buttons;
    uint16_t now = 0xFFF0U;

    Fingers() { hold(false, false, 30); }
    std::vector<Wish> hold(bool in, bool out, int ms) {
        std::vector<Wish> wishes;
        for (; ms > 0; --ms) {
            const Wish wish = buttons.update(in, out, ++now);
            if (wish != Wish::none) wishes.push_back(wish);
        }
        return wishes;
    }
};
using Wishes = std::vector<Wish>;

TEST(Buttons, APressIsOneStepAfterTheBouncing) {
    Fingers fingers;
    for (int i = 0; i < 10; ++i) {
        EXPECT_EQ(fingers.hold(true, false, 3), Wishes{});
        EXPECT_EQ(fingers.hold(false, false, 3), Wishes{});
    }
    EXPECT_EQ(fingers.hold(true, false, 100), Wishes{Wish::step});
    EXPECT_EQ(fingers.buttons.direction(), -1);
    EXPECT_EQ(fingers.hold(false, false, 100), Wishes{});
    EXPECT_EQ(fingers.hold(false, true, 100), Wishes{Wish::step});
    EXPECT_EQ(fingers.buttons.direction(), 1);
}

TEST(Buttons, AHoldRunsFasterAndFaster) {
    Fingers fingers;
    EXPECT_EQ(fingers.hold(false, true, 510), Wishes{Wish::step});
    EXPECT_EQ(fingers.hold(false, true, 100), Wishes{Wish::run});
    EXPECT_EQ(fingers.buttons.divider(), 8);
    EXPECT_EQ(fingers.hold(false, true, 500), Wishes{Wish::run});
    EXPECT_EQ(fingers.buttons.divider(), 4);
    EXPECT_EQ(fingers.hold(false, true, 5000), (Wishes{Wish::run, Wish::run}));
    EXPECT_EQ(fingers.buttons.divider(), 1);
    EXPECT_EQ(fingers.hold(false, false, 50), Wishes{Wish::release});
}

TEST(Buttons, BothHaltAndNothingMoreUntilAllAreUp) {
    Fingers fingers;
    fingers.hold(true, false, 1000);
    EXPECT_EQ(fingers.hold(true, true, 100), Wishes{Wish::halt});
    EXPECT_EQ(fingers.hold(true, false, 2000), Wishes{});
    EXPECT_EQ(fingers.hold(false, false, 100), Wishes{});
    EXPECT_EQ(fingers.hold(true, false, 100), Wishes{Wish::step});
}

TEST(Buttons, IgnoredUntilReleased) {
    Fingers fingers;
    fingers.buttons.ignore();  // nothing is down: nothing to ignore
    EXPECT_EQ(fingers.hold(true, false, 1000), (Wishes{Wish::step, Wish::run}));
    fingers.buttons.ignore();
    EXPECT_EQ(fingers.hold(true, false, 1000), Wishes{});
    EXPECT_EQ(fingers.hold(false, false, 100), Wishes{});
    EXPECT_EQ(fingers.hold(true, false, 100), Wishes{Wish::step});
}

TEST(Buttons, HeldAtPowerUpIsNotAPress) {
    Buttons buttons;
    for (uint16_t now = 0; now < 2000; ++now) EXPECT_EQ(buttons.update(true, false, now), Wish::none);
}

}  // namespace
}  // namespace focus
