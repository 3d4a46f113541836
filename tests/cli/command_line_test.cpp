#include "cli/command_line.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "cli/text/exit_code.h"

namespace focus::cli {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

ParsedCommandLine parse(std::vector<const char*> words) {
    ::unsetenv("FOCUSERLINK_DEVICE");
    words.insert(words.begin(), "focuserlink");
    return parse_command_line(static_cast<int>(words.size()), words.data());
}

/// The mistake as it is said.
std::string mistake(std::vector<const char*> words) {
    testing::internal::CaptureStderr();
    const auto parsed = parse(std::move(words));
    const std::string said = testing::internal::GetCapturedStderr();
    EXPECT_FALSE(parsed.line);
    EXPECT_EQ(parsed.exit_code, kUsage);
    return said;
}

TEST(CommandLine, WatchLogsUnlessTold) {
    EXPECT_FALSE(parse({"watch"}).line->no_log);
    EXPECT_TRUE(parse({"watch", "--no-log"}).line->no_log);
}

TEST(CommandLine, TakesNegativeAndPositiveSteps) {
    for (const char* target : {"-500", "+500", "500", "0", "-0", "+1"}) {
        const auto parsed = parse({"move", target});
        ASSERT_TRUE(parsed.line) << target;
        EXPECT_EQ(parsed.line->command, "move");
        EXPECT_THAT(parsed.line->arguments, ElementsAre(target));
    }
}

TEST(CommandLine, TakesGlobalOptionsOnEitherSide) {
    for (const auto& words :
         {std::vector<const char*>{"--json", "-d", "tcp:localhost:4000", "--timeout", "2.5", "status"},
          std::vector<const char*>{"status", "--json", "-d", "tcp:localhost:4000", "--timeout=2.5"}}) {
        const auto parsed = parse(words);
        ASSERT_TRUE(parsed.line);
        EXPECT_TRUE(parsed.line->json);
        EXPECT_EQ(parsed.line->device, "tcp:localhost:4000");
        EXPECT_EQ(parsed.line->patience, std::chrono::milliseconds(2500));
    }
}

TEST(CommandLine, TellsTheSettingsCommandsApart) {
    EXPECT_EQ(parse({"settings"}).line->command, "settings");
    EXPECT_EQ(parse({"settings", "--json"}).line->command, "settings");
    EXPECT_EQ(parse({"settings", "get"}).line->command, "settings get");
    EXPECT_EQ(parse({"settings", "get", "speed"}).line->command, "settings get");
    const auto set = parse({"settings", "set", "coefficient=-12.5", "speed=300", "--json"});
    EXPECT_EQ(set.line->command, "settings set");
    EXPECT_TRUE(set.line->json);
    EXPECT_THAT(set.line->arguments, ElementsAre("coefficient=-12.5", "speed=300"));
}

TEST(CommandLine, ReadsTheOptionsOfMove) {
    const auto parsed = parse({"move", "-500", "--no-wait", "--backlash", "-40"});
    ASSERT_TRUE(parsed.line);
    EXPECT_TRUE(parsed.line->no_wait);
    EXPECT_EQ(parsed.line->backlash->count, -40);
    EXPECT_FALSE(parse({"move", "5"}).line->backlash);
}

TEST(CommandLine, TakesTheDeviceFromTheEnvironment) {
    ::setenv("FOCUSERLINK_DEVICE", "/dev/ttyUSB7", 1);
    const char* words[] = {"focuserlink", "status"};
    EXPECT_EQ(parse_command_line(2, words).line->device, "serial:/dev/ttyUSB7");
    const char* named[] = {"focuserlink", "-d", "tcp:a:1", "status"};
    EXPECT_EQ(parse_command_line(4, named).line->device, "tcp:a:1");
    ::unsetenv("FOCUSERLINK_DEVICE");
}

TEST(CommandLine, NamesWhatIsWrongAndWhatIsAllowed) {
    EXPECT_THAT(mistake({"move", "12.5"}), HasSubstr("12.5"));
    EXPECT_THAT(mistake({"move", "12.5"}), HasSubstr("+100 outward"));
    EXPECT_THAT(mistake({"move"}), HasSubstr("required"));
    EXPECT_THAT(mistake({"move", "5", "--backlash", "20000"}), HasSubstr("-10000 .. 10000"));
    EXPECT_THAT(mistake({"sync", "-1"}), HasSubstr("0 .. 1000000"));
    EXPECT_THAT(mistake({"compensate", "0"}), HasSubstr("1 .. 10000"));
    EXPECT_THAT(mistake({"auto", "maybe"}), HasSubstr("maybe"));
    EXPECT_THAT(mistake({"status", "-d", "ttyUSB0"}), HasSubstr("tcp:HOST:PORT"));
    EXPECT_THAT(mistake({"status", "--timeout", "0"}), HasSubstr("timeout"));
    for (const char* wrong : {"nan", "NaN", "inf", "1e9", "-1", ""}) {
        EXPECT_THAT(mistake({"status", "--timeout", wrong}), HasSubstr("a timeout is 0.1 .. 3600 s")) << wrong;
    }
    EXPECT_THAT(mistake({"status", "--timeout", "2,5"}), HasSubstr("; write 2.5"));
    EXPECT_THAT(mistake({"move", "12,000"}), HasSubstr("; write 12000"));
    EXPECT_THAT(mistake({"move", "-1.200"}), HasSubstr("; write -1200"));
    EXPECT_THAT(mistake({"sync", "12,000"}), HasSubstr("; write 12000"));
    EXPECT_THAT(mistake({"fly"}), HasSubstr("fly"));
    EXPECT_NE(mistake({}), "");
}

TEST(CommandLine, HelpIsNoMistakeAndNamesTheExitCodes) {
    testing::internal::CaptureStdout();
    const auto parsed = parse({"--help"});
    const std::string help = testing::internal::GetCapturedStdout();
    EXPECT_FALSE(parsed.line);
    EXPECT_EQ(parsed.exit_code, kDone);
    EXPECT_THAT(help, HasSubstr("Exit codes"));
    EXPECT_THAT(help, HasSubstr("factory-reset"));
}

TEST(Moves, AreOnePositionOrADistance) {
    EXPECT_TRUE(parse_move("-5")->relative);
    EXPECT_EQ(parse_move("-5")->steps, -5);
    EXPECT_TRUE(parse_move("+0")->relative);
    EXPECT_FALSE(parse_move("5")->relative);
    EXPECT_FALSE(parse_move("1000001"));
}

TEST(Addresses, AreCompletedFromWhatPeopleType) {
    EXPECT_EQ(full_address("/dev/ttyUSB0"), "serial:/dev/ttyUSB0");
    EXPECT_EQ(full_address("COM3"), "serial:COM3");
    EXPECT_EQ(full_address("serial:/tmp/focuser"), "serial:/tmp/focuser");
    EXPECT_EQ(full_address("tcp:localhost:4000"), "tcp:localhost:4000");
    for (const char* wrong :
         {"", "serial:", "tcp:host", "alpaca://", "alpaca://host/x", "alpaca://host/-1", "COM", "x"}) {
        EXPECT_EQ(full_address(wrong), "") << wrong;
    }
}

}  // namespace
}  // namespace focus::cli
