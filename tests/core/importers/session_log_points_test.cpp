// Which positions of a session log are taken for focus: those that a host moved to and that then held for five minutes.
#include <gmock/gmock.h>

#include "core/log/session_log_rows.h"
#include "tests/core/importers/samples.h"

namespace focus {
namespace {

using std::chrono::minutes;
using std::chrono::seconds;
using testing::ElementsAre;
using testing::HasSubstr;

/// Writes a log as the hub does: a row every ten seconds, and one a move.
class Night {
public:
    Night() {
        use_central_europe();
        time_ = std::chrono::sys_days(std::chrono::year{2024} / 11 / 2) + std::chrono::hours(20);
    }
    Night& move(wire::Mover who, std::int32_t position, MoveCause cause = MoveCause::unknown) {
        time_ += seconds(5);
        LogRow row;
        row.time = time_;
        row.position = position;
        row.moved_by = who;
        row.moved_from = position_;
        row.cause = cause;
        if (measured_) row.sensor = SensorState{temperature_, 50, 1};
        position_ = position;
        return add(row);
    }
    Night& rest(seconds duration) {
        for (seconds passed{0}; passed < duration; passed += seconds(10)) {
            time_ += seconds(10);
            LogRow row;
            row.time = time_;
            row.position = position_;
            if (measured_) row.sensor = SensorState{temperature_, 50, 1};
            add(row);
        }
        return *this;
    }
    Night& silence(seconds duration) {
        time_ += duration;
        return *this;
    }
    Night& temperature(double value) {
        temperature_ = value;
        return *this;
    }
    Night& no_sensor() {
        measured_ = false;
        return *this;
    }

    Imported import() const { return import_bytes(text_, "2024-11-02.csv"); }
    std::vector<std::string> points() const {
        std::vector<std::string> points;
        for (const FocusPoint& point : import().points) {
            char text[128];
            std::snprintf(text, sizeof text, "%s %.2f %.0f", point.session.c_str(), point.temperature, point.position);
            points.push_back(text);
        }
        return points;
    }
    const std::string& text() const { return text_; }

private:
    Night& add(const LogRow& row) {
        text_ += to_line(row) + '\n';
        return *this;
    }

    std::string text_ = session_log_header() + '\n';
    std::chrono::sys_time<std::chrono::milliseconds> time_;
    std::int32_t position_ = 1000;
    double temperature_ = 10;
    bool measured_ = true;
};

constexpr auto kHost = wire::Mover::host;
constexpr auto kButton = wire::Mover::button;
constexpr auto kCompensation = wire::Mover::compensation;

TEST(SessionLogPoints, TheEndOfAnAutofocusRun) {
    Night night;
    night.rest(minutes(10)).move(kHost, 5100).rest(seconds(20)).move(kHost, 5050).rest(seconds(20)).move(kHost, 5020);
    night.rest(minutes(6));
    EXPECT_THAT(night.points(), ElementsAre("2024-11-02 10.00 5020"));
    const Imported imported = night.import();
    EXPECT_EQ(utc_or_none(imported.points.at(0).time), "2024-11-02T20:10:55") << "when the run ended";
    EXPECT_EQ(imported.files, 1U);
    EXPECT_TRUE(imported.problems.empty());
}

TEST(SessionLogPoints, WhatWasNotHeldIsNoPoint) {
    EXPECT_THAT(Night().move(kHost, 5100).rest(seconds(290)).move(kHost, 5000).rest(seconds(290)).points(),
                ElementsAre());
    EXPECT_THAT(Night().move(kHost, 5100).rest(seconds(300)).points(), ElementsAre("2024-11-02 10.00 5100"));
}

TEST(SessionLogPoints, OnlyAHostsMoveBeginsAPoint) {
    EXPECT_THAT(Night().rest(minutes(10)).move(kButton, 5100).rest(minutes(10)).points(), ElementsAre());
    EXPECT_THAT(Night().move(kHost, 5100).rest(minutes(4)).move(kButton, 5200).rest(minutes(10)).points(),
                ElementsAre());
}

TEST(SessionLogPoints, CompensationMayMoveButDoesNotCount) {
    Night night;
    night.move(kHost, 5100).rest(seconds(20)).temperature(8).move(kCompensation, 5030, MoveCause::automatic);
    night.rest(minutes(10));
    EXPECT_THAT(night.points(), ElementsAre("2024-11-02 10.00 5100")) << "position and temperature before it moved";
}

TEST(SessionLogPoints, TheTemperatureIsThatOfTheFirstMinute) {
    Night night;
    night.temperature(10).move(kHost, 5100).rest(seconds(30)).temperature(10.7).rest(seconds(30));
    night.temperature(2).rest(minutes(10));
    EXPECT_THAT(night.points(), ElementsAre("2024-11-02 10.30 5100")) << "four rows of 10.0 and three of 10.7";
}

TEST(SessionLogPoints, WithoutASensorItIsCounted) {
    const Imported imported = Night().no_sensor().move(kHost, 5100).rest(minutes(10)).import();
    EXPECT_TRUE(imported.points.empty());
    EXPECT_EQ(imported.without_temperature, 1U);
}

TEST(SessionLogPoints, NobodyKnowsWhatHappenedInASilence) {
    Night night;
    night.move(kHost, 5100).rest(minutes(4)).silence(minutes(30)).rest(minutes(4));
    EXPECT_THAT(night.points(), ElementsAre());
    EXPECT_THAT(Night().move(kHost, 5100).rest(minutes(6)).silence(minutes(30)).rest(minutes(6)).points(),
                ElementsAre("2024-11-02 10.00 5100"))
        << "what was held before it counts, once";
}

TEST(SessionLogPoints, ATornOrMangledLineCostsOnlyItself) {
    Night night;
    night.move(kHost, 5100).rest(minutes(6));
    for (std::size_t length = 0; length < night.text().size(); ++length) {
        const Imported imported = import_bytes(night.text().substr(0, length), "x.csv");
        EXPECT_LE(imported.points.size(), 1U);
        EXPECT_LE(imported.problems.size(), 1U);
        for (const FocusPoint& point : imported.points) EXPECT_EQ(point.position, 5100);
    }
    const Imported imported = import_bytes(night.text() + "rubbish\n", "x.csv");
    EXPECT_EQ(imported.points.size(), 1U);
    ASSERT_EQ(imported.problems.size(), 1U);
    EXPECT_EQ(imported.problems[0].line, 39U);
}

}  // namespace
}  // namespace focus
