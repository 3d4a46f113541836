#include "core/log/move_watch.h"

#include <gtest/gtest.h>

namespace focus {
namespace {

using namespace std::chrono_literals;

struct MoveWatchTest : testing::Test {
    MoveWatch watch;
    FocuserState state;
    LogInterval::Time now{1h};
    Clock::time_point clock = Clock::now();
    std::vector<LogRow> rows;

    MoveWatchTest() {
        state.link = Link::connected;
        state.position = Position(1000);
        state.sensor = SensorState{10, 50, 1};
    }
    /// The device can say who moved.
    void open_device() { state.extended.emplace(); }
    void pass(std::chrono::milliseconds time = 500ms) {
        now += time;
        clock += time;
    }
    void take() {
        for (const LogRow& row : watch.take(state, now, clock)) rows.push_back(row);
    }
    void status(std::int32_t position, bool moving = false) {
        pass();
        state.position = Position(position);
        state.moving = moving;
        if (!moving) state.commanded = false;
        state.read_at = clock;
        take();
    }
    void word(wire::Mover mover) {
        pass(5ms);
        state.extended->mover = mover;
        state.extended_at = clock;
        take();
    }
};

TEST_F(MoveWatchTest, EveryMoverIsToldWithBothSigns) {
    open_device();
    status(1000);
    std::int32_t at = 1000;
    for (const wire::Mover mover : {wire::Mover::host, wire::Mover::button, wire::Mover::compensation}) {
        for (const std::int32_t way : {-70, 35}) {
            rows.clear();
            state.sensor->temperature = 10;
            status(at);
            status(at + way / 2, true);
            word(mover);
            EXPECT_EQ(watch.moving_by(), mover);
            state.sensor->temperature = 9.5;
            status(at + way);
            EXPECT_TRUE(rows.empty()) << "waits for the word";
            word(mover);
            ASSERT_EQ(rows.size(), 1U);
            EXPECT_EQ(rows[0].moved_by, mover);
            EXPECT_EQ(rows[0].moved_from, at);
            EXPECT_EQ(rows[0].position, at + way);
            EXPECT_EQ(rows[0].temperature_before, 10);
            EXPECT_EQ(rows[0].sensor->temperature, 9.5);
            EXPECT_EQ(rows[0].time, now - 5ms) << "when it came to rest";
            at += way;
        }
    }
}

TEST_F(MoveWatchTest, TheCauseIsToldOfACompensationOnly) {
    open_device();
    status(1000);
    const auto cause = [&](Compensation mode, wire::Mover mover) {
        rows.clear();
        state.compensation = mode;
        status(state.position.steps);
        status(state.position.steps - 10);
        word(mover);
        return rows.size() == 1 ? rows[0].cause : MoveCause::unknown;
    };
    EXPECT_EQ(cause(Compensation::automatic, wire::Mover::compensation), MoveCause::automatic);
    EXPECT_EQ(cause(Compensation::manual, wire::Mover::compensation), MoveCause::asked);
    EXPECT_EQ(cause(Compensation::automatic, wire::Mover::host), MoveCause::unknown);
    EXPECT_EQ(rows.size(), 1U);
}

TEST_F(MoveWatchTest, TheDevicesLastMoveByItselfIsAutomaticThoughItsEndIsSeenInManual) {
    open_device();
    state.compensation = Compensation::automatic;
    status(1000);
    state.compensation = Compensation::manual;
    status(990);
    word(wire::Mover::compensation);
    status(970);
    word(wire::Mover::compensation);
    ASSERT_EQ(rows.size(), 2U);
    EXPECT_EQ(rows[0].cause, MoveCause::automatic);
    EXPECT_EQ(rows[1].cause, MoveCause::asked);
}

TEST_F(MoveWatchTest, AMoveBetweenTwoStatesIsNotLostAndItsWordIsTheOneAfterIt) {
    open_device();
    word(wire::Mover::host);  // about some earlier move
    status(1000);
    status(1001);
    word(wire::Mover::button);
    ASSERT_EQ(rows.size(), 1U);
    EXPECT_EQ(rows[0].moved_by, wire::Mover::button);
    EXPECT_EQ(rows[0].moved_from, 1000);
    status(1001);
    word(wire::Mover::button);
    EXPECT_EQ(rows.size(), 1U);
}

TEST_F(MoveWatchTest, StockHardwareKnowsOfCommandedMovesOnly) {
    status(1000);
    state.commanded = true;
    take();  // the device has accepted; the move is over before the next status
    status(1040);
    ASSERT_EQ(rows.size(), 1U);
    EXPECT_EQ(rows[0].moved_by, wire::Mover::host);
    status(1050, true);
    status(1060);
    ASSERT_EQ(rows.size(), 2U);
    EXPECT_FALSE(rows[1].moved_by);
    EXPECT_EQ(rows[1].moved_from, 1040);
    EXPECT_EQ(rows[1].cause, MoveCause::unknown);
}

TEST_F(MoveWatchTest, AWordThatNeverComesIsWaitedForThreeSeconds) {
    open_device();
    status(1000);
    status(1010);
    const auto rest = now;
    for (int i = 0; i < 6; ++i) status(1010);
    EXPECT_TRUE(rows.empty());
    status(1010);
    ASSERT_EQ(rows.size(), 1U);
    EXPECT_FALSE(rows[0].moved_by);
    EXPECT_EQ(rows[0].time, rest);
}

TEST_F(MoveWatchTest, TheNextMoveDoesNotWait) {
    open_device();
    status(1000);
    status(1010);
    status(1020);
    ASSERT_EQ(rows.size(), 1U);
    EXPECT_EQ(rows[0].position, 1010);
    word(wire::Mover::host);
    ASSERT_EQ(rows.size(), 2U);
    EXPECT_EQ(rows[1].moved_from, 1010);
    EXPECT_EQ(rows[1].position, 1020);
}

TEST_F(MoveWatchTest, ASyncIsNoMove) {
    open_device();
    word(wire::Mover::button);
    status(1000);
    pass(100ms);
    state.synced_at = clock;
    take();
    status(0);
    word(wire::Mover::button);
    EXPECT_TRUE(rows.empty());
    status(5);
    word(wire::Mover::button);
    ASSERT_EQ(rows.size(), 1U);
    EXPECT_EQ(rows[0].moved_from, 0);
}

TEST_F(MoveWatchTest, ADeviceThatRestartedWithAnotherPositionHasNotMoved) {
    open_device();
    state.extended->uptime = 500;
    word(wire::Mover::host);
    status(1000);
    status(1200);
    state.extended->uptime = 1;
    word(wire::Mover::nobody);
    status(1200);
    EXPECT_TRUE(rows.empty());
    status(1201);
    word(wire::Mover::button);
    EXPECT_EQ(rows.size(), 1U);
}

TEST_F(MoveWatchTest, WhatHappenedWhileTheLinkWasDownIsNotTold) {
    status(1000);
    status(1010, true);
    state.link = Link::disconnected;
    pass();
    take();
    state.link = Link::connected;
    status(1500);
    status(1500);
    EXPECT_TRUE(rows.empty());
}

TEST_F(MoveWatchTest, AMoveThatEndedIsToldThoughTheLinkIsLostBeforeTheWord) {
    open_device();
    status(1000);
    status(1010, true);
    word(wire::Mover::compensation);
    status(1020);
    state.link = Link::disconnected;
    pass();
    take();
    ASSERT_EQ(rows.size(), 1U);
    EXPECT_EQ(rows[0].moved_by, wire::Mover::compensation);
}

TEST_F(MoveWatchTest, AMoveUnderWayWhenTheLinkComesIsToldFromWhereItWasSeen) {
    status(1010, true);
    status(1500, true);
    status(1700);
    ASSERT_EQ(rows.size(), 1U);
    EXPECT_EQ(rows[0].moved_from, 1010);
}

TEST_F(MoveWatchTest, WithoutASensorTheTemperaturesAreUnknown) {
    state.sensor.reset();
    status(1000);
    status(1010, true);
    status(1020);
    ASSERT_EQ(rows.size(), 1U);
    EXPECT_FALSE(rows[0].temperature_before);
    EXPECT_FALSE(rows[0].sensor);
}

}  // namespace
}  // namespace focus
