#include "simulator/fault_commands.h"

#include <gtest/gtest.h>

#include "device/board.h"

namespace focus::sim {
namespace {

template <class C>
C parsed(const char* line) {
    Command command;
    std::string error;
    EXPECT_TRUE(parse_command(line, command, error)) << line << ": " << error;
    EXPECT_TRUE(std::holds_alternative<C>(command)) << line;
    const C* value = std::get_if<C>(&command);
    return value != nullptr ? *value : C{};
}

std::string refused(const std::string& line) {
    Command command;
    std::string error;
    EXPECT_FALSE(parse_command(line, command, error)) << line;
    return error;
}

TEST(FaultCommands, EveryCommandIsUnderstood) {
    parsed<command::SensorUnplug>("sensor unplug");
    parsed<command::SensorPlug>("  sensor\tplug \r");
    parsed<command::SensorFreeze>("sensor freeze");
    EXPECT_DOUBLE_EQ(parsed<command::SensorSpike>("sensor spike -45.5").temperature, -45.5);
    EXPECT_DOUBLE_EQ(parsed<command::Noise>("noise 0.05").rate, 0.05);
    EXPECT_TRUE(parsed<command::Silence>("silence on").on);
    EXPECT_FALSE(parsed<command::Silence>("silence off").on);
    EXPECT_EQ(parsed<command::Slow>("slow 250").delay.count(), 250);
    EXPECT_EQ(parsed<command::Late>("late 3500").delay.count(), 3500);
    parsed<command::CablePull>("cable pull");
    parsed<command::CablePlug>("cable plug");
    EXPECT_EQ(parsed<command::PowerCut>("power cut").steps, 0U);
    EXPECT_EQ(parsed<command::PowerCut>("power cut in 17").steps, 17U);
    EXPECT_EQ(parsed<command::PowerCut>("power cut in 17 steps").steps, 17U);
    parsed<command::PowerOn>("power on");
    parsed<command::Reset>("reset");
    EXPECT_EQ(parsed<command::Button>("button in down").which, kButtonIn);
    EXPECT_EQ(parsed<command::Button>("button out up").which, kButtonOut);
    EXPECT_EQ(parsed<command::Button>("button both down").which, kButtonIn | kButtonOut);
    EXPECT_DOUBLE_EQ(parsed<command::SetTemperature>("temperature -3").temperature, -3);
    EXPECT_DOUBLE_EQ(parsed<command::SetHumidity>("humidity 99.5").percent, 99.5);
    EXPECT_DOUBLE_EQ(parsed<command::SetSpeed>("speed 1000").factor, 1000);
    parsed<command::Status>("status");
    EXPECT_TRUE(parsed<command::Lines>("lines on").on);
    parsed<command::Help>("help");
    parsed<command::Quit>("quit");
}

TEST(FaultCommands, RefusalsSayWhatIsAllowed) {
    for (const char* line : {"noise", "noise x", "noise 1.1", "noise -1", "noise nan", "noise 0.1 0.2"}) {
        EXPECT_NE(refused(line).find("noise RATE"), std::string::npos) << line;
        EXPECT_NE(refused(line).find("0 to 1"), std::string::npos) << line;
    }
    for (const char* line : {"power", "power cut in", "power cut in 0", "power cut in x steps", "power cut in 5 miles",
                             "power cut now", "power off"}) {
        EXPECT_NE(refused(line).find("power cut [in N steps]"), std::string::npos) << line;
        EXPECT_NE(refused(line).find("power on"), std::string::npos) << line;
    }
    EXPECT_NE(refused("sensor").find("sensor spike C"), std::string::npos);
    EXPECT_NE(refused("button left down").find("in|out|both down|up"), std::string::npos);
    EXPECT_NE(refused("slow 60001").find("0 to 60000"), std::string::npos);
    EXPECT_NE(refused("temperature 86").find("-60 to 85"), std::string::npos);
    EXPECT_NE(refused("speed 0").find("0.01 to 10000"), std::string::npos);
    EXPECT_NE(refused("silence").find("on|off"), std::string::npos);
    EXPECT_NE(refused("quit now").find("quit"), std::string::npos);
    EXPECT_EQ(refused("frobnicate"), "'frobnicate' is no command; `help` lists them");
    EXPECT_EQ(refused("   "), "empty line; `help` lists the commands");
}

TEST(FaultCommands, WhatIsRepeatedIsPrintableAndShort) {
    const std::string error = refused(std::string("\x1b[2J\xff") + std::string(5000, 'x'));
    EXPECT_LT(error.size(), 120U);
    for (const char c : error) EXPECT_TRUE(c >= ' ' && c <= '~');
}

TEST(FaultCommands, HelpListsThemAll) {
    const std::string help = command_help();
    EXPECT_EQ(std::count(help.begin(), help.end(), '\n') + 1, static_cast<long>(std::variant_size_v<Command>));
    EXPECT_NE(help.find("power cut [in N steps]"), std::string::npos);
}

}  // namespace
}  // namespace focus::sim
