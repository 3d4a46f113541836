#include <cmath>
#include <gmock/gmock.h>

#include "tests/core/log/night.h"

namespace focus::test {
namespace {

using testing::HasSubstr;

struct SessionRecorderTest : Night {};

TEST_F(SessionRecorderTest, ARowIsTheMeanOfItsIntervalAndThePositionAtItsEnd) {
    begin();
    for (int i = 0; i < 4; ++i) {
        state.sensor = SensorState{10.0 - i, 50.0 + i, -1.0 - 2 * i};
        state.compensation_difference = Steps(-i);
        state.position = Position(1000);
        tick();
    }
    ASSERT_EQ(rows().size(), 1U);
    const LogRow row = rows()[0];
    EXPECT_EQ(row.time, now);
    EXPECT_EQ(row.position, 1000);
    EXPECT_EQ(row.sensor->temperature, 8.5);
    EXPECT_EQ(row.sensor->humidity, 51.5);
    EXPECT_EQ(row.sensor->dew_point, -4);
    EXPECT_EQ(row.compensation_difference, -3);
    EXPECT_FALSE(row.moved_by);
    EXPECT_FALSE(row.is_move());
    ticks(3);
    EXPECT_EQ(rows().size(), 1U) << "before the interval ends";
    tick();
    ASSERT_EQ(rows().size(), 2U);
    EXPECT_EQ(rows()[1].sensor->temperature, 7) << "of its own samples only";
}

TEST_F(SessionRecorderTest, NothingIsMadeBeforeTheFirstRowIsDue) {
    begin();
    ticks(3);
    EXPECT_FALSE(folder.has("documents"));
    EXPECT_EQ(recorder->path(), "");
    tick();
    EXPECT_EQ(recorder->path(), options.folder + "/2026-11-27.csv");
    EXPECT_TRUE(fs::exists(recorder->path()));
}

TEST_F(SessionRecorderTest, WhatIsNotMeasuredOrImpossibleIsNoPartOfAMean) {
    begin();
    state.sensor.reset();
    tick();
    state.sensor = SensorState{-273.15, 50, 1};
    tick();
    state.sensor = SensorState{4, 0, 0};  // what a device without a humidity says
    tick();
    state.sensor = SensorState{5, 101, 0};
    tick();
    ASSERT_EQ(rows().size(), 1U);
    EXPECT_EQ(rows()[0].sensor->temperature, 4.5);
    EXPECT_TRUE(std::isnan(rows()[0].sensor->humidity));
    EXPECT_TRUE(std::isnan(rows()[0].sensor->dew_point));
    state.sensor.reset();
    ticks(4);
    ASSERT_EQ(rows().size(), 2U);
    EXPECT_FALSE(rows()[1].sensor);
}

TEST_F(SessionRecorderTest, ThereAreNoRowsWhileTheLinkIsDownOrTheStateOld) {
    begin();
    ticks(4);
    state.link = Link::disconnected;
    ticks(40);
    EXPECT_EQ(rows().size(), 1U);
    state.link = Link::connected;
    ticks(4);
    EXPECT_EQ(rows().size(), 2U);
    for (int i = 0; i < 40; ++i) {  // the device falls silent: the last status stays
        pass();
        recorder->tick(state, clock);
    }
    const std::size_t count = rows().size();
    EXPECT_LE(count, 3U) << "at most the 2 s in which a status counts as fresh";
    ticks(4);
    EXPECT_EQ(rows().size(), count + 1);
}

TEST_F(SessionRecorderTest, WhatIsUnderWayIsWrittenAtTheEnd) {
    begin();
    ticks(2);
    recorder->finish();
    ASSERT_EQ(rows().size(), 1U);
    EXPECT_EQ(rows()[0].time, now);
    recorder->finish();
    EXPECT_EQ(rows().size(), 1U);
}

TEST_F(SessionRecorderTest, ANewLocalDateBeginsANewFile) {
    const TimeZone berlin("CET-1CEST,M3.5.0,M10.5.0/3");
    options.interval = 500ms;
    now = chrono::sys_days(chrono::year(2026) / 11 / 27) + 22h + 59min + 59s;  // 23:59:59 there
    begin();
    tick();
    EXPECT_EQ(rows("2026-11-27.csv").size(), 1U);
    tick();
    EXPECT_EQ(rows("2026-11-27.csv").size(), 1U);
    EXPECT_EQ(rows("2026-11-28.csv").size(), 1U) << "local midnight is 23:00 UTC";
}

TEST_F(SessionRecorderTest, MidnightIsTheLocalOneOnBothSidesOfAChangeOfTheClocks) {
    const TimeZone berlin("CET-1CEST,M3.5.0,M10.5.0/3");
    options.interval = 500ms;
    const auto file_at = [&](chrono::sys_seconds utc) {
        now = utc;
        begin();
        tick();
        return fs::path(recorder->path()).filename().string();
    };
    const auto change = chrono::sys_days(chrono::year(2026) / 10 / 25);  // at 01:00 UTC, 3:00 summer time
    EXPECT_EQ(file_at(change - 2h - 1s), "2026-10-24.csv");
    EXPECT_EQ(file_at(change - 2h), "2026-10-25.csv");
    EXPECT_EQ(file_at(change + 1h), "2026-10-25.csv") << "the hour that comes twice";
    EXPECT_EQ(file_at(change + 22h), "2026-10-25.csv") << "23:00 winter time of a day of 25 hours";
    EXPECT_EQ(file_at(change + 23h), "2026-10-26.csv");
    const auto spring = chrono::sys_days(chrono::year(2026) / 3 / 29);
    EXPECT_EQ(file_at(spring - 1h), "2026-03-29.csv");
    EXPECT_EQ(file_at(spring + 22h), "2026-03-30.csv") << "a day of 23 hours";
}

TEST_F(SessionRecorderTest, AClockThatIsSetBackGoesOnInTheFileOfItsDate) {
    options.interval = 500ms;
    now = chrono::sys_days(chrono::year(2026) / 11 / 27) + 23h;
    begin();
    ticks(2);
    now += 2h;
    ticks(2);
    now -= 2h;
    ticks(2);
    EXPECT_EQ(rows("2026-11-27.csv").size(), 4U);
    EXPECT_EQ(rows("2026-11-28.csv").size(), 2U);
}

TEST_F(SessionRecorderTest, AMoveHasARowOfItsOwnAndTheIntervalSaysWhoMoved) {
    begin();
    tick();
    state.moving = state.commanded = true;
    state.position = Position(1200);
    tick();
    state.moving = state.commanded = false;
    state.position = Position(1500);
    tick();
    tick();
    ASSERT_EQ(rows().size(), 2U);
    EXPECT_TRUE(rows()[0].is_move());
    EXPECT_EQ(rows()[0].moved_from, 1000);
    EXPECT_EQ(rows()[0].position, 1500);
    EXPECT_EQ(rows()[1].moved_by, wire::Mover::host);
    EXPECT_FALSE(rows()[1].is_move());
    ticks(4);
    EXPECT_FALSE(rows()[2].moved_by) << "the next interval is at rest";
}

TEST_F(SessionRecorderTest, AFolderThatCannotBeMadeIsToldOnceAndItsReturnOnce) {
    options.interval = 500ms;
    folder.put("documents", "a file where the folder should be");
    begin();
    ticks(5);
    ASSERT_EQ(told.size(), 1U);
    EXPECT_THAT(told[0], HasSubstr(options.folder));
    EXPECT_THAT(told[0], HasSubstr("Not a directory"));
    fs::remove(folder.path / "documents");
    ticks(5);
    ASSERT_EQ(told.size(), 2U);
    EXPECT_THAT(told[1], HasSubstr("written again: " + options.folder + "/2026-11-27.csv"));
    EXPECT_EQ(rows().size(), 5U);
}

TEST_F(SessionRecorderTest, AFullDiskIsToldOnceWithTheFilesName) {
    options.interval = 500ms;
    fs::create_directories(options.folder);
    fs::create_symlink("/dev/full", options.folder + "/2026-11-27.csv");
    begin();
    ticks(5);
    ASSERT_EQ(told.size(), 1U);
    EXPECT_THAT(told[0], HasSubstr(options.folder + "/2026-11-27.csv: No space left on device"));
    fs::remove(options.folder + "/2026-11-27.csv");
    ticks(2);
    EXPECT_EQ(told.size(), 2U);
    EXPECT_EQ(rows().size(), 2U);
}

}  // namespace
}  // namespace focus::test
