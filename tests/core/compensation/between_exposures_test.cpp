#include "core/compensation/between_exposures.h"

#include <gtest/gtest.h>

namespace focus::test {
namespace {

using namespace std::chrono_literals;
using Wish = BetweenExposures::Wish;

/// A focuser whose status is always that of `now`, with 40 steps due at 500 steps/s and a threshold of 10.
struct BetweenExposuresTest : testing::Test {
    BetweenExposuresTest() {
        state.link = Link::connected;
        state.settings.emplace();
        state.sensor.emplace();
        state.compensation_difference = Steps(-40);
    }
    Wish decide() {
        state.read_at = now;
        return policy.decide(state, now);
    }
    void wait(std::chrono::duration<double> time) { now += std::chrono::duration_cast<Clock::duration>(time); }
    void expose(std::chrono::duration<double> time) {
        policy.exposing(time, now);
        wait(time);
    }

    Clock::time_point now = Clock::now();
    BetweenExposures policy{now};
    FocuserState state;
};

TEST_F(BetweenExposuresTest, NothingMovesBeforeTheCameraIsHeardOf) {
    EXPECT_EQ(decide(), Wish::nothing);
    EXPECT_TRUE(policy.holding());
    wait(29s);
    EXPECT_EQ(decide(), Wish::nothing);
    wait(2s);
    EXPECT_EQ(decide(), Wish::fall_back) << "it never came";
}

TEST_F(BetweenExposuresTest, AGoodbyeBeforeTheFirstWordIsNone) {
    policy.gone();
    EXPECT_EQ(decide(), Wish::nothing) << "a camera that is still to be connected";
    policy.idle(now);
    EXPECT_EQ(decide(), Wish::apply);
}

TEST_F(BetweenExposuresTest, WhatIsDueWaitsForTheEndOfTheExposure) {
    policy.exposing(300s, now);
    for (int i = 0; i < 600; ++i) {
        ASSERT_EQ(decide(), Wish::nothing) << i;
        ASSERT_TRUE(policy.holding());
        wait(0.5s);
    }
    policy.idle(now);
    EXPECT_EQ(decide(), Wish::apply);
    EXPECT_FALSE(policy.holding());
}

TEST_F(BetweenExposuresTest, ItIsAskedForOnceUntilTheStatusShowsIt) {
    policy.idle(now);
    EXPECT_EQ(decide(), Wish::apply);
    const auto read = state.read_at;
    wait(0.1s);
    state.read_at = read;
    EXPECT_EQ(policy.decide(state, now), Wish::nothing) << "the status is older than the request";
    state.moving = true;
    EXPECT_EQ(decide(), Wish::nothing);
    state.moving = false;
    EXPECT_EQ(decide(), Wish::apply) << "still due at rest: the device was kept from it";
}

TEST_F(BetweenExposuresTest, LessThanTheThresholdIsNotDue) {
    policy.idle(now);
    for (const int steps : {0, 9, -9}) {
        state.compensation_difference = Steps(steps);
        EXPECT_EQ(decide(), Wish::nothing) << steps;
    }
    for (const int steps : {10, -10}) {
        state.compensation_difference = Steps(steps);
        BetweenExposures fresh(now);
        fresh.idle(now);
        EXPECT_EQ(fresh.decide(state, now), Wish::apply) << steps;
    }
    policy.exposing(10s, now);
    state.compensation_difference = Steps(9);
    EXPECT_EQ(decide(), Wish::nothing);
    EXPECT_FALSE(policy.holding()) << "nothing to hold back";
}

TEST_F(BetweenExposuresTest, AMovingLostOrBlindFocuserIsLeftAlone) {
    policy.idle(now);
    state.commanded = true;
    EXPECT_EQ(decide(), Wish::nothing);
    state.commanded = false;
    state.sensor.reset();
    EXPECT_EQ(decide(), Wish::nothing);
    state.sensor.emplace();
    state.link = Link::connecting;
    EXPECT_EQ(decide(), Wish::nothing);
    state.link = Link::connected;
    EXPECT_EQ(decide(), Wish::apply);
}

TEST_F(BetweenExposuresTest, ACameraThatRestsIsAskedBeforeAnythingMoves) {
    policy.idle(now);
    wait(3s);
    EXPECT_EQ(decide(), Wish::ask);
    EXPECT_EQ(decide(), Wish::nothing) << "the answer is waited for";
    policy.idle(now);
    EXPECT_EQ(decide(), Wish::apply);

    wait(3s);
    EXPECT_EQ(decide(), Wish::ask);
    policy.exposing(10s, now);
    EXPECT_EQ(decide(), Wish::nothing) << "an exposure had begun unheard";
}

TEST_F(BetweenExposuresTest, ACameraThatDoesNotAnswerIsGone) {
    policy.idle(now);
    wait(3s);
    EXPECT_EQ(decide(), Wish::ask);
    wait(29s);
    EXPECT_EQ(decide(), Wish::nothing);
    wait(2s);
    EXPECT_EQ(decide(), Wish::fall_back);
}

TEST_F(BetweenExposuresTest, ACameraThatSaysGoodbyeIsGone) {
    policy.idle(now);
    policy.gone();
    EXPECT_EQ(decide(), Wish::fall_back);
}

TEST_F(BetweenExposuresTest, ALongExposureIsSilentAndNotGone) {
    policy.exposing(1800s, now);
    wait(1800s + 59s);
    EXPECT_EQ(decide(), Wish::nothing) << "it is read out";
    wait(2s);
    EXPECT_EQ(decide(), Wish::fall_back);
}

TEST_F(BetweenExposuresTest, NothingBeginsThatDoesNotFitInTheGap) {
    state.compensation_difference = Steps(0);
    for (int i = 0; i < 3; ++i) {
        expose(10s);
        policy.idle(now);
        wait(1s);  // the gap
    }
    expose(10s);
    policy.idle(now);
    state.compensation_difference = Steps(400);  // 0.8 s and the ramps
    EXPECT_EQ(decide(), Wish::apply);

    wait(1s);
    expose(10s);
    policy.idle(now);
    wait(0.3s);
    EXPECT_EQ(decide(), Wish::nothing) << "0.7 s are left";
    EXPECT_FALSE(policy.too_long()) << "the next gap will do";

    wait(0.7s);
    expose(10s);
    policy.idle(now);
    state.compensation_difference = Steps(600);  // 1.2 s
    EXPECT_EQ(decide(), Wish::nothing);
    EXPECT_TRUE(policy.too_long());
}

TEST_F(BetweenExposuresTest, AfterASeriesAnythingFits) {
    for (int i = 0; i < 3; ++i) {
        expose(10s);
        policy.idle(now);
        wait(1s);
    }
    expose(10s);
    policy.idle(now);
    state.compensation_difference = Steps(600);
    EXPECT_EQ(decide(), Wish::nothing);
    wait(1.5s);
    EXPECT_EQ(decide(), Wish::apply) << "the camera has rested longer than between two exposures";
}

TEST_F(BetweenExposuresTest, NonsenseOfTheCameraIsBounded) {
    policy.exposing(std::chrono::duration<double>(1e300), now);
    EXPECT_EQ(decide(), Wish::nothing);
    policy.exposing(std::chrono::duration<double>(-1e300), now);
    EXPECT_EQ(decide(), Wish::nothing);
    wait(61s);
    EXPECT_EQ(decide(), Wish::fall_back);
}

}  // namespace
}  // namespace focus::test
