// What goes wrong on the board itself, done to the very program that is flashed: sensors that lie, are broken or hold
// the bus; a program that hangs; and that it sleeps when nothing is due. What any body can suffer is in
// tests/scenarios.
#include <cstdlib>
#include <gtest/gtest.h>

#include "device/wire/extended.h"
#include "device/wire/status.h"
#include "simulator/chip/measures/subject.h"
#include "tests/firmware/promises/the_firmware.h"

namespace focus::chip {
namespace {

struct Focuser : Subject {
    explicit Focuser(const ChipOptions& options = {}) : Subject(ours(), options) {}

    wire::Status status() {
        const std::string answer = chip.ask("q");
        wire::Status status;
        EXPECT_TRUE(wire::parse_status(wire::Text{answer.data(), static_cast<unsigned>(answer.size())}, status))
            << answer;
        return status;
    }
    wire::ExtendedStatus extended() {
        const std::string answer = chip.ask("x");
        wire::ExtendedStatus status;
        EXPECT_TRUE(wire::parse_extended(wire::Text{answer.data(), static_cast<unsigned>(answer.size())}, status))
            << answer;
        return status;
    }
    /// A reading of this kind at `celsius` within a minute.
    bool senses(wire::SensorKind kind, double celsius) {
        const auto good = [&] {
            const wire::Status s = status();
            return s.sensor_type == static_cast<int>(kind) && std::abs(s.temperature - celsius * 100) < 20;
        };
        return chip.run_until(good, seconds(120), ms(500));
    }
    bool loses_the_sensor() {
        return chip.run_until([this] { return status().sensor_type == 0; }, seconds(15), ms(200));
    }
};

ChipOptions at(double celsius, wire::SensorKind kind = wire::SensorKind::sht3x) {
    ChipOptions options;
    options.world.ambient = sim::Ambient::constant(celsius);
    options.sensor = kind;
    return options;
}

using Kind = wire::SensorKind;

TEST(Sensor, ASpoiledAnswerIsNeverBelieved) {
    Focuser focuser(at(12));
    ASSERT_TRUE(focuser.senses(Kind::sht3x, 12));
    for (int i = 0; i < 40; ++i) {
        focuser.chip.sensor_model()->spoil(1);
        focuser.chip.run_for(ms(700));
        const wire::Status status = focuser.status();
        if (status.sensor_type == 0) continue;
        EXPECT_NEAR(status.temperature, 1200, 5);
    }
}

TEST(Sensor, ABrokenElementIsAFailureNotATemperature) {
    for (const Kind kind : {Kind::sht3x, Kind::htu21d, Kind::aht20}) {
        Focuser focuser(at(12, kind));
        ASSERT_TRUE(focuser.senses(kind, 12));
        focuser.chip.sensor_model()->break_element(true);
        EXPECT_TRUE(focuser.loses_the_sensor()) << static_cast<int>(kind);
    }
}

TEST(Sensor, AHeldBusIsFreedAndCostsNothingButTheReading) {
    Focuser focuser(at(5));
    ASSERT_TRUE(focuser.senses(Kind::sht3x, 5));
    focuser.chip.bus().hold_data(7);
    focuser.chip.run_for(seconds(4));
    EXPECT_FALSE(focuser.chip.bus().stuck());
    EXPECT_TRUE(focuser.senses(Kind::sht3x, 5));
    focuser.chip.bus().hold_data(1000000000);  // for ever
    EXPECT_TRUE(focuser.move_to(3000));
    EXPECT_TRUE(focuser.settle(seconds(60)));
    EXPECT_EQ(focuser.position(), 3000);
    EXPECT_TRUE(focuser.loses_the_sensor());
    EXPECT_EQ(focuser.chip.resets(wire::ResetCause::watchdog), 0U);
}

TEST(Resets, AProgramThatHangsIsStartedAnewWithinAQuarterOfASecond) {
    Focuser focuser;
    focuser.move_to(700);
    focuser.settle();
    // A disturbance switches the tick off: the chip sleeps and nothing wakes it.
    focuser.chip.core().data(reg::timsk0) = 0;
    const auto bitten = [&] { return focuser.chip.resets(wire::ResetCause::watchdog) == 1; };
    ASSERT_TRUE(focuser.chip.run_until(bitten, ms(250)));
    focuser.chip.run_for(Chip::kStartUp + ms(20));
    EXPECT_EQ(focuser.extended().cause, wire::ResetCause::watchdog);
    EXPECT_EQ(focuser.position(), 700);
    EXPECT_EQ(focuser.bound(), 0);
}

TEST(Rest, CoilsGoOffASecondAfterMotionUnlessTheyHold) {
    Focuser focuser;
    focuser.set(2, 3);  // no holding current
    focuser.move_to(300);
    focuser.settle();
    const Cycle last = focuser.chip.coils().last();
    ASSERT_TRUE(focuser.chip.run_until([&] { return focuser.chip.coils().coils() == 0; }, seconds(3)));
    EXPECT_NEAR(static_cast<double>(focuser.chip.coils().last() - last) / static_cast<double>(seconds(1)), 1, 0.05);
    focuser.set(2, 2);
    focuser.move_to(600);
    focuser.settle();
    focuser.chip.run_for(seconds(5));
    EXPECT_NE(focuser.chip.coils().coils(), 0);
}

TEST(Rest, ItSleepsWhenNothingIsDue) {
    Focuser focuser;
    focuser.chip.run_for(seconds(5));
    focuser.chip.core().forget_use();
    focuser.chip.run_for(seconds(20));
    EXPECT_LT(static_cast<double>(focuser.chip.core().use().awake), 0.3 * static_cast<double>(seconds(20)));
}

TEST(Rest, TheWatchdogIsOnAndAddressZeroIsNeverWritten) {
    Focuser focuser;
    for (const long target : {500L, 20L, 900L}) {
        focuser.move_to(target);
        focuser.settle();
        focuser.set(3, 900 + target % 100);
        focuser.settle();
    }
    EXPECT_NE(focuser.chip.core().data(reg::wdtcsr) & 0x08, 0);  // WDE
    EXPECT_GT(focuser.chip.eeprom().writes(), 0U);
    EXPECT_EQ(focuser.chip.eeprom().wear(0), 0U);
}

}  // namespace
}  // namespace focus::chip
