#include "simulator/thermal_world.h"

#include <cmath>
#include <gtest/gtest.h>

#include "simulator/command_line.h"

namespace focus::sim {
namespace {

Ambient csv(const std::string& text) {
    Ambient ambient = Ambient::constant(0);
    std::string error;
    EXPECT_TRUE(Ambient::from_csv(text, ambient, error)) << error;
    return ambient;
}

std::string csv_error(const std::string& text) {
    Ambient ambient = Ambient::constant(0);
    std::string error;
    EXPECT_FALSE(Ambient::from_csv(text, ambient, error));
    return error;
}

TEST(Ambient, NightFallsFastThenSlowlyToItsEnd) {
    const Ambient night = Ambient::night(18, 6, 8);
    EXPECT_NEAR(night.temperature(0), 18, 1e-9);
    EXPECT_NEAR(night.temperature(8 * 3600), 6, 1e-9);
    EXPECT_NEAR(night.temperature(99 * 3600), 6, 1e-9);
    const double first_hour = night.temperature(0) - night.temperature(3600);
    const double last_hour = night.temperature(7 * 3600) - night.temperature(8 * 3600);
    EXPECT_GT(first_hour, 3 * last_hour);
    for (int s = 0; s < 8 * 3600; s += 60) EXPECT_GE(night.temperature(s), night.temperature(s + 60));
}

TEST(Ambient, CsvIsReadAsASpreadsheetWritesItOrRefusedWithTheCure) {
    EXPECT_DOUBLE_EQ(csv("\xEF\xBB\xBFseconds,temperature,humidity\r\n0,14.5,60\r\n").temperature(0), 14.5);
    const std::string german = csv_error("\xEF\xBB\xBFseconds;temperature;humidity\n0;14,5;60\n");
    EXPECT_EQ(german.rfind("line 1: columns are separated by a comma, not by ';'", 0), 0U) << german;
    EXPECT_EQ(csv_error("0,14.5,60\n3600,9.25,71\n3600,9.1,72\n"), "line 3: the seconds must grow from row to row");
}

TEST(Ambient, CsvIsStraightLinesBetweenItsRows) {
    const Ambient ambient = csv("seconds,temperature,humidity\r\n10,20,40\r\n\r\n20,-10.5,60\r\n");
    EXPECT_DOUBLE_EQ(ambient.temperature(0), 20);
    EXPECT_DOUBLE_EQ(ambient.temperature(15), 4.75);
    EXPECT_DOUBLE_EQ(ambient.humidity(15), 50);
    EXPECT_DOUBLE_EQ(ambient.temperature(1000), -10.5);
    EXPECT_LT(csv("0,1\n").humidity(0), 0);
}

TEST(Ambient, CsvMistakesNameTheLine) {
    EXPECT_EQ(csv_error("0,10\n5,abc\n"), "line 2: the temperature is a number from -60 to 85 C");
    EXPECT_EQ(csv_error("0,10\n5,nan\n"), "line 2: the temperature is a number from -60 to 85 C");
    EXPECT_EQ(csv_error("0,10\n0,11\n"), "line 2: the seconds must grow from row to row");
    EXPECT_EQ(csv_error("0,10\n1,11,50\n"), "line 2: every row has as many columns as the first");
    EXPECT_EQ(csv_error("0;10\n"),
              "line 1: columns are separated by a comma, not by ';', and decimals have a point: 3600,9.25,71");
    EXPECT_EQ(csv_error("0,10,\n"), "line 1: the humidity is a number from 0 to 100 %");
    EXPECT_EQ(csv_error("-1,10\n"), "line 1: the seconds are a number from 0 to 1000000000");
    EXPECT_EQ(csv_error("0,1,2,3\n"), "line 1: a row is seconds,temperature or seconds,temperature,humidity");
    EXPECT_EQ(csv_error("seconds,temperature\n"),
              "no rows; a row is seconds,temperature or seconds,temperature,humidity");
}

TEST(ThermalWorld, TubeFollowsWithItsTimeConstant) {
    ThermalWorld world({Ambient::constant(20), 50, 600});
    world.set_ambient(10);
    EXPECT_DOUBLE_EQ(world.temperature(), 20);
    world.advance_to(600);
    EXPECT_NEAR(world.temperature(), 10 + 10 * std::exp(-1.0), 1e-6);
    world.advance_to(6000);
    EXPECT_NEAR(world.temperature(), 10, 0.001);
}

TEST(ThermalWorld, WithoutLagTheTubeIsTheAir) {
    ThermalWorld world({Ambient::night(18, 6, 8), 50, 0});
    world.advance_to(3600);
    EXPECT_DOUBLE_EQ(world.temperature(), world.ambient());
}

TEST(ThermalWorld, CoolingAirGetsDamperUntilItIsFull) {
    ThermalWorld world({Ambient::constant(20), 50, 0});
    EXPECT_NEAR(world.humidity(), 50, 1e-9);
    world.set_ambient(12);
    EXPECT_NEAR(world.humidity(), 50 * saturation_pressure(20) / saturation_pressure(12), 1e-9);
    world.set_ambient(0);
    EXPECT_DOUBLE_EQ(world.humidity(), 100);
    world.set_humidity(30);
    EXPECT_NEAR(world.humidity(), 30, 1e-9);
}

TEST(ThermalWorld, ARecordedHumidityIsFollowed) {
    ThermalWorld world({csv("0,20,40\n100,20,80\n"), 10, 0});
    EXPECT_NEAR(world.humidity(), 40, 1e-9);
    world.advance_to(100);
    EXPECT_NEAR(world.humidity(), 80, 1e-9);
}

TEST(CommandLine, NightTakesThreeNumbersOrNone) {
    Ambient ambient = Ambient::constant(0);
    std::string error;
    EXPECT_TRUE(parse_night("14,-4,6", ambient, error));
    EXPECT_NEAR(ambient.temperature(6 * 3600), -4, 1e-9);
    EXPECT_TRUE(parse_night("", ambient, error));
    EXPECT_NEAR(ambient.temperature(0), 18, 1e-9);
    for (const char* bad : {"1", "1,2", "1,2,3,4", "1,2,0", "a,2,3", "99,2,3", ",,", "1,2,"}) {
        EXPECT_FALSE(parse_night(bad, ambient, error)) << bad;
        EXPECT_NE(error.find("START,END,HOURS"), std::string::npos);
    }
}

}  // namespace
}  // namespace focus::sim
