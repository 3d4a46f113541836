#include <gtest/gtest.h>

#include "simulator/clock_pace.h"
#include "simulator/command_lines.h"
#include "simulator/line_faults.h"
#include "simulator/stock_filter.h"

namespace focus::sim {
namespace {

TEST(LineFaults, NoiseDisturbsItsPartOfTheBytesAndRepeatsForASeed) {
    const std::string quiet(10000, 'q');
    LineFaults faults(7);
    EXPECT_EQ(faults.disturb(quiet), quiet);
    faults.noise = 0.1;
    const std::string noisy = faults.disturb(quiet);
    const auto intact = std::count(noisy.begin(), noisy.end(), 'q');
    EXPECT_GT(intact, 9000);
    EXPECT_LT(intact, 9700);
    LineFaults again(7);
    again.noise = 0.1;
    EXPECT_EQ(again.disturb(quiet), noisy);
    LineFaults other(8);
    other.noise = 0.1;
    EXPECT_NE(other.disturb(quiet), noisy);
}

TEST(LineFaults, LateIsForOneAnswer) {
    LineFaults faults(1);
    faults.slow = std::chrono::milliseconds(5);
    faults.late = std::chrono::milliseconds(100);
    EXPECT_EQ(faults.take_delay().count(), 105);
    EXPECT_EQ(faults.take_delay().count(), 5);
}

TEST(StockFilter, KeepsOpenLettersFromTheDevice) {
    StockFilter filter;
    std::string answers;
    EXPECT_EQ(filter.to_device("q\nx\nu", answers), "q\n");
    EXPECT_EQ(answers, "!:unknown\n");
    EXPECT_EQ(filter.to_device("\nA:", answers), "u\n");
    EXPECT_EQ(filter.to_device("1\r", answers), "");
    EXPECT_EQ(filter.to_device("\nR:0:5\n", answers), "R:0:5\n");
    EXPECT_EQ(answers, "!:unknown\n!:unknown\n");
    for (const char* line : {"v\n", "x\n", "X\n", "a\n", "A:0\n", "D:DEFAULTS\n"}) {
        EXPECT_EQ(filter.to_device(line, answers), "") << line;
    }
    for (const char* line : {"#\n", "q\n", "u\n", "f\n", "F:0\n", "P:1\n", "H\n", "S:1\n", "p\n", "i\n"}) {
        EXPECT_EQ(filter.to_device(line, answers), line);
    }
}

TEST(StockFilter, KnowsNoChecks) {
    StockFilter filter;
    std::string answers;
    EXPECT_EQ(filter.to_device("q*50\nR:0:12000*79\nq\n", answers), "q\n");
    EXPECT_EQ(answers, "!:unknown\n!:unknown\n");
    const std::string endless(1000, 'z');
    EXPECT_EQ(filter.to_device(endless, answers), endless) << "nothing is kept for ever";
}

TEST(StockFilter, SaysTheBareName) {
    EXPECT_EQ(StockFilter::to_host("#:FocuserLink:open:0.1.0\n"), "#:FocuserLink\n");
    EXPECT_EQ(StockFilter::to_host("q:1:0:0:0:0:0:0\n"), "q:1:0:0:0:0:0:0\n");
}

TEST(LineCutter, CutsLinesAndBoundsThem) {
    LineCutter cutter;
    std::vector<std::string> lines;
    const auto keep = [&](std::string_view line) { lines.emplace_back(line); };
    cutter.take("sta", keep);
    EXPECT_TRUE(lines.empty());
    cutter.take("tus\nhelp\nx", keep);
    EXPECT_EQ(lines, (std::vector<std::string>{"status", "help"}));
    EXPECT_EQ(cutter.rest(), "x");
    cutter.take(std::string(100000, 'y'), keep);
    EXPECT_LT(cutter.rest().size(), LineCutter::kLongest);
}

TEST(ClockPace, GoesAtItsSpeedAndForgives) {
    const ClockPace::Real begin{};
    ClockPace pace(10, begin, 100);
    EXPECT_EQ(pace.at(begin), 100U);
    EXPECT_EQ(pace.at(begin + std::chrono::seconds(2)), 100U + seconds(20));
    pace.restart(0.5, begin + std::chrono::seconds(2), 7);
    EXPECT_EQ(pace.at(begin + std::chrono::seconds(4)), 7U + seconds(1));
    EXPECT_EQ(pace.at(begin), 7U);
}

}  // namespace
}  // namespace focus::sim
