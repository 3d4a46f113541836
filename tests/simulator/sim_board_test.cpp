#include "simulator/sim_board.h"

#include <gtest/gtest.h>
#include <vector>

namespace focus::sim {
namespace {

class SimBoardTest : public testing::Test {
protected:
    SimBoardTest() { board_.power_up(wire::ResetCause::power_on); }

    SimBoard board_{ThermalWorld({Ambient::constant(12.5), 60, 0}), wire::SensorKind::sht3x};
};

TEST_F(SimBoardTest, StepTimerFiresExactlyAndCountsFromTheInstantItWasDue) {
    std::vector<Tick> instants;
    board_.on_step_timer = [&] {
        instants.push_back(board_.time());
        if (instants.size() < 4) board_.arm_step_timer(1001);
    };
    board_.run_until(500);
    board_.arm_step_timer(7);
    board_.run_until(506);
    EXPECT_TRUE(instants.empty());
    board_.run_until(1000000);
    EXPECT_EQ(instants, (std::vector<Tick>{507, 1508, 2509, 3510}));
    EXPECT_FALSE(board_.step_timer_armed());
    EXPECT_EQ(board_.time(), 1000000U);
}

TEST_F(SimBoardTest, AStoppedStepTimerDoesNotFire) {
    int fired = 0;
    board_.on_step_timer = [&] { ++fired; };
    board_.arm_step_timer(100);
    board_.stop_step_timer();
    board_.run_until(1000);
    EXPECT_EQ(fired, 0);
    EXPECT_EQ(board_.broken_promise(), "");
}

TEST_F(SimBoardTest, ClockIsMillisecondsSincePowerUp) {
    board_.run_until(seconds(5));
    board_.power_down(TornByte::old_value, 0);
    board_.run_until(seconds(7));
    board_.power_up(wire::ResetCause::brown_out);
    EXPECT_EQ(board_.now(), 0U);
    EXPECT_EQ(board_.reset_cause(), wire::ResetCause::brown_out);
    board_.run_until(seconds(7) + ms(1234));
    EXPECT_EQ(board_.now(), 1234U);
}

TEST_F(SimBoardTest, SensorConvertsOnceASecondAndReportsItsAbsence) {
    SensorReading reading;
    EXPECT_FALSE(board_.read_sensor(reading));
    board_.run_until(seconds(1));
    ASSERT_TRUE(board_.read_sensor(reading));
    EXPECT_EQ(reading.kind, wire::SensorKind::sht3x);
    EXPECT_EQ(reading.temperature.centi, 1250);
    EXPECT_EQ(reading.humidity.centi, 6000);
    EXPECT_FALSE(board_.read_sensor(reading));
    board_.sensor().unplug();
    board_.run_until(seconds(2));
    ASSERT_TRUE(board_.read_sensor(reading));
    EXPECT_EQ(reading.kind, wire::SensorKind::none);
}

TEST_F(SimBoardTest, FrozenAndSpikingSensors) {
    const auto next = [this] {
        board_.run_until(board_.time() + seconds(1));
        SensorReading reading;
        EXPECT_TRUE(board_.read_sensor(reading));
        return reading.temperature.centi;
    };
    board_.sensor().spike(-45);
    EXPECT_EQ(next(), -4500);
    EXPECT_EQ(next(), 1250);
    board_.sensor().freeze();
    EXPECT_EQ(next(), 1250);
    board_.world().set_ambient(3);
    EXPECT_EQ(next(), 1250);
    board_.sensor().plug();
    EXPECT_EQ(next(), 300);
}

TEST_F(SimBoardTest, ButtonsBounceAndSettle) {
    board_.run_until(ms(100));
    board_.hold_buttons(kButtonOut);
    bool saw_up = false;
    for (int i = 0; i < 50; ++i) {
        saw_up = saw_up || board_.buttons() == 0;
        board_.run_until(board_.time() + 200);
    }
    EXPECT_TRUE(saw_up);
    EXPECT_EQ(board_.buttons(), kButtonOut);
}

TEST_F(SimBoardTest, BrokenPromisesAreRemembered) {
    const std::uint8_t bytes[65] = {};
    board_.eeprom_write(0, bytes, 1);
    EXPECT_EQ(board_.broken_promise(), "eeprom_write: addresses 1..1023");
}

TEST(Rotor, FollowsNeighbouringPhasesThroughPauses) {
    Rotor rotor;
    constexpr CoilPhase kOrder[] = {0x3, 0x6, 0xC, 0x9};
    for (int i = 0; i <= 10; ++i) rotor.follow(kOrder[i % 4]);
    EXPECT_EQ(rotor.steps(), 10);
    rotor.follow(0);
    for (int i = 9; i >= 0; --i) rotor.follow(kOrder[i % 4]);
    EXPECT_EQ(rotor.steps(), 0);
    EXPECT_EQ(rotor.slips(), 0U);
    rotor.follow(0xC);
    EXPECT_EQ(rotor.slips(), 1U);
    rotor.follow(0xF);
    EXPECT_EQ(rotor.slips(), 2U);
}

}  // namespace
}  // namespace focus::sim
