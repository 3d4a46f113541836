// Connecting, the members both devices share, wire lines through CommandString, and the management interface.
#include <gtest/gtest.h>

#include "tests/alpaca/served.h"

namespace focus {
namespace {

using namespace std::chrono_literals;

const std::string kFocuserRoot = "/api/v1/focuser/0/";
const std::string kConditionsRoot = "/api/v1/observingconditions/0/";

/// A hub that does not give up connecting because this machine is busy.
AlpacaOptions patient() {
    AlpacaOptions options = Served::defaults();
    options.patience = {1h, 1h};
    return options;
}

TEST(AlpacaCommon, WorksWithoutAConnection) {
    Served hub;
    HttpClient client(hub.port());
    for (const std::string& root : {kFocuserRoot, kConditionsRoot}) {
        for (const char* member : {"description", "driverinfo", "driverversion", "name"}) {
            const HttpAnswer answer = client.get(root + member);
            EXPECT_EQ(answer.error(), 0) << member;
            EXPECT_FALSE(answer.value().as_string().empty()) << member;
        }
        EXPECT_FALSE(client.get(root + "connected").value().as_bool());
        EXPECT_FALSE(client.get(root + "connecting").value().as_bool());
        const bool focuser = root == kFocuserRoot;
        EXPECT_EQ(client.get(root + "supportedactions").value(),
                  focuser ? boost::json::array({"PositionUncertainty", "ChangeSettings"}) : boost::json::array());
        EXPECT_EQ(client.put(root + "action", "Action=Anything").error(), focuser ? 0x40C : 0x400);
        EXPECT_EQ(client.put(root + "action", "Action=Anything&Parameters=x").value().as_string(), "");
        EXPECT_EQ(client.put(root + "action", "Parameters=x").status, 400U);
    }
    EXPECT_EQ(client.get(kFocuserRoot + "interfaceversion").value().as_int64(), 4);
    EXPECT_EQ(client.get(kConditionsRoot + "interfaceversion").value().as_int64(), 2);
    EXPECT_EQ(client.get(kFocuserRoot + "driverversion").value().as_string(), "0.1");
}

TEST(AlpacaCommon, DevicesConnectSeparatelyAndForEverybody) {
    Served hub;
    HttpClient one(hub.port());
    HttpClient two(hub.port());
    EXPECT_EQ(one.put(kFocuserRoot + "connected", "Connected=true&ClientID=1").error(), 0);
    EXPECT_TRUE(two.get(kFocuserRoot + "connected?ClientID=2").value().as_bool());
    EXPECT_FALSE(two.get(kConditionsRoot + "connected").value().as_bool());
    EXPECT_EQ(two.put(kConditionsRoot + "connected", "Connected=true").error(), 0);
    EXPECT_EQ(one.put(kFocuserRoot + "connected", "Connected=true").error(), 0) << "again";
    EXPECT_EQ(one.put(kFocuserRoot + "connected", "Connected=false").error(), 0);
    EXPECT_EQ(one.put(kFocuserRoot + "connected", "Connected=false").error(), 0) << "again";
    EXPECT_FALSE(two.get(kFocuserRoot + "connected").value().as_bool());
    EXPECT_TRUE(two.get(kConditionsRoot + "connected").value().as_bool());
    EXPECT_EQ(two.get(kConditionsRoot + "temperature").error(), 0);
    EXPECT_TRUE(hub.calls().empty()) << "the cable is the hub's affair";
}

TEST(AlpacaCommon, ConnectIsAtOnceWhenTheFocuserIsThere) {
    Served hub;
    HttpClient client(hub.port());
    EXPECT_EQ(client.put(kFocuserRoot + "connect", "").error(), 0);
    EXPECT_FALSE(client.get(kFocuserRoot + "connecting").value().as_bool());
    EXPECT_TRUE(client.get(kFocuserRoot + "connected").value().as_bool());
    EXPECT_EQ(client.put(kFocuserRoot + "disconnect", "").error(), 0);
    EXPECT_FALSE(client.get(kFocuserRoot + "connecting").value().as_bool());
    EXPECT_FALSE(client.get(kFocuserRoot + "connected").value().as_bool());
}

TEST(AlpacaCommon, ConnectWaitsForAFirstReadingAtRest) {
    Served hub(patient());
    HttpClient client(hub.port());
    hub.set([](FocuserState& s) {
        s.link = Link::connecting;
        s.commanded = true;
    });
    for (int repeat = 0; repeat < 3; ++repeat) EXPECT_EQ(client.put(kFocuserRoot + "connect", "").error(), 0);
    EXPECT_TRUE(client.get(kFocuserRoot + "connecting").value().as_bool());
    EXPECT_FALSE(client.get(kFocuserRoot + "connected").value().as_bool());
    hub.set([](FocuserState& s) { s.link = Link::connected; });
    EXPECT_TRUE(client.get(kFocuserRoot + "connecting").value().as_bool()) << "it still moves";
    hub.set([](FocuserState& s) { s.commanded = false; });
    EXPECT_FALSE(client.get(kFocuserRoot + "connecting").value().as_bool());
    EXPECT_TRUE(client.get(kFocuserRoot + "connected").value().as_bool());
}

TEST(AlpacaCommon, ConnectWaitsForTheFirstTemperature) {
    Served hub(patient());
    HttpClient client(hub.port());
    hub.set([](FocuserState& s) {
        s.linked_at = Clock::now() + 1h;  // so that it stays young however slow this machine is
        s.sensor_at = {};
        s.sensor.reset();
    });
    const auto expect_waiting = [&] {
        EXPECT_EQ(client.put(kFocuserRoot + "connect", "").error(), 0);
        EXPECT_TRUE(client.get(kFocuserRoot + "connecting").value().as_bool());
        EXPECT_FALSE(client.get(kFocuserRoot + "connected").value().as_bool());
    };
    const auto expect_connected = [&] {
        EXPECT_TRUE(client.get(kFocuserRoot + "connected").value().as_bool());
        EXPECT_EQ(client.put(kFocuserRoot + "disconnect", "").error(), 0);
    };
    expect_waiting();  // a stock device does not say whether it has looked
    hub.set([](FocuserState& s) { s.sensor = SensorState{12.34, 56.5, 3.9}; });
    expect_connected();
    hub.set([](FocuserState& s) {
        s.sensor.reset();
        s.extended.emplace().sensor = wire::SensorKind::not_looked;
    });
    expect_waiting();
    hub.set([](FocuserState& s) { s.extended->sensor = wire::SensorKind::none; });
    expect_connected();
}

TEST(AlpacaCommon, ConnectDoesNotWaitForASensorThatSaysNothing) {
    Served hub;
    hub.set([](FocuserState& s) {
        s.linked_at = Clock::now();
        s.sensor_at = {};
        s.sensor.reset();
        s.extended.emplace().sensor = wire::SensorKind::sht3x;
    });
    HttpClient client(hub.port());
    EXPECT_EQ(client.put(kFocuserRoot + "connected", "Connected=true").error(), 0);
    EXPECT_EQ(client.get(kFocuserRoot + "temperature").error(), 0x40B);
}

TEST(AlpacaCommon, AStockDeviceThatWasNotHeardHasNotSaidThatItHasNoSensor) {
    FocuserState stock;
    stock.linked_at = Clock::now() - 1600ms;
    stock.read_at = Clock::now() - 1500ms;
    EXPECT_FALSE(has_no_probe(stock)) << "the hub stood still, not the device";
    stock.read_at = Clock::now();
    EXPECT_TRUE(has_no_probe(stock));
}

// The contract's limits, 5 s for `connecting` and 3 s for the answer, less what a slow machine needs.
TEST(AlpacaCommon, AttemptsToConnectEndInTime) {
    const ConnectPatience usual;
    EXPECT_LE(usual.connect, 4500ms);
    EXPECT_LE(usual.connected, 2500ms);
    EXPECT_LE(kFirstReading, 1500ms);
}

TEST(AlpacaCommon, AConnectThatFailsIsToldByConnecting) {
    AlpacaOptions options = Served::defaults();
    options.patience.connect = 300ms;
    Served hub(options);
    hub.set([](FocuserState& s) {
        s.link = Link::connecting;
        s.fault_text = "No port.";
    });
    HttpClient client(hub.port());
    EXPECT_EQ(client.put(kFocuserRoot + "connect", "").error(), 0);
    ASSERT_TRUE(eventually([&] { return client.get(kFocuserRoot + "connecting").error() != 0; }));
    const HttpAnswer told = client.get(kFocuserRoot + "connecting");
    EXPECT_EQ(told.error(), 0x500);
    EXPECT_EQ(told.json().at("ErrorMessage").as_string(), "No port.");
    EXPECT_FALSE(told.value().as_bool());
    EXPECT_FALSE(client.get(kFocuserRoot + "connected").value().as_bool());
    hub.set([](FocuserState& s) { s.link = Link::connected; });
    EXPECT_EQ(client.put(kFocuserRoot + "connect", "").error(), 0);
    EXPECT_EQ(client.get(kFocuserRoot + "connecting").error(), 0) << "forgotten with the next attempt";
}

TEST(AlpacaCommon, SettingConnectedAnswersInTimeEitherWay) {
    AlpacaOptions options = Served::defaults();
    options.patience.connected = 100ms;
    {
        Served hub(options);
        hub.set([](FocuserState& s) { s.link = Link::connecting; });
        EXPECT_EQ(hub.put(kFocuserRoot + "connected", "Connected=true").error(), 0x500);
        EXPECT_FALSE(hub.get(kFocuserRoot + "connected").value().as_bool());
    }
    options.patience.connected = 1h;
    Served hub(options);
    HttpClient client(hub.port());
    hub.set([](FocuserState& s) { s.link = Link::connecting; });
    HttpClient waiting(hub.port());
    waiting.write("PUT " + kFocuserRoot +
                  "connected HTTP/1.1\r\nHost: localhost\r\nContent-Length: 14\r\n\r\nConnected=true");
    ASSERT_TRUE(
        eventually([&] { return client.get(kFocuserRoot + "connecting").body.find("true") != std::string::npos; }));
    hub.set([](FocuserState& s) { s.link = Link::connected; });
    EXPECT_EQ(waiting.read().error(), 0);
    EXPECT_TRUE(client.get(kFocuserRoot + "connected").value().as_bool());
}

// An attempt that `connect` began may wait longer than the answer to PUT connected can: then what is known decides.
TEST(AlpacaCommon, SettingConnectedSucceedsWithAFocuserWhoseTemperatureIsStillAwaited) {
    AlpacaOptions options = Served::defaults();
    options.patience = {1h, 100ms};
    Served hub(options);
    HttpClient client(hub.port());
    hub.set([](FocuserState& s) {
        s.linked_at = Clock::now() + 1h;
        s.sensor_at = {};
        s.sensor.reset();
    });
    EXPECT_EQ(client.put(kFocuserRoot + "connect", "").error(), 0);
    EXPECT_TRUE(client.get(kFocuserRoot + "connecting").value().as_bool());
    EXPECT_EQ(client.put(kFocuserRoot + "connected", "Connected=true").error(), 0);
    EXPECT_TRUE(client.get(kFocuserRoot + "connected").value().as_bool());
}

TEST(AlpacaCommon, DisconnectEndsAnAttempt) {
    Served hub(patient());
    HttpClient client(hub.port());
    hub.set([](FocuserState& s) { s.link = Link::connecting; });
    client.put(kFocuserRoot + "connect", "");
    EXPECT_EQ(client.put(kFocuserRoot + "disconnect", "").error(), 0);
    EXPECT_FALSE(client.get(kFocuserRoot + "connecting").value().as_bool());
    hub.set([](FocuserState& s) { s.link = Link::connected; });
    EXPECT_FALSE(client.get(kFocuserRoot + "connected").value().as_bool());
}

TEST(AlpacaCommand, CarriesOneWireLine) {
    Served hub;
    HttpClient client(hub.port());
    EXPECT_EQ(client.put(kFocuserRoot + "commandstring", "Command=S:20&Raw=false").error(), 0x407);
    hub.connect();
    hub.run([&] { hub.focuser->answers = {{"S:20", "S"}, {"S:0", "!:range"}, {"R:0:5", "R"}}; });
    EXPECT_EQ(client.put(kFocuserRoot + "commandstring", "Command=S%3A20&Raw=false").value().as_string(), "S");
    EXPECT_EQ(client.put(kFocuserRoot + "commandstring", "Command=S:0").value().as_string(), "!:range");
    EXPECT_TRUE(client.put(kFocuserRoot + "commandbool", "Command=S:20").value().as_bool());
    EXPECT_FALSE(client.put(kFocuserRoot + "commandbool", "Command=S:0").value().as_bool());
    EXPECT_EQ(client.put(kFocuserRoot + "commandblind", "Command=R:0:5").error(), 0);
    EXPECT_FALSE(client.put(kFocuserRoot + "commandblind", "Command=R:0:5").json().contains("Value"));
    EXPECT_EQ(client.put(kFocuserRoot + "commandblind", "Command=S:0").error(), 0x503);
    EXPECT_EQ(hub.calls().front(), "command S:20");
    for (const char* member : {"commandstring", "commandbool", "commandblind"}) {
        EXPECT_EQ(client.put(kFocuserRoot + member, "Raw=true").status, 400U);
        EXPECT_EQ(client.put(kFocuserRoot + member, "Command=").error(), 0x401);
        EXPECT_EQ(client.put(kFocuserRoot + member, "Command=S:20%0A").error(), 0x401);
        EXPECT_EQ(client.put(kFocuserRoot + member, "Command=" + std::string(79, 'a')).error(), 0x401);
        EXPECT_EQ(client.put(kFocuserRoot + member, "Command=" + std::string(78, 'a')).error(), 0);
        EXPECT_EQ(client.put(kConditionsRoot + member, "Command=q").error(), 0x400);
        EXPECT_EQ(client.put(kConditionsRoot + member, "").status, 400U);
    }
}

TEST(AlpacaCommand, LinesThatReadAreAnsweredFromTheSnapshot) {
    Served hub;
    hub.connect();
    HttpClient client(hub.port());
    hub.set([](FocuserState& s) { s.extended.emplace(); });
    const std::pair<const char*, const char*> lines[] = {
        {"q", "q:1000:0:1:12.34:56.50:3.90:0"},
        {"p", "p:1000"},
        {"i", "i:0"},
        {"%23", "#:FocuserLink:open:0.1.0"},
        {"f", "f:1"},
        {"v", "v:0.1.0"},
        {"x", "x:0:0:0:0:-1:0:0:0:1"},
        {"u", "u:400:3:500:0:28800:0:500:-2000:30:10:0"},
    };
    for (const auto& [line, expected] : lines) {
        EXPECT_EQ(client.put(kFocuserRoot + "commandstring", std::string("Command=") + line).value().as_string(),
                  expected);
    }
    EXPECT_TRUE(hub.calls().empty()) << "ten clients cost the cable the same as one";
    hub.set([](FocuserState& s) {
        s.identity = "FocuserLink";
        s.target = Position(1500);
        s.commanded = true;
    });
    EXPECT_EQ(client.put(kFocuserRoot + "commandstring", "Command=q").value().as_string(),
              "q:1000:500:1:12.34:56.50:3.90:0")
        << "an accepted move is on its way before the next poll";
    EXPECT_EQ(client.put(kFocuserRoot + "commandstring", "Command=i").value().as_string(), "i:1");
    hub.run([&] { hub.focuser->answers = {{"u", "u:1:2:3:4:5:6:7:8:9:10:11:12"}}; });
    EXPECT_EQ(client.put(kFocuserRoot + "commandstring", "Command=u").value().as_string(),
              "u:1:2:3:4:5:6:7:8:9:10:11:12")
        << "other firmware's slots are on the cable only";
    EXPECT_EQ(hub.calls(), std::vector<std::string>{"command u"});
}

TEST(AlpacaManagement, DescribesTheHub) {
    Served hub;
    HttpClient client(hub.port());
    const HttpAnswer versions = client.get("/management/apiversions?ClientTransactionID=5");
    EXPECT_EQ(versions.header("content-type"), "application/json");
    EXPECT_EQ(versions.value(), boost::json::array{1});
    EXPECT_EQ(versions.json().at("ClientTransactionID").as_int64(), 5);
    EXPECT_EQ(versions.error(), 0);
    const auto description = client.get("/management/v1/description").value().as_object();
    for (const char* name : {"ServerName", "Manufacturer", "ManufacturerVersion", "Location"}) {
        EXPECT_TRUE(description.at(name).is_string()) << name;
    }
    const auto devices = client.get("/management/v1/configureddevices").value().as_array();
    ASSERT_EQ(devices.size(), 2U);
    EXPECT_EQ(devices[0].at("DeviceType").as_string(), "Focuser");
    EXPECT_EQ(devices[0].at("DeviceNumber").to_number<int>(), 0);
    EXPECT_EQ(devices[0].at("UniqueID").as_string(), "5c1d1b2e-0000-4000-8000-000000000001");
    EXPECT_EQ(devices[1].at("DeviceType").as_string(), "ObservingConditions");
    EXPECT_EQ(devices[1].at("UniqueID").as_string(), "5c1d1b2e-0000-4000-8000-000000000002");
}

}  // namespace
}  // namespace focus
