#include "core/log/session_log_rows.h"

#include <cmath>
#include <fstream>
#include <gtest/gtest.h>
#include <sstream>

namespace focus {
namespace {

using namespace std::chrono;

const std::string kHeader =
    "time_utc,position_steps,temperature_c,humidity_percent,dew_point_c,compensation_steps,moved_by,moved_from_steps,"
    "temperature_before_c,cause";

sys_time<milliseconds> evening() { return sys_days(2026y / 11 / 27) + 20h + 15min + 30s + 250ms; }

LogRow full_row() {
    LogRow row;
    row.time = evening();
    row.position = 14230;
    row.sensor = SensorState{-3.456, 81.204, -6.2};
    row.compensation_difference = -12;
    row.moved_by = wire::Mover::compensation;
    row.moved_from = 14265;
    row.temperature_before = -2.46;
    row.cause = MoveCause::automatic;
    return row;
}

struct Parsed {
    std::vector<ImportProblem> problems;
    std::vector<LogRow> rows;
    explicit Parsed(const std::string& text) : rows(parse_session_log(text, "night.csv", problems)) {}
};

/// The one problem that `line` is, below the header.
std::string problem_of(const std::string& line) {
    const Parsed parsed(kHeader + "\n" + line + "\n");
    EXPECT_TRUE(parsed.rows.empty()) << line;
    EXPECT_EQ(parsed.problems.size(), 1U) << line;
    if (parsed.problems.empty()) return "none";
    EXPECT_EQ(parsed.problems[0].file, "night.csv");
    EXPECT_EQ(parsed.problems[0].line, 2U);
    return parsed.problems[0].reason;
}

TEST(SessionLogRows, ARowIsWrittenWithTwoDecimalsAndInUtc) {
    EXPECT_EQ(session_log_header(), kHeader);
    EXPECT_EQ(to_line(full_row()),
              "2026-11-27 20:15:30.250,14230,-3.46,81.20,-6.20,-12,compensation,14265,-2.46,automatic");
}

TEST(SessionLogRows, WhatIsUnknownIsEmptyAndNever0OrNan) {
    LogRow row;
    row.time = evening();
    row.position = -5;
    EXPECT_EQ(to_line(row), "2026-11-27 20:15:30.250,-5,,,,,,,,");
    row.sensor = SensorState{4, NAN, NAN};
    row.moved_by = wire::Mover::nobody;
    EXPECT_EQ(to_line(row), "2026-11-27 20:15:30.250,-5,4.00,,,,,,,");
    row.sensor = SensorState{-0.001, 655.35, INFINITY};
    EXPECT_EQ(to_line(row), "2026-11-27 20:15:30.250,-5,0.00,,,,,,,");
}

TEST(SessionLogRows, WhatWasWrittenIsReadBack) {
    LogRow move = full_row();
    move.sensor = SensorState{-3.46, 81.2, -6.2};
    LogRow bare;
    bare.time = evening() - hours(24 * 365 * 40);
    bare.position = INT32_MIN;
    bare.sensor = SensorState{1.25, NAN, NAN};
    const Parsed parsed(session_log_header() + "\n" + to_line(move) + "\n" + to_line(bare) + "\n");
    EXPECT_TRUE(parsed.problems.empty());
    ASSERT_EQ(parsed.rows.size(), 2U);
    const LogRow& read = parsed.rows[0];
    EXPECT_EQ(read.time, move.time);
    EXPECT_EQ(read.position, 14230);
    EXPECT_EQ(read.sensor->temperature, -3.46);
    EXPECT_EQ(read.sensor->humidity, 81.2);
    EXPECT_EQ(read.sensor->dew_point, -6.2);
    EXPECT_EQ(read.compensation_difference, -12);
    EXPECT_EQ(read.moved_by, wire::Mover::compensation);
    EXPECT_EQ(read.moved_from, 14265);
    EXPECT_EQ(read.temperature_before, -2.46);
    EXPECT_EQ(read.cause, MoveCause::automatic);
    EXPECT_TRUE(read.is_move());
    EXPECT_EQ(parsed.rows[1].time, bare.time);
    EXPECT_EQ(parsed.rows[1].position, INT32_MIN);
    EXPECT_TRUE(std::isnan(parsed.rows[1].sensor->humidity));
    EXPECT_FALSE(parsed.rows[1].is_move());
    EXPECT_FALSE(parsed.rows[1].moved_by);
}

TEST(SessionLogRows, TheGoldenFileIsReadAndWrittenToTheByte) {
    std::ifstream file(TEST_DATA "/session-log.csv");
    std::ostringstream text;
    text << file.rdbuf();
    const Parsed parsed(text.str());
    EXPECT_TRUE(parsed.problems.empty());
    ASSERT_GE(parsed.rows.size(), 6U);
    std::string again = session_log_header() + "\n";
    for (const LogRow& row : parsed.rows) again += to_line(row) + "\n";
    EXPECT_EQ(again, text.str());
}

TEST(SessionLogRows, ColumnsAreFoundByNameWithAnyLineEnds) {
    const Parsed parsed("\xEF\xBB\xBFseeing,position_steps,time_utc\r\n2.1,77,2026-11-27 20:15:30.250\r\n\r\n");
    EXPECT_TRUE(parsed.problems.empty());
    ASSERT_EQ(parsed.rows.size(), 1U);
    EXPECT_EQ(parsed.rows[0].position, 77);
    EXPECT_EQ(parsed.rows[0].time, evening());
    EXPECT_FALSE(parsed.rows[0].sensor);
}

TEST(SessionLogRows, ATornLastLineCostsOnlyItselfWhereverItIsCut) {
    const std::string whole = to_line(full_row());
    const std::string before = session_log_header() + "\n" + whole + "\n";
    for (std::size_t length = 1; length < whole.size(); ++length) {
        const Parsed parsed(before + whole.substr(0, length));
        // A cut right before the last word cannot be told from a row without one.
        const bool complete = whole[length - 1] == ',' && length + std::string("automatic").size() == whole.size();
        EXPECT_EQ(parsed.rows.size(), complete ? 2U : 1U) << length;
        if (complete) continue;
        ASSERT_EQ(parsed.problems.size(), 1U) << length;
        EXPECT_EQ(parsed.problems[0].line, 3U);
        EXPECT_NE(parsed.problems[0].reason.find("cut off"), std::string::npos);
    }
    const Parsed mended(before + whole.substr(0, 30) + "\n" + whole + "\n");
    EXPECT_EQ(mended.rows.size(), 2U);
    EXPECT_EQ(mended.problems.size(), 1U);
}

TEST(SessionLogRows, MistakesAreNamedWithLineValueAndWhatIsAllowed) {
    EXPECT_EQ(problem_of("2026-11-27T20:15:30Z,1,,,,,,,,"),
              "time_utc is \"2026-11-27T20:15:30Z\", not a time such as 2026-11-27 20:15:30.000");
    EXPECT_NE(problem_of("2026-02-29 20:15:30.000,1,,,,,,,,").find("time_utc"), std::string::npos);
    EXPECT_NE(problem_of("2026-11-27 24:00:00.000,1,,,,,,,,").find("time_utc"), std::string::npos);
    EXPECT_EQ(problem_of("2026-11-27 20:15:30.250,,,,,,,,,"), "position_steps is \"\", not a whole number of steps");
    EXPECT_NE(problem_of("2026-11-27 20:15:30.250,1.5,,,,,,,,").find("position_steps"), std::string::npos);
    EXPECT_NE(problem_of("2026-11-27 20:15:30.250,99999999999,,,,,,,,").find("position_steps"), std::string::npos);
    EXPECT_EQ(problem_of("2026-11-27 20:15:30.250,1,nan,,,,,,,"),
              "temperature_c is \"nan\", not a number -273.15..1000");
    EXPECT_NE(problem_of("2026-11-27 20:15:30.250,1,1e999,,,,,,,").find("temperature_c"), std::string::npos);
    EXPECT_NE(problem_of("2026-11-27 20:15:30.250,1,1,101,,,,,,").find("humidity_percent"), std::string::npos);
    EXPECT_EQ(problem_of("2026-11-27 20:15:30.250,1,,,,,wind,,,"),
              "moved_by is \"wind\", not empty or one of host, button, compensation");
    EXPECT_NE(problem_of("2026-11-27 20:15:30.250,1,,,,,,,,why").find("automatic, asked"), std::string::npos);
    EXPECT_EQ(problem_of("2026-11-27 20:15:30.250,1,,,,,,,,,"), "has 11 fields; the header names 10");
    EXPECT_EQ(problem_of(std::string(5000, '7')), "longer than 4096 characters");
    EXPECT_NE(problem_of("\x01\xFF,1,,,,,,,,").find("\"??\""), std::string::npos);
}

TEST(SessionLogRows, AFileWithoutOurHeaderIsOneProblemHoweverLong) {
    std::string other = "Date;Position\n";
    for (int i = 0; i < 1000; ++i) other += "27.11.2026;1\n";
    const Parsed parsed(other);
    EXPECT_TRUE(parsed.rows.empty());
    ASSERT_EQ(parsed.problems.size(), 1U);
    EXPECT_EQ(parsed.problems[0].line, 1U);
    EXPECT_EQ(Parsed("").problems.size(), 1U);
}

TEST(SessionLogRows, ProblemsAreListedToAHundredAndThenCounted) {
    std::string text = kHeader + "\n";
    for (int i = 0; i < 1000; ++i) text += "?\n";
    const Parsed parsed(text);
    ASSERT_EQ(parsed.problems.size(), 101U);
    EXPECT_EQ(parsed.problems.back().reason, "and 900 more lines that are no rows");
}

}  // namespace
}  // namespace focus
