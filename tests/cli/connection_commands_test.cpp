// The commands about connections, as whole processes: live output, faults, the stock device.
#include <boost/json.hpp>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <map>

#include "tests/cli/cli_process.h"
#include "tests/support/scripted_device.h"

namespace focus {
namespace {

using testing::HasSubstr;
using testing::Not;

class Connections : public testing::Test, public CliFixture {
protected:
    Ended run_on(const std::string& address, std::vector<std::string> arguments) {
        arguments.insert(arguments.end(), {"-d", address});
        return CliProcess(context, std::move(arguments), false, config.string()).end();
    }
    /// A second simulated focuser in place of the first.
    void restart(const std::function<void(sim::SimOptions&)>& change) {
        sim::SimOptions options;
        options.tcp_port = 0;
        options.speed = 20;
        change(options);
        sim = std::make_unique<sim::SimServer>(context.get_executor(), options);
        ASSERT_EQ(sim->start(), "");
    }
};

TEST_F(Connections, WatchSaysEveryChangeAndSurvivesALostCable) {
    auto watch = start({"watch"});
    ASSERT_TRUE(watch->says("0 steps  at rest  15.00 C"));
    ask("R:0:300");
    ASSERT_TRUE(watch->says("300 steps"));
    sim->command("cable pull");
    ASSERT_TRUE(watch->says("Nothing listens") || watch->says("gone"));
    sim->command("cable plug");
    ask("R:0:150");
    ASSERT_TRUE(watch->says("150 steps"));
    watch->interrupt();
    EXPECT_EQ(watch->end().code, 0);
}

TEST_F(Connections, WatchRedrawsOneLineOnATerminal) {
    auto watch = start({"watch"}, true);
    ASSERT_TRUE(watch->says("0 steps  at rest  15.00 C"));
    ask("R:0:300");
    ASSERT_TRUE(watch->says("300 steps"));
    watch->interrupt();
    const Ended ended = watch->end();
    EXPECT_EQ(std::count(ended.out.begin(), ended.out.end(), '\n'), 1);
}

TEST_F(Connections, WatchGivesOneJsonObjectALine) {
    auto watch = start({"watch", "--json"});
    ASSERT_TRUE(watch->says("\"position\":0"));
    ask("R:0:300");
    ASSERT_TRUE(watch->says("\"position\":300"));
    watch->interrupt();
    std::istringstream lines(watch->end().out);
    int count = 0;
    for (std::string line; std::getline(lines, line); ++count) {
        boost::system::error_code error;
        EXPECT_TRUE(boost::json::parse(line, error).as_object().contains("time")) << line;
        EXPECT_FALSE(error) << line;
    }
    EXPECT_GE(count, 2);
}

TEST_F(Connections, TraceShowsTheLinesOfACable) {
    auto trace = start({"trace"});
    ASSERT_TRUE(trace->says(" > #"));
    ASSERT_TRUE(trace->says(" < #:FocuserLink:open:"));
    ASSERT_TRUE(trace->says(" < q:0:0:1:15.00:"));
    trace->interrupt();
    EXPECT_EQ(trace->end().code, 0);
    const Ended hub = run_on("alpaca://127.0.0.1:1/0", {"trace"});
    EXPECT_EQ(hub.code, 2);
    EXPECT_THAT(hub.err, HasSubstr("setup page"));
}

TEST_F(Connections, WorkOverAPty) {
    const Ended status = run_on(serial(), {"status"});
    EXPECT_EQ(status.code, 0) << status.err;
    EXPECT_THAT(status.out, HasSubstr(serial()));
    const Ended test = run({"test", serial().substr(7)});
    EXPECT_EQ(test.code, 0);
    EXPECT_THAT(test.out, HasSubstr("A focuser is there: FocuserLink:open:"));
}

TEST_F(Connections, ThatFailAreExplained) {
    const Ended missing = run_on("/dev/no-such-port", {"status"});
    EXPECT_EQ(missing.code, 3);
    EXPECT_EQ(missing.out, "");
    EXPECT_THAT(missing.err, HasSubstr("/dev/no-such-port"));
    EXPECT_EQ(run_on("tcp:127.0.0.1:1", {"status"}).code, 3);
    EXPECT_EQ(run_on("alpaca://127.0.0.1:1/0", {"status"}).code, 3);
    EXPECT_EQ(run_on("nonsense", {"status"}).code, 2);
    EXPECT_EQ(run({"test", "/dev/no-such-port"}).code, 3);
    const Ended json = run({"test", "/dev/no-such-port", "--json"});
    EXPECT_FALSE(boost::json::parse(json.out).as_object().at("focuser").as_bool());

    const Ended doctor = run_on("/dev/no-such-port", {"doctor"});
    EXPECT_EQ(doctor.code, 1);
    EXPECT_THAT(doctor.out, HasSubstr("wrong  There is no port /dev/no-such-port."));
    const Ended hub = run_on("alpaca://127.0.0.1:1/0", {"doctor", "--json"});
    EXPECT_EQ(hub.code, 1);
    const auto findings = boost::json::parse(hub.out).as_object().at("findings").as_array();
    EXPECT_EQ(findings.at(0).as_object().at("verdict").as_string(), "wrong");
}

TEST_F(Connections, DoctorIsContentWithAGoodOneAndHearsSilence) {
    const Ended good = run({"doctor"});
    EXPECT_EQ(good.code, 0) << good.out;
    EXPECT_THAT(good.out, HasSubstr("good   tcp:"));
    sim->command("silence on");
    const Ended silent = run({"doctor", "--timeout", "10"});
    EXPECT_EQ(silent.code, 1);
    EXPECT_THAT(silent.out, HasSubstr("power"));
    EXPECT_EQ(run({"status", "--timeout", "1"}).code, 3);
}

TEST_F(Connections, ThatAreMuteCarryAHaltAllTheSame) {
    restart([](sim::SimOptions& options) { options.speed = 1; });  // the move takes a minute
    for (const std::string& address : {tcp(), serial()}) {
        ask("R:0:28000");
        sim->command("silence on");
        ASSERT_TRUE(sim->device().moving());
        const Ended halt = run_on(address, {"halt", "--timeout", "1"});
        EXPECT_EQ(halt.code, 3) << address << halt.out;
        until([&] { return !sim->device().moving(); });
        EXPECT_NE(ask("p"), "p:28000") << address;
        sim->command("silence off");
    }
}

TEST_F(Connections, ThatEndUnderARequestSayWhetherItWasSilenceOrLoss) {
    test::ScriptedDevice device(context);
    device.identity = "FocuserLink:open:0.1.0";
    device.extended = "0:0:0:1:3:100:5:2:0";
    const std::map<std::string, std::vector<std::string>> commands{
        {"S", {"compensate"}}, {"F", {"buttons", "off"}}, {"X", {"confirm"}}, {"D", {"factory-reset", "--yes"}}};
    for (const auto& [letter, command] : commands) {
        for (const int code : {4, 3}) {
            device.on_line([&](const std::string& line) {
                if (!line.starts_with(letter)) return device.usual_answer(line);
                if (code == 3) device.unplug();
                return std::optional<std::string>();
            });
            Ended ended;
            for (int tries = 0; tries < 3 && ended.code != code; ++tries) {  // a computer that stands still is silence
                ended = run_on(device.address(), command);
                device.unplug();
                device.plug_in();
            }
            EXPECT_EQ(ended.code, code) << command[0] << ended.out << ended.err;
        }
    }
}

TEST_F(Connections, ToStockHardwareShowWhatIsUnknown) {
    restart([](sim::SimOptions& options) {
        options.stock = true;
        options.device.sensor = wire::SensorKind::none;
    });
    const Ended status = run({"status"});
    EXPECT_EQ(status.code, 0) << status.err;
    EXPECT_THAT(status.out, HasSubstr("certainty unknown"));
    EXPECT_THAT(status.out, HasSubstr("Temperature   --\n"));
    EXPECT_THAT(status.out, HasSubstr("Last moved by unknown"));
    const Ended confirm = run({"confirm"});
    EXPECT_EQ(confirm.code, 1);
    EXPECT_THAT(confirm.err, HasSubstr("no request to confirm"));
    EXPECT_EQ(run({"move", "300", "--backlash", "20"}).code, 0);
    EXPECT_EQ(ask("p"), "p:300");
}

TEST_F(Connections, WhatADeviceSendsReachesNoTerminalAsItIs) {
    test::ScriptedDevice device(context);
    device.identity = "FocuserLink\x1b[31m\xFF";
    device.on_line([&](const std::string& line) -> std::optional<std::string> {
        return line == "z" ? "z:\x1b]0;mine\x07\xFF\xC2\x9B" : device.usual_answer(line);
    });
    const auto fit = [](const std::string& text) {
        return text.find_first_of("\x1b\x07\xFF\x9B") == std::string::npos;
    };
    for (const std::vector<std::string>& command :
         {std::vector<std::string>{"status"}, {"test", device.path()}, {"doctor"}, {"raw", "z"}}) {
        for (const bool json : {false, true}) {
            std::vector<std::string> words = command;
            if (json) words.push_back("--json");
            const Ended ended = run_on(device.address(), words);
            EXPECT_EQ(ended.code, 0) << command[0] << ended.out << ended.err;
            EXPECT_TRUE(fit(ended.out + ended.err)) << command[0] << ": " << ended.out << ended.err;
        }
    }
    CliProcess trace(context, {"trace", "-d", device.address()}, false, config.string());
    EXPECT_TRUE(trace.says(" < #:FocuserLink?[31m?"));
    trace.interrupt();
    EXPECT_EQ(trace.end().out.find('\x1b'), std::string::npos);
}

TEST_F(Connections, PortsAreListed) {
    const Ended ended = run({"ports", "--json"});
    EXPECT_EQ(ended.code, 0);
    EXPECT_TRUE(boost::json::parse(ended.out).as_object().at("ports").is_array());
}

}  // namespace
}  // namespace focus
