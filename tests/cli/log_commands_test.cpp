// Session logs from the command line: shown, drawn, joined.
#include <algorithm>
#include <boost/json.hpp>
#include <cmath>
#include <fstream>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sstream>

#include "cli/log_files.h"
#include "cli/text/json_line.h"
#include "cli/text/log_text.h"
#include "tests/cli/cli_process.h"

namespace focus {
namespace {

using testing::AllOf;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::Not;
using namespace std::chrono_literals;

std::chrono::sys_time<std::chrono::milliseconds> at(std::chrono::seconds time_of_day) {
    return std::chrono::sys_days(std::chrono::year(2026) / 11 / 21) + time_of_day;
}

LogRow row(std::chrono::seconds time, int32_t position, double temperature) {
    LogRow made;
    made.time = at(time);
    made.position = position;
    made.sensor = SensorState{temperature, 55.5, temperature - 5};
    made.compensation_difference = -3;
    return made;
}

LogRow move(std::chrono::seconds time, int32_t from, int32_t to, wire::Mover mover, MoveCause cause) {
    LogRow made = row(time, to, 11.5);
    made.moved_from = from;
    made.moved_by = mover;
    made.temperature_before = 11.75;
    made.cause = cause;
    return made;
}

class LogCommands : public testing::Test, public CliFixture {
protected:
    LogCommands() { ::setenv("TZ", "IST-5:30", 1); }
    ~LogCommands() override { ::unsetenv("TZ"); }

    void write(const std::string& name, const std::vector<LogRow>& rows, const std::string& more = "") {
        std::filesystem::create_directories(documents());
        std::ofstream file(documents() / name);
        file << session_log_header() << "\n";
        for (const LogRow& one : rows) file << to_line(one) << "\n";
        file << more;
    }
    /// An evening with a move of each kind, in two files.
    void write_evening() {
        write("2026-11-21.csv", {row(12h, 12000, 12.25), row(12h + 10s, 12000, 12),
                                 move(12h + 12s, 12000, 11991, wire::Mover::compensation, MoveCause::automatic),
                                 row(12h + 20s, 11991, 11.5)});
        write("2026-11-21-2.csv", {move(12h + 15s, 11991, 12500, wire::Mover::host, MoveCause::unknown)});
        write("2026-11-20.csv", {row(-24h, 500, 3)});
        write("notes.csv", {});
    }
    void expect(std::vector<std::string> arguments, int code, const std::string& out, const std::string& err = "") {
        const Ended ended = run_alone(std::move(arguments));
        EXPECT_EQ(ended.code, code) << ended.out << ended.err;
        EXPECT_THAT(ended.out, HasSubstr(out));
        EXPECT_THAT(ended.err, HasSubstr(err));
    }
};

TEST_F(LogCommands, ShowTheNewestDayInLocalTimeByTime) {
    write_evening();
    const Ended shown = run_alone({"log", "show"});
    EXPECT_EQ(shown.code, 0) << shown.err;
    EXPECT_EQ(shown.out,
              "2026-11-21, local time\n"
              "time      position  temperature  humidity  dew point  difference\n"
              "             steps            C         %          C       steps\n"
              "17:30:00     12000        12.25      55.5       7.25          -3\n"
              "17:30:10     12000        12.00      55.5       7.00          -3\n"
              "17:30:12  12000 -> 11991, 9 steps inward, by temperature compensation, by itself; 11.75 -> 11.50 C\n"
              "17:30:15  11991 -> 12500, 509 steps outward, by a program; 11.75 -> 11.50 C\n"
              "17:30:20     11991        11.50      55.5       6.50          -3\n"
              "3 rows, 2 moves\n");
    const Ended moves = run_alone({"log", "show", "2026-11-21", "--moves"});
    EXPECT_EQ(std::count(moves.out.begin(), moves.out.end(), '\n'), 4);
    EXPECT_THAT(moves.out, AllOf(HasSubstr("9 steps inward"), Not(HasSubstr("55.5"))));
}

TEST_F(LogCommands, ShowRowsAsJson) {
    write_evening();
    const Ended shown = run_alone({"log", "show", "--moves", "--json"});
    std::istringstream lines(shown.out);
    std::string line;
    ASSERT_TRUE(std::getline(lines, line));
    EXPECT_EQ(
        line,
        R"({"time":"2026-11-21T12:00:12.000Z","position":11991,"temperature":11.5,"humidity":55.5,"dew_point":6.5,)"
        R"("compensation_difference":-3,"moved_by":"compensation","moved_from":12000,"temperature_before":11.75,)"
        R"("cause":"automatic"})");
    ASSERT_TRUE(std::getline(lines, line));
    EXPECT_THAT(line, HasSubstr(R"("moved_by":"host")"));
    EXPECT_FALSE(std::getline(lines, line));
}

TEST_F(LogCommands, TimesInFilesMayBeOfAnyYear) {
    using namespace std::chrono;
    LogRow row;
    row.time = sys_days(year(9999) / 12 / 31) + 7ms;
    EXPECT_EQ(cli::log_row_json(row).at("time"), "9999-12-31T00:00:00.007Z");
    row.time = sys_days(year(1969) / 12 / 31) + 1s + 995ms;
    EXPECT_EQ(cli::log_row_json(row).at("time"), "1969-12-31T00:00:01.995Z");
}

TEST_F(LogCommands, SayWhichDatesThereAre) {
    expect({"log", "show"}, 1, "", "there is none at all");
    write_evening();
    expect({"log", "show", "2026-11-19"}, 1, "", "There is no log of 2026-11-19");
    expect({"log", "plot", "today"}, 1, "", "there are 2026-11-20, 2026-11-21.");
    expect({"log", "show", "2026-11-31"}, 2, "", "is no date; YYYY-MM-DD, today and yesterday are.");
    expect({"log", "show", "2026-11-20"}, 0, "500");
}

TEST_F(LogCommands, TakeAnotherFolder) {
    write_evening();
    const auto elsewhere = config / "elsewhere";
    std::filesystem::rename(documents(), elsewhere);
    expect({"log", "show", "--folder", elsewhere.string()}, 0, "3 rows, 2 moves");
}

TEST_F(LogCommands, PassOverATornLineAndSaySo) {
    write("2026-11-21.csv", {row(12h, 12000, 12.25)}, "2026-11-21T1");
    expect({"log", "show"}, 0, "1 row, 0 moves", "2026-11-21.csv:3: ");
}

TEST_F(LogCommands, DrawTemperatureAndPosition) {
    write_evening();
    const Ended plot = run_alone({"log", "plot"});
    EXPECT_EQ(plot.code, 0) << plot.err;
    EXPECT_THAT(plot.out, AllOf(HasSubstr("temperature, C\n"), HasSubstr("position, steps\n"), HasSubstr("17:30:10"),
                                HasSubstr("C by compensation"), HasSubstr("P moved by a program")));
    const std::string file = (config / "night.svg").string();
    expect({"log", "plot", "--out", file}, 0, "shows 5 rows of 2026-11-21.");
    std::ostringstream svg;
    svg << std::ifstream(file).rdbuf();
    EXPECT_THAT(svg.str(), AllOf(HasSubstr("<polyline"), HasSubstr("local time"), HasSubstr("2 moves")));
    write("2026-11-22.csv", {});
    expect({"log", "plot"}, 1, "", "has no rows");
}

TEST_F(LogCommands, JoinDaysIntoOneFile) {
    write_evening();
    const std::string header = session_log_header() + "\n";
    const Ended all = run_alone({"log", "export"});
    EXPECT_EQ(all.code, 0) << all.err;
    EXPECT_EQ(all.out.rfind(header), 0U);
    EXPECT_EQ(std::count(all.out.begin(), all.out.end(), '\n'), 7);
    std::vector<ImportProblem> problems;
    const auto rows = parse_session_log(all.out, "all", problems);
    EXPECT_TRUE(problems.empty());
    ASSERT_EQ(rows.size(), 6U);
    EXPECT_TRUE(std::is_sorted(rows.begin(), rows.end(), [](auto& a, auto& b) { return a.time < b.time; }));
    EXPECT_EQ(run_alone({"log", "export", "--to", "2026-11-20"}).out, header + to_line(row(-24h, 500, 3)) + "\n");
    const std::string file = (config / "all.csv").string();
    expect({"log", "export", "--from", "2026-11-21", "--out", file}, 0, "has 5 rows of 1 day.");
    std::ostringstream text;
    text << std::ifstream(file).rdbuf();
    EXPECT_THAT(text.str(), Not(HasSubstr(to_line(row(-24h, 500, 3)))));
    expect({"log", "export", "--from", "2026-12-01"}, 1, "", "there are 2026-11-20, 2026-11-21.");
    expect({"log", "export", "--from", "2026-11-21", "--to", "2026-11-20"}, 2, "", "is later than");
    EXPECT_THAT(run_alone({"log", "export", "--json"}).out, HasSubstr(R"("position":500)"));
}

TEST(LogFiles, AreDatesWithTheirSiblingsInOrder) {
    std::string folder = (std::filesystem::temp_directory_path() / "focuserlink-XXXXXX").string();
    ASSERT_NE(::mkdtemp(folder.data()), nullptr);
    for (const char* name :
         {"2026-11-21-10.csv", "2026-11-21-2.csv", "2026-11-21.csv", "2025-01-01.csv", "2026-11-21-x.csv",
          "2026-02-30.csv", "2026-11-21.csv.bak", "points.csv", "2026-11-21-1.csv"}) {
        std::ofstream(std::filesystem::path(folder) / name) << "";
    }
    const auto days = cli::log_days(folder);
    ASSERT_EQ(days.size(), 2U);
    EXPECT_EQ(days[0].date, "2025-01-01");
    EXPECT_THAT(days[1].files,
                ElementsAre(folder + "/2026-11-21.csv", folder + "/2026-11-21-2.csv", folder + "/2026-11-21-10.csv"));
    EXPECT_TRUE(cli::log_days(folder + "/nowhere").empty());
    std::filesystem::remove_all(folder);
}

TEST(LogFiles, DatesAreReadAsPeopleSayThem) {
    using std::chrono::year;
    const std::chrono::year_month_day today = year(2024) / 3 / 1;
    EXPECT_EQ(cli::log_date("today", today), "2024-03-01");
    EXPECT_EQ(cli::log_date("yesterday", today), "2024-02-29");
    EXPECT_EQ(cli::log_date("2023-12-31", today), "2023-12-31");
    for (const char* wrong : {"", "2023-02-29", "23-1-1", "2023/01/01", "tomorrow", "2023-1-01", "2023-01-011"}) {
        EXPECT_EQ(cli::log_date(wrong, today), "") << wrong;
    }
}

TEST(LogText, SaysWhatIsUnknown) {
    LogRow bare;
    bare.position = 7;
    EXPECT_THAT(cli::log_row_text(bare), AllOf(HasSubstr("        --"), Not(HasSubstr("0.00"))));
    bare.moved_from = 9;
    EXPECT_THAT(cli::log_row_text(bare), HasSubstr("9 -> 7, 2 steps inward, by somebody unknown; -- -> -- C"));
    EXPECT_TRUE(cli::log_row_json(bare).at("temperature").is_null());
    LogRow dry;
    dry.sensor = SensorState{1.25, std::nan(""), std::nan("")};
    EXPECT_THAT(cli::log_row_text(dry), HasSubstr("         1.25        --         --          --"));
    EXPECT_THAT(cli::json_line(cli::log_row_json(dry)),
                HasSubstr(R"("temperature":1.25,"humidity":null,"dew_point":null)"));
}

TEST(LogPlot, HasAGapWhereTheLogIsSilent) {
    const auto plot = cli::log_plot({row(0s, 5, 1), row(60s, 5, 1), row(600s, 5, 1)}, "day");
    ASSERT_EQ(plot.panels.size(), 2U);
    const auto& dots = plot.panels[1].series[0].dots;
    ASSERT_EQ(dots.size(), 4U);
    EXPECT_FALSE(cli::drawable(dots[2]));
}

TEST(LogPlot, MovesInAStep) {
    const LogRow moved = move(60s, 5, 9, wire::Mover::button, MoveCause::unknown);
    const auto plot = cli::log_plot({row(0s, 5, 1), moved}, "day");
    const auto& dots = plot.panels[1].series[0].dots;
    ASSERT_EQ(dots.size(), 3U);
    EXPECT_EQ(dots[1].y, 5);
    EXPECT_EQ(dots[1].x, dots[2].x);
    EXPECT_EQ(plot.panels[1].series[2].letter, 'B');
    EXPECT_EQ(plot.panels[1].series[2].dots.size(), 1U);
}

}  // namespace
}  // namespace focus
