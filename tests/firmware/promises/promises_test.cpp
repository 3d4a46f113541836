// What the device promises, on the very program that is flashed. Every figure is exact and repeats.
#include <gtest/gtest.h>

#include "simulator/chip/measures/cut_measures.h"
#include "simulator/chip/measures/night.h"
#include "simulator/chip/measures/step_measures.h"
#include "tests/firmware/promises/the_firmware.h"

namespace focus::chip {
namespace {

constexpr double kWorstEdge = 10;  // cycles
constexpr Cycle kInterruptsOff = us(8);
constexpr unsigned kRamAndStack = 1536;

void expect_good(const Deviation& d) {
    EXPECT_EQ(d.missing, 0);
    EXPECT_EQ(d.slips, 0U);
    EXPECT_LE(d.worst, kWorstEdge);
    EXPECT_LE(d.interrupts_off, kInterruptsOff);
    EXPECT_LT(d.stack + ours().static_ram, kRamAndStack);
}

class Edges : public ::testing::TestWithParam<long> {};

TEST_P(Edges, AreOnTimeUnderLoadAndThroughRamps) {
    expect_good(measure_move(ours(), GetParam(), GetParam() * 4, Load::queries));
}
INSTANTIATE_TEST_SUITE_P(Speeds, Edges, ::testing::Values(250L, 500L, 777L, 1000L, 1999L, 2000L));

class Floods : public ::testing::TestWithParam<long> {};

TEST_P(Floods, LoseNoneOfAQuarterOfAMillionSteps) {
    const Deviation d = measure_move(ours(), GetParam(), 250000, Load::flood);
    expect_good(d);
    EXPECT_EQ(d.edges, 250000U);
}
INSTANTIATE_TEST_SUITE_P(Speeds, Floods, ::testing::Values(2000L, 1999L, 1777L, 1500L));

TEST(Steps, EightThousandASecondWithoutLoss) {
    const Deviation d = measure_constant(load(CONSTANT_ELF), 8000, 150000);
    EXPECT_EQ(d.missing, 0);
    EXPECT_EQ(d.slips, 0U);
    EXPECT_EQ(d.edges, 150000U);
}

TEST(Halt, StopsWithinTwentyMilliseconds) { EXPECT_LE(measure_halt(ours(), 1000), ms(20)); }

TEST(Answer, BeginsWithinTwoMilliseconds) {
    for (const long speed : {0L, 500L, 2000L}) EXPECT_LE(measure_answer(ours(), speed, 300), ms(2)) << speed;
}

class PowerCuts : public ::testing::TestWithParam<unsigned> {};

TEST_P(PowerCuts, NeverMakeAWrongPosition) {
    const Cuts c = measure_cuts(ours(), GetParam(), 14);
    EXPECT_GE(c.tried, 1000U);
    EXPECT_GE(c.in_motion, 50U);
    EXPECT_GE(c.idle, 200U);
    EXPECT_EQ(c.wrong + c.false_alarm + c.missed + c.mute, 0U) << c.first;
}
INSTANTIATE_TEST_SUITE_P(Sessions, PowerCuts, ::testing::Range(1U, 6U));

TEST(Eeprom, OutlivesTwentyYearsOfTwoHundredMovesANight) {
    constexpr unsigned kMoves = 2000;
    const unsigned most = measure_wear(ours(), kMoves);
    EXPECT_GE(most, 1U);  // it does save
    EXPECT_LE(20.0 * 365 * 200 / kMoves * most, 100000);
}

TEST(Size, Fits) {
    EXPECT_LT(ours().flash.size(), 24576U);
    EXPECT_LT(ours().static_ram, 1024U);
}

class Nights : public ::testing::TestWithParam<unsigned> {};

TEST_P(Nights, NothingIsWrongInTheFirstQuarterOfAnHour) {
    const Night night = live_a_night(ours(), GetParam(), 0.25);
    EXPECT_EQ(night.wrong, "");
    EXPECT_GE(night.hours, 0.25);
    EXPECT_GT(night.requests, 10U);
}
INSTANTIATE_TEST_SUITE_P(Seeds, Nights, ::testing::Range(1U, 4U));

TEST(Runs, AreBitIdentical) {
    const auto run = [] {
        Subject subject(ours());
        subject.chip.coils().record(true);
        subject.move_to(500);
        subject.settle();
        return std::pair(subject.chip.coils().edges(), subject.chip.now());
    };
    EXPECT_EQ(run(), run());
}

}  // namespace
}  // namespace focus::chip
