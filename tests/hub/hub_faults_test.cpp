// What must hold when programs change things at once, when the power fails, and when the device talks nonsense.
#include "alpaca/client/hub_client.h"
#include "core/spawn.h"
#include "tests/hub/hub_fixture.h"
#include "tests/support/log_of_test.h"
#include "tests/support/scripted_device.h"

namespace focus {
namespace {

using testing::HasSubstr;

class HubFaults : public HubTest {
protected:
    std::unique_ptr<HubClient> program() {
        const std::string address = "alpaca://127.0.0.1:" + std::to_string(hub_->port()) + "/0";
        return std::make_unique<HubClient>(io_.get_executor(), *AlpacaAddress::parse(address));
    }
    /// Runs it beside all others.
    template <class T>
    void begin(Task<T> task) {
        ++running_;
        spawn(io_.get_executor(), count(std::move(task)));
    }
    bool all_done() {
        return until([&] { return running_ == 0; });
    }
    template <class T>
    Result<T> get(Task<T> task) {
        std::optional<Result<T>> result;
        spawn(io_.get_executor(), keep(std::move(task), result));
        EXPECT_TRUE(until([&] { return result.has_value(); }));
        return result ? std::move(*result) : Result<T>(Error::timeout);
    }
    std::string failures_;

private:
    template <class T>
    asio::awaitable<void> count(Task<T> task) {
        const auto result = co_await std::move(task);
        if (!result) failures_ += result.error().message() + "\n";
        --running_;
    }
    template <class T>
    static asio::awaitable<void> keep(Task<T> task, std::optional<Result<T>>& result) {
        result = co_await std::move(task);
    }

    int running_ = 0;
};

TEST_F(HubFaults, SettingsThatManyProgramsChangeAtOnceAreAllKept) {
    start(cable());
    ASSERT_EQ(api("PUT", "settings", R"({"coefficient": 35})").status, 200U);
    std::vector<std::unique_ptr<HubClient>> programs;
    for (int i = 0; i < 7; ++i) programs.push_back(program());
    for (const auto& one : programs) ASSERT_TRUE(get(one->put("connected", "Connected=true")));
    for (int round = 1; round <= 5; ++round) {
        const std::string n = std::to_string(round);
        const bool automatic = round % 2 == 1;
        begin(programs[0]->action("ChangeSettings", "3=50" + n));
        begin(programs[1]->action("changesettings", "7=40" + n));
        begin(programs[2]->action("ChangeSettings", "9=" + n));
        begin(programs[3]->action("ChangeSettings", "10=20" + n));
        begin(programs[4]->action("ChangeSettings", "1=30" + n + ",2=2"));
        begin(programs[5]->put("tempcomp", automatic ? "TempComp=true" : "TempComp=false"));
        begin(programs[6]->action("ChangeSettings", "8=-1" + n));
        ASSERT_TRUE(all_done());
        EXPECT_EQ(failures_, "");
        EXPECT_EQ(simulator_->device().ask("u"), "u:30" + n + ":2:50" + n + ":0:28800:0:40" + n + ":-1" + n + ":" + n +
                                                     ":20" + n + (automatic ? ":1" : ":0"));
    }
}

TEST_F(HubFaults, AnUncertainPositionIsToldToEveryProgramAndOnceInTheLog) {
    const LogOfTest log;
    start(cable());
    const auto client = program();
    ASSERT_TRUE(get(client->put("connected", "Connected=true")));
    EXPECT_EQ(get(client->action("positionuncertainty", "")).value(), "0");
    simulator_->device().power_cut_in(100);
    ASSERT_EQ(api("POST", "move", R"({"position": 20000})").status, 200U);
    ASSERT_TRUE(until([&] { return !simulator_->device().powered(); }));
    simulator_->command("power on");
    const auto state = [&]() -> const FocuserState& { return hub_->cable(0).state(); };
    ASSERT_TRUE(until([&] { return state().extended && state().extended->bound.count > 0; }));
    const int32_t bound = state().extended->bound.count;
    ASSERT_TRUE(until([&] { return state().link == Link::connected; }));
    EXPECT_EQ(get(client->action("PositionUncertainty", "")).value(), std::to_string(bound));
    EXPECT_EQ(ask("GET", "/setup/api/state").json().at("extended").at("uncertain_by").as_int64(), bound);
    for (int readings = 0; readings < 2; ++readings) {
        const auto last = state().extended_at;
        ASSERT_TRUE(until([&] { return state().extended_at != last; }));
    }
    std::string said;
    for (const std::string& line : log.lines()) {
        if (line.find("the power failed during a move") != std::string::npos) said += line + "\n";
    }
    EXPECT_THAT(said, HasSubstr("may be wrong by " + std::to_string(bound) + " steps either way"));
    EXPECT_EQ(std::count(said.begin(), said.end(), '\n'), 1) << said;
    EXPECT_EQ(api("POST", "confirm").json().at("extended").at("uncertain_by").as_int64(), 0);
    EXPECT_EQ(get(client->action("PositionUncertainty", "")).value(), "0");
}

TEST_F(HubFaults, NumbersOfABrokenDeviceOverflowNothing) {
    test::ScriptedDevice device(io_);
    device.record = "80:1:500:0:-2147483648:0:500:-3500:30:10:0";
    device.position = 2147483647;
    start(device.address());
    EXPECT_EQ(api("POST", "move", R"({"by": 1000})").error(), "by: a whole number, 0 to 0 steps.");
    EXPECT_EQ(api("POST", "move", R"({"by": 0})").error(), "That would pass the maximum, 0.");
    EXPECT_EQ(api("POST", "move", R"({"position": 1})").error(), "position: a whole number, 0 to 0 steps.");
    device.record = "80:1:500:0:2147483647:0:500:-3500:30:10:0";
    ASSERT_TRUE(until([&] { return (*hub_->cable(0).state().settings)[Slot::maximum] == 2147483647; }));
    EXPECT_EQ(api("POST", "move", R"({"by": 1000})").error(), "That would pass the maximum, 1000000.");
    hub_.reset();
}

// The port is exchanged while the device thinks: what is meant for the one is not sent to the other.
TEST_F(HubFaults, ADeviceThatTakesTheOthersPlaceIsLeftAsItIs) {
    test::ScriptedDevice first(io_), second(io_);
    first.identity = "FocuserLink:open:1.2.3";
    first.extended = "0:0:0:1:0:5:1:0:0";
    start(first.address());
    ASSERT_TRUE(hub_->cable(0).state().extended);
    first.on_line([&](const std::string& line) {
        if (line[0] == 'U') {
            DeviceConfig other = hub_->config().devices[0];
            other.address = second.address();
            hub_->use_device(0, other);
        }
        return first.usual_answer(line);
    });
    EXPECT_EQ(api("PUT", "settings", R"({"speed": 321, "compensation_enabled": true})").status, 200U);
    ASSERT_TRUE(connected());
    EXPECT_TRUE(second.heard_lines("AU").empty());
    hub_.reset();
}

// Whatever it sends, in its identity or as an answer, goes to terminals, logs and JSON.
TEST_F(HubFaults, WhatADeviceSendsIsMadeFitForEveryReader) {
    const LogOfTest log;
    test::ScriptedDevice device(io_);
    device.identity = "FocuserLink\x1b[31m\xFF\xC2\x9B";
    start(device.address());
    EXPECT_EQ(ask("GET", "/setup/api/state").json().at("identity").as_string(), "FocuserLink?[31m??");
    const auto client = program();
    ASSERT_TRUE(get(client->put("connected", "Connected=true")));
    EXPECT_EQ(get(client->line("#")).value(), "#:FocuserLink?[31m??");
    device.on_line([&](const std::string& line) -> std::optional<std::string> {
        return line == "u" ? "u:\x1b]0;mine\x07\xFE" : device.usual_answer(line);
    });
    get(client->action("ChangeSettings", "3=321"));
    const std::string state = ask("GET", "/setup/api/state").body;
    EXPECT_THAT(state, HasSubstr("u:?]0;mine??"));
    boost::system::error_code bad;
    boost::json::parse(state, bad);
    EXPECT_FALSE(bad) << "no valid UTF-8";
    for (const std::string& line : log.lines())
        EXPECT_EQ(line.find_first_of("\x1b\x07\xFE\xFF\x9B"), std::string::npos);
    hub_.reset();
}

}  // namespace
}  // namespace focus
