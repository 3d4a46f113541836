// The whole program against the simulator.
#include <boost/json.hpp>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/cli/cli_process.h"

namespace focus {
namespace {

using testing::HasSubstr;
using testing::Not;

class Commands : public testing::Test, public CliFixture {
protected:
    /// Runs with --json and gives its one object.
    boost::json::object json(std::vector<std::string> arguments) {
        arguments.push_back("--json");
        const Ended ended = run(std::move(arguments));
        EXPECT_EQ(std::count(ended.out.begin(), ended.out.end(), '\n'), 1) << ended.out << ended.err;
        boost::system::error_code error;
        const auto value = boost::json::parse(ended.out, error);
        EXPECT_FALSE(error) << ended.out << ended.err;
        return error ? boost::json::object() : value.as_object();
    }
    void expect(std::vector<std::string> arguments, int code, const std::string& out, const std::string& err = "") {
        const Ended ended = run(std::move(arguments));
        EXPECT_EQ(ended.code, code) << ended.out << ended.err;
        EXPECT_THAT(ended.out, HasSubstr(out));
        EXPECT_THAT(ended.err, HasSubstr(err));
    }
};

TEST_F(Commands, StatusSaysEverythingInWordsAndInJson) {
    expect({"status"}, 0, "Position      0 of 28800 steps, 0.00 mm\n              certain\n");
    const auto status = json({"status"});
    EXPECT_EQ(status.at("position").as_int64(), 0);
    EXPECT_EQ(status.at("link").as_string(), "connected");
    EXPECT_EQ(status.at("temperature").as_int64(), 15);
    EXPECT_EQ(status.at("settings").as_object().at("maximum").as_int64(), 28800);
}

TEST_F(Commands, StatusWaitsForTheFirstTemperatureOfADeviceJustPoweredOn) {
    EXPECT_EQ(sim->command("speed 1"), "ok");  // it looks for its sensor after a second
    EXPECT_EQ(sim->command("power cut"), "ok");
    EXPECT_EQ(sim->command("power on"), "ok");
    EXPECT_EQ(json({"status"}).at("temperature").as_int64(), 15);
}

TEST_F(Commands, MoveWaitsUntilItIsThere) {
    expect({"move", "500"}, 0, "Moving from 0 to 500, 500 steps outward.\nAt 500.\n");
    EXPECT_EQ(ask("p"), "p:500");
    expect({"move", "-100"}, 0, "At 400.");
    expect({"move", "400"}, 0, "At 400.");
    EXPECT_EQ(json({"move", "+7"}).at("position").as_int64(), 407);
}

TEST_F(Commands, MoveDoesNotPassALimit) {
    expect({"move", "-1"}, 1, "", "would pass 0");
    expect({"move", "28801"}, 1, "", "would pass the maximum, 28800");
    EXPECT_EQ(ask("p"), "p:0");
}

TEST_F(Commands, MoveTakesUpTheBacklashOfTheSettings) {
    expect({"settings", "set", "backlash=50"}, 0, "50 steps");
    expect({"settings", "get", "backlash"}, 0, "50\n");
    expect({"move", "500"}, 0, "by way of 550 for the backlash.\nAt 500.\n");
    EXPECT_EQ(ask("p"), "p:500");
    expect({"move", "600", "--backlash", "0"}, 0, "100 steps outward.\nAt 600.\n");
    expect({"move", "500"}, 0, "100 steps inward.\nAt 500.\n");
}

TEST_F(Commands, MoveCanLeaveTheFocuserOnItsWay) {
    EXPECT_EQ(sim->command("speed 1"), "ok");  // still under way when the next program has started
    expect({"move", "20000", "--no-wait"}, 0, "Under way to 20000.");
    EXPECT_TRUE(sim->device().moving());
    expect({"sync", "5"}, 1, "", "is moving");
    expect({"halt"}, 0, "Halted at ");
    EXPECT_FALSE(sim->device().moving());
}

TEST_F(Commands, MoveShowsProgressOnATerminalOnly) {
    auto move = start({"move", "3000", "--backlash", "200"}, true);
    EXPECT_TRUE(move->says("   backlash"));
    const Ended ended = move->end();
    EXPECT_EQ(ended.code, 0);
    EXPECT_THAT(ended.out, HasSubstr(" -> 3000  [#"));
    EXPECT_THAT(ended.out, HasSubstr("\r\nAt 3000.\r\n"));
    EXPECT_THAT(run({"move", "0"}).out, Not(HasSubstr("\r")));
}

TEST_F(Commands, CtrlCHaltsAMoveThatIsWaitedFor) {
    EXPECT_EQ(sim->command("speed 1"), "ok");
    auto move = start({"move", "28000"});
    EXPECT_TRUE(move->says("Moving"));
    until([&] { return sim->device().moving(); });
    move->interrupt();
    const Ended ended = move->end();
    EXPECT_EQ(ended.code, 5);
    EXPECT_THAT(ended.out, HasSubstr("Interrupted; the focuser was halted at "));
    EXPECT_FALSE(sim->device().moving());
}

TEST_F(Commands, CtrlCHaltsAMoveOfAFocuserThatHasGoneMute) {
    EXPECT_EQ(sim->command("speed 1"), "ok");
    auto move = start({"move", "28000", "--timeout", "4"});
    EXPECT_TRUE(move->says("Moving"));
    until([&] { return sim->device().moving(); });
    sim->command("silence on");
    until([&] { return move->err().find("The connection is lost") != std::string::npos; });
    move->interrupt();
    const Ended ended = move->end();
    EXPECT_EQ(ended.code, 5);
    EXPECT_THAT(ended.err, HasSubstr("the focuser may still be moving"));
    EXPECT_FALSE(sim->device().moving());
}

TEST_F(Commands, MoveSaysWhoStoppedOrRedirectedIt) {
    EXPECT_EQ(sim->command("speed 1"), "ok");  // the moves are still under way when they are disturbed
    auto move = start({"move", "28000", "--backlash", "100"});
    EXPECT_TRUE(move->says("Moving"));
    until([&] { return sim->device().moving(); });
    ask("H");
    Ended ended = move->end();
    EXPECT_EQ(ended.code, 1);
    EXPECT_THAT(ended.err, HasSubstr("from 28000: it was halted or moved by another program"));
    EXPECT_FALSE(sim->device().moving());

    auto other = start({"move", "28000"});
    EXPECT_TRUE(other->says("Moving"));
    until([&] { return sim->device().moving(); });
    ask("R:0:100");
    ended = other->end();
    EXPECT_EQ(ended.code, 1);
    EXPECT_THAT(ended.err, HasSubstr("another program"));
}

TEST_F(Commands, AMoveThatLostItsPowerSaysSoAndSoDoesStatus) {
    sim->device().run_for(sim::seconds(20));  // its first start is in its EEPROM by then
    sim->device().power_cut_in(100);
    auto move = start({"move", "20000", "--timeout", "60"});
    until([&] { return !sim->device().powered(); });
    EXPECT_EQ(sim->command("power on"), "ok");
    const Ended ended = move->end();
    EXPECT_EQ(ended.code, 1) << ended.out;
    EXPECT_THAT(ended.err, HasSubstr("The focuser lost its power on the way and stands at "));
    EXPECT_THAT(ended.err, HasSubstr("'focuserlink sync N' or 'focuserlink confirm'"));
    const Ended status = run({"status"});
    EXPECT_THAT(status.out, HasSubstr("uncertain by "));
    EXPECT_THAT(status.out, HasSubstr("the power failed during a move"));
    EXPECT_GT(json({"status"}).at("uncertain_by").as_int64(), 0);

    // That was then: now somebody halts.
    EXPECT_EQ(sim->command("speed 1"), "ok");
    auto halted = start({"move", "20000"});
    EXPECT_TRUE(halted->says("Moving"));
    until([&] { return sim->device().moving(); });
    ask("H");
    EXPECT_THAT(halted->end().err, HasSubstr("it was halted or moved by another program"));
}

TEST_F(Commands, MoveGivesUpWhenTheCableIsGone) {
    EXPECT_EQ(sim->command("speed 1"), "ok");
    auto move = start({"move", "28000", "--timeout", "3"});
    EXPECT_TRUE(move->says("Moving"));
    until([&] { return sim->device().moving(); });
    sim->command("cable pull");
    const Ended ended = move->end();
    EXPECT_EQ(ended.code, 3);
    EXPECT_THAT(ended.err, HasSubstr("The connection is lost"));
}

TEST_F(Commands, SettingsAreWrittenWholeOrNotAtAll) {
    expect({"settings"}, 0, "step_size      5.00       um       0.00 .. 100.00");
    expect({"settings", "set", "coefficient=35", "step_size=4.05", "reversed=yes", "mode=auto"}, 0,
           "1 C colder: 35 steps inward");
    EXPECT_EQ(ask("u"), "u:400:3:500:0:28800:1:405:3500:30:10:1");
    expect({"settings", "get", "step_size"}, 0, "4.05\n");
    expect({"settings", "set", "speed=300", "cycle=0", "fly=1", "mode"}, 2, "", "cycle=0: allowed is 1 .. 3600 s");
    expect({"settings", "set", "speed=300", "cycle=5", "speed=400"}, 2, "", "speed is given twice");
    expect({"settings", "set", "backlash=3", "backlash=3"}, 2, "", "backlash is given twice");
    expect({"settings", "set", "coefficient=35,5"}, 2, "", "; write 35.5");
    expect({"settings", "set", "maximum=12,000"}, 2, "", "; write 12000");
    EXPECT_EQ(ask("u"), "u:400:3:500:0:28800:1:405:3500:30:10:1");
    expect({"settings", "get", "fly"}, 2, "", "maximum, step_size");
    const auto all = json({"settings"});
    EXPECT_EQ(all.at("coefficient").as_int64(), 35);
    EXPECT_EQ(all.at("mode").as_string(), "automatic");
    EXPECT_EQ(all.at("backlash").as_int64(), 0);
    EXPECT_EQ(json({"settings", "get", "reversed"}).at("reversed").as_bool(), true);

    EXPECT_EQ(ask("P:5000"), "P");  // beyond the maximum that comes
    expect({"settings", "set", "maximum=200", "backlash=50"}, 1, "", "The");
    expect({"settings", "get", "backlash"}, 0, "0\n");
    EXPECT_EQ(ask("u"), "u:400:3:500:0:28800:1:405:3500:30:10:1");
}

TEST_F(Commands, AnAnswerThatCannotBeWrittenIsAFailure) {
    for (const std::string command : {"status", "status --json", "settings get speed", "raw p"}) {
        const std::string line = PROGRAMS "/focuserlink -d " + tcp() + " " + command + " >/dev/full";
        const Ended ended = shell(line);
        EXPECT_EQ(ended.code, 1) << command;
        EXPECT_THAT(ended.err, HasSubstr("The answer could not be written.")) << command;
    }
    EXPECT_EQ(shell(PROGRAMS "/focuserlink --help >/dev/full").code, 1);
}

TEST_F(Commands, CompensationIsAppliedOnceOrByItself) {
    expect({"compensate"}, 0, "compensation is off");
    expect({"move", "1000"}, 0, "At 1000.");
    expect({"settings", "set", "coefficient=100"}, 0, "100 steps inward");
    expect({"auto", "on"}, 0, "on. 1 C colder: 100 steps inward.");
    EXPECT_EQ(json({"status"}).at("compensation").as_string(), "automatic");
    expect({"auto", "off"}, 0, "nothing moves by itself");
    ask("R:0:1000");  // anchors at this temperature
    sim->device().run_until_rest();
    sim->command("temperature 5");
    until([&] { return json({"status"}).at("compensation_difference").as_int64() <= -900; });
    expect({"compensate", "10000"}, 0, "it takes 10000 to move");
    expect({"compensate"}, 0, " inward, to ");
    EXPECT_LT(sim->device().position().steps, 110);
}

TEST_F(Commands, ButtonsConfirmationAndRawLines) {
    expect({"buttons", "off"}, 0, "do nothing");
    EXPECT_EQ(ask("f"), "f:0");
    expect({"buttons", "on"}, 0, "work");
    EXPECT_EQ(ask("f"), "f:1");
    expect({"confirm"}, 0, "certain");
    expect({"sync", "77"}, 0, "The position is 77 from now on.");
    EXPECT_EQ(ask("p"), "p:77");
    expect({"sync", "28801"}, 1, "", "0 .. 28800");
    expect({"raw", "p"}, 0, "p:77\n");
    expect({"raw", "z"}, 1, "!:unknown");
    EXPECT_EQ(json({"raw", "p"}).at("answer").as_string(), "p:77");
    expect({"raw", std::string(79, 'a')}, 2, "", "78 characters");
}

TEST_F(Commands, FactoryResetAsksFirst) {
    expect({"sync", "50"}, 0, "50");
    expect({"factory-reset"}, 2, "", "--yes");
    auto reset = start({"factory-reset"}, true);
    reset->type("no\n");
    EXPECT_EQ(reset->end().code, 1);
    EXPECT_EQ(ask("p"), "p:50");
    auto again = start({"factory-reset"}, true);
    again->type("yes\n");
    EXPECT_EQ(again->end().code, 0);
    EXPECT_EQ(ask("p"), "p:0");
    expect({"factory-reset", "--yes"}, 0, "factory settings");
}

}  // namespace
}  // namespace focus
