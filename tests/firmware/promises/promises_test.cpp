// What the device promises, on the very program that is flashed. Every figure is exact and repeats.
#include <gtest/gtest.h>

#include "simulator/chip/measures/cut_measures.h"
#include "simulator/chip/measures/night.h"
#include "simulator/chip/measures/step_measures.h"
#include "tests/firmware/promises/the_firmware.h"

namespace focus::chip {
namespace {

constexpr double kWorstEdge = 0;  // cycles
constexpr Cycle kInterruptsOff = us(8);
constexpr unsigned kRamAndStack = 1536;

void expect_good(const Deviation& d) {
    EXPECT_EQ(d.missing, 0);
    EXPECT_EQ(d.slips, 0U);
    EXPECT_EQ(d.unanswered, 0U);
    EXPECT_LE(d.worst, kWorstEdge);
    EXPECT_LE(d.interrupts_off, kInterruptsOff);
    EXPECT_LT(d.stack + ours().static_ram, kRamAndStack);
}

struct Move {
    const char* name;
    Load load;
    long speed;
    long steps;
};
std::string name_of(const ::testing::TestParamInfo<Move>& info) {
    return info.param.name + std::to_string(info.param.speed);
}

std::vector<Move> every_load_at_every_speed() {
    std::vector<Move> moves;
    for (const long speed : {250L, 500L, 777L, 1000L, 1999L, 2000L}) {
        for (const auto& [name, load] : {std::pair("Queries", Load::queries),
                                         {"Flood", Load::flood},
                                         {"Stream", Load::stream},
                                         {"Bytes", Load::bytes}}) {
            moves.push_back({name, load, speed, speed * 4});
        }
    }
    return moves;
}

class Edges : public ::testing::TestWithParam<Move> {};

TEST_P(Edges, AreExactUnderLoadAndThroughRamps) {
    const Move& move = GetParam();
    expect_good(measure_move(ours(), move.speed, move.steps, move.load));
}
INSTANTIATE_TEST_SUITE_P(Short, Edges, ::testing::ValuesIn(every_load_at_every_speed()), name_of);

class Millions : public ::testing::TestWithParam<Move> {};

TEST_P(Millions, LoseNoneOfAQuarterOfAMillionSteps) {
    const Move& move = GetParam();
    const Deviation d = measure_move(ours(), move.speed, move.steps, move.load);
    expect_good(d);
    EXPECT_EQ(d.edges, static_cast<std::size_t>(move.steps));
}
INSTANTIATE_TEST_SUITE_P(Flooded, Millions,
                         ::testing::Values(Move{"Flood", Load::flood, 2000, 250000},
                                           Move{"Flood", Load::flood, 1999, 250000},
                                           Move{"Stream", Load::stream, 1777, 250000},
                                           Move{"Bytes", Load::bytes, 1500, 250000}),
                         name_of);

TEST(Edge, IsExactWhateverByteComesInItsLastFourHundredCycles) { expect_good(measure_sweep(ours(), 400)); }

TEST(Edge, OfAPolledLoopIsAHundredThousandCyclesOff) {
    // What the measures would see: the same chip, cable, sensor and EEPROM, and a program as it is usually written.
    EXPECT_GT(measure_polled(load(POLLED_ELF), 1000, 4000).worst, 100000);
}

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
    EXPECT_GE(c.in_motion, 100U);  // 500 of each in the five
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
