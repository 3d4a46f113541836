#include "tests/hub/hub_fixture.h"

namespace focus {
namespace {

using testing::HasSubstr;

TEST_F(HubTest, Pages) {
    start(cable(), 2);
    for (const char* path : {"/setup", "/setup/v1/focuser/0/setup", "/setup/v1/focuser/1/setup",
                             "/setup/v1/observingconditions/0/setup"}) {
        const Page page = ask("GET", path);
        EXPECT_EQ(page.status, 200U) << path;
        EXPECT_THAT(page.head, HasSubstr("text/html"));
        EXPECT_THAT(page.body, HasSubstr("FocuserLink hub " FOCUSERLINK_VERSION ", by the FocuserLink project"));
        EXPECT_EQ(page.body.find("{{"), std::string::npos);
    }
    EXPECT_THAT(ask("GET", "/setup").body, HasSubstr("<th>Maximum position</th><td>28800 steps</td>"));
    for (const char* path :
         {"/setup/", "/setup/v1/focuser/2/setup", "/setup/v1/focuser/00/setup", "/setup/v1/focuser//setup",
          "/setup/v1/camera/0/setup", "/setup/v1/focuser/0", "/setupx", "/setup/v1/focuser/setup"}) {
        EXPECT_EQ(ask("GET", path).status, 403U) << path;
    }
    EXPECT_EQ(ask("GET", "/favicon.ico").status, 404U);
    EXPECT_EQ(ask("PUT", "/setup").status, 405U);
    const Page root = ask("GET", "/");
    EXPECT_EQ(root.status, 302U);
    EXPECT_THAT(root.head, HasSubstr("Location: /setup"));
}

TEST_F(HubTest, SettingsReachTheDevice) {
    start(cable());
    const Page saved =
        api("PUT", "settings", R"({"speed": 750, "coefficient": -12.5, "step_size": 4.2, "reversed": true,
        "holding": true, "automatic": true, "compensation_enabled": false})");
    EXPECT_EQ(saved.status, 200U) << saved.body;
    EXPECT_EQ(simulator_->device().ask("u"), "u:400:0:750:0:28800:1:420:-1250:30:10:1");
    EXPECT_EQ(simulator_->device().ask("a"), "a:0");
    EXPECT_EQ(saved.json().at("settings").at("sentence").as_string(), "1 °C colder: 12.50 steps outward.");
    EXPECT_EQ(saved.json().at("compensation").as_string(), "off");
}

TEST_F(HubTest, WhatIsTypedWrongIsRefusedWithTheRange) {
    start(cable());
    const std::string before = simulator_->device().ask("u");
    EXPECT_EQ(api("PUT", "settings", R"({"speed": 3, "threshold": 20})").error(),
              "Speed: a whole number, 10 to 2000 steps/s.");
    EXPECT_EQ(api("PUT", "settings", R"({"threshold": null})").error(), "Threshold: a whole number, 1 to 10000 steps.");
    EXPECT_EQ(api("PUT", "settings", R"({"coefficient": 1001})").error(),
              "Coefficient: a number, -1000 to 1000 steps/°C.");
    EXPECT_EQ(api("PUT", "settings", R"({"reversed": 1})").error(), "reversed: true or false.");
    EXPECT_EQ(api("PUT", "settings", R"({"colour": true})").error(), "\"colour\" is not a setting.");
    EXPECT_EQ(api("POST", "move", R"({"position": 28801})").error(), "position: a whole number, 0 to 28800 steps.");
    EXPECT_EQ(api("POST", "move", R"({"by": -1})").error(), "That would pass 0, the innermost position.");
    EXPECT_EQ(api("POST", "factory-reset").status, 400U);
    EXPECT_THAT(api("PUT", "device", R"({"address": "/dev/x"})").error(),
                HasSubstr("allowed: \"serial:/dev/ttyUSB0\""));
    EXPECT_EQ(api("PUT", "settings", "[").status, 400U);
    EXPECT_EQ(ask("PUT", "/setup/api/settings", R"({"speed": 500})", "text/plain").status, 415U);
    EXPECT_EQ(ask("POST", "/setup/api/move", "position=5", "application/x-www-form-urlencoded").status, 415U);
    EXPECT_NE(ask("POST", "/setup/api/halt", "{}", kJson, "Origin: http://elsewhere.example\r\n").status, 200U);
    EXPECT_EQ(ask("GET", "/setup/api/state?device=1").status, 404U);
    EXPECT_EQ(api("POST", "nothing").status, 404U);
    EXPECT_EQ(api("GET", "move").status, 404U);
    EXPECT_EQ(simulator_->device().ask("u"), before);
}

TEST_F(HubTest, AMoveBeyondTheTravelEndsAtItsEnd) {
    for (const bool stock : {false, true}) {
        hub_.reset();
        sim::SimOptions options;
        options.stock = stock;
        simulate(options);
        start(cable());
        const std::string form = "application/x-www-form-urlencoded";
        const std::string focuser = "/api/v1/focuser/0/";
        ask("PUT", focuser + "connected", "Connected=True", form);
        for (const auto& [target, end] : {std::pair{"28801", 28800}, {"-1", 0}, {"2147483647", 28800}}) {
            const Page moved = ask("PUT", focuser + "move", std::string("Position=") + target, form);
            EXPECT_EQ(moved.json().at("ErrorNumber").as_int64(), 0) << moved.body;
            ASSERT_TRUE(until([&] { return !hub_->cable(0).state().commanded; })) << stock << target;
            EXPECT_EQ(hub_->cable(0).state().position, Position(end)) << stock << target;
        }
    }
}

TEST_F(HubTest, MovesHaltsAndSetsThePosition) {
    start(cable());
    simulator_->command("speed 0.1");  // however busy this machine is, it is seen moving
    EXPECT_EQ(api("POST", "move", R"({"position": 900})").status, 200U);
    EXPECT_TRUE(ask("GET", "/setup/api/state").json().at("moving").as_bool());
    EXPECT_EQ(api("POST", "move", R"({"by": 100})").status, 200U);
    simulator_->command("speed 50");
    ASSERT_TRUE(until([&] { return !hub_->cable(0).state().commanded; }));
    EXPECT_EQ(hub_->cable(0).state().position, Position(1000));
    EXPECT_EQ(api("POST", "halt").status, 200U);
    EXPECT_EQ(api("POST", "position", R"({"position": 5})").json().at("position").as_int64(), 5);
    EXPECT_EQ(api("POST", "confirm").status, 200U);
    EXPECT_EQ(api("POST", "compensate").status, 200U);
    EXPECT_FALSE(api("PUT", "buttons", R"({"enabled": false})").json().at("buttons").as_bool());
    EXPECT_EQ(simulator_->device().ask("f"), "f:0");
    EXPECT_EQ(api("POST", "factory-reset", R"({"confirm": true})").json().at("position").as_int64(), 0);
}

TEST_F(HubTest, AThermometerWithoutHumidityShowsNone) {
    sim::SimOptions options;
    options.device.world.humidity = 0;
    simulate(options);
    start(cable());
    ASSERT_TRUE(until([&] { return hub_->cable(0).state().sensor.has_value(); }));
    const auto state = ask("GET", "/setup/api/state").json();
    EXPECT_TRUE(state.at("sensor").at("temperature").is_double());
    EXPECT_TRUE(state.at("sensor").at("humidity").is_null());
    EXPECT_TRUE(state.at("sensor").at("dew_point").is_null());
}

TEST_F(HubTest, AHubWithoutAPortGetsOneFromThePage) {
    start("");
    Page state = ask("GET", "/setup/api/state");
    EXPECT_EQ(state.json().at("link").as_string(), "disconnected");
    EXPECT_THAT(std::string(state.json().at("fault").as_string()), HasSubstr("No port is chosen yet"));
    EXPECT_TRUE(state.json().at("position").is_null());
    EXPECT_EQ(api("POST", "move", R"({"position": 1})").status, 409U);
    EXPECT_EQ(api("POST", "halt").status, 409U);

    const std::string body = R"({"address": ")" + cable() + R"(", "trace": true})";
    const Page tested = api("POST", "test", body);
    EXPECT_TRUE(tested.json().at("good").as_bool()) << tested.body;
    EXPECT_THAT(tested.body, HasSubstr("Found: FocuserLink:open:"));

    const std::string id = config_.devices[0].focuser_id;
    const Page used = api("PUT", "device", body);
    EXPECT_EQ(used.status, 200U);
    EXPECT_FALSE(used.json().contains("warning")) << used.body;
    EXPECT_THAT(config_text(), HasSubstr("address = \"" + cable() + "\""));
    EXPECT_THAT(config_text(), HasSubstr(id));
    ASSERT_TRUE(connected());
    EXPECT_THAT(std::string(api("POST", "test", body).json().at("text").as_string()),
                HasSubstr("In use by this hub: "));
    ASSERT_TRUE(until([&] { return !hub_->trace_path().empty(); }));
    std::ifstream trace(hub_->trace_path());
    std::string line;
    ASSERT_TRUE(std::getline(trace, line));
    EXPECT_THAT(line, testing::MatchesRegex("....-..-.. ..:..:..\\.... 0 > #"));

    EXPECT_EQ(api("PUT", "device", R"({"address": "", "trace": false})").status, 200U);
    EXPECT_EQ(hub_->cable(0).state().link, Link::disconnected);
}

TEST_F(HubTest, APortThatIsNotThereIsToldInWords) {
    start(cable());
    const Page tested = api("POST", "test", R"({"address": "serial:/dev/focuserlink-nowhere"})");
    EXPECT_FALSE(tested.json().at("good").as_bool());
    EXPECT_THAT(std::string(tested.json().at("text").as_string()), HasSubstr("/dev/focuserlink-nowhere"));
    EXPECT_EQ(api("GET", "ports").json().count("ports"), 1U);
}

TEST_F(HubTest, StopsCleanlyAndLeavesTheDeviceAsItIs) {
    start(cable());
    EXPECT_EQ(api("POST", "move", R"({"position": 20000})").status, 200U);
    bool stopped = false;
    asio::co_spawn(io_, hub_->stop(), [&](const std::exception_ptr&) { stopped = true; });
    ASSERT_TRUE(until([&] { return stopped; }));
    hub_.reset();
    ASSERT_TRUE(until([&] { return simulator_->device().ask("p") == "p:20000"; }));
}

TEST_F(HubTest, TwoDevicesDoNotShareAPort) {
    start(cable(), 2);
    EXPECT_EQ(ask("PUT", "/setup/api/device?device=1", R"({"address": ")" + cable() + R"("})").error(),
              "This port is used by FocuserLink 1.");
}

}  // namespace
}  // namespace focus
