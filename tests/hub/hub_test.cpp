// The hub without its process: real HTTP on loopback, a real pty, a simulated device behind it.
#include "hub/hub.h"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/read.hpp>
#include <boost/asio/write.hpp>
#include <boost/json.hpp>
#include <filesystem>
#include <fstream>
#include <gmock/gmock.h>
#include <sstream>

#include "simulator/sim_server.h"

namespace focus {
namespace {

using namespace std::chrono_literals;
using testing::HasSubstr;
using tcp = asio::ip::tcp;

constexpr const char* kJson = "application/json";

struct Page {
    unsigned status = 0;
    std::string head, body;
    boost::json::object json() const { return boost::json::parse(body).as_object(); }
    std::string error() const { return std::string(json().at("error").as_string()); }
};

class HubTest : public testing::Test {
protected:
    HubTest() {
        char name[] = "/tmp/focuserlink-hub.XXXXXX";
        folder_ = mkdtemp(name);
        setenv("XDG_DOCUMENTS_DIR", (folder_ / "documents").c_str(), 1);
        sim::SimOptions options;
        options.speed = 50;
        simulator_ = std::make_unique<sim::SimServer>(io_.get_executor(), options);
        EXPECT_EQ(simulator_->start(), "");
        config_.port = 0;
        config_.discovery_port = 0;
        config_.listen = {"127.0.0.1"};
    }
    ~HubTest() override {
        hub_.reset();
        simulator_.reset();
        std::filesystem::remove_all(folder_);
    }

    std::string cable() const { return "serial:" + simulator_->pty_path(); }
    std::string config_text() const {
        std::ifstream file(folder_ / "hub.toml");
        std::stringstream text;
        text << file.rdbuf();
        return text.str();
    }

    void start(const std::string& address, std::size_t devices = 1) {
        config_.devices.resize(devices);
        config_.devices[0].address = address;
        const ConfigFile file((folder_ / "hub.toml").string());
        ASSERT_EQ(complete_ids(file, config_.devices), "");
        hub_ = std::make_unique<Hub>(io_.get_executor(), config_, file, true);
        ASSERT_TRUE(hub_->start()) << hub_->failure();
        if (address.empty()) return;
        ASSERT_TRUE(connected());
    }
    bool connected() {
        return until([&] { return hub_->cable(0).state().link == Link::connected; });
    }
    template <class Condition>
    bool until(Condition condition) {
        const auto deadline = Clock::now() + 60s;
        while (!condition()) {
            if (Clock::now() > deadline) return false;
            io_.restart();
            io_.run_one_until(deadline);
        }
        return true;
    }

    Page ask(const std::string& verb, const std::string& path, const std::string& body = "",
             const std::string& type = kJson, const std::string& more = "") {
        tcp::socket socket(io_);
        socket.connect(tcp::endpoint(asio::ip::address_v4::loopback(), hub_->port()));
        std::string request = verb + " " + path + " HTTP/1.1\r\nHost: 127.0.0.1:" + std::to_string(hub_->port()) +
                              "\r\nConnection: close\r\n" + more;
        if (verb != "GET") {
            request += "Content-Type: " + type + "\r\nContent-Length: " + std::to_string(body.size()) + "\r\n";
        }
        request += "\r\n" + body;
        asio::write(socket, asio::buffer(request));
        std::string text;
        bool done = false;
        asio::async_read(socket, asio::dynamic_buffer(text), [&](const error_code&, std::size_t) { done = true; });
        EXPECT_TRUE(until([&] { return done; }));
        Page page;
        const std::size_t end = text.find("\r\n\r\n");
        if (end == std::string::npos) return page;
        page.head = text.substr(0, end);
        page.body = text.substr(end + 4);
        page.status = static_cast<unsigned>(std::stoul(text.substr(9, 3)));
        return page;
    }
    Page api(const std::string& verb, const std::string& name, const std::string& body = "{}") {
        return ask(verb, "/setup/api/" + name, body);
    }

    asio::io_context io_;
    std::filesystem::path folder_;
    std::unique_ptr<sim::SimServer> simulator_;
    HubConfig config_;
    std::unique_ptr<Hub> hub_;
};

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
    EXPECT_EQ(saved.json().at("settings").at("sentence").as_string(), "1 C colder: 12.50 steps outward");
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
