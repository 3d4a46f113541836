// The Focuser's members, over real HTTP.
#include <gtest/gtest.h>
#include <limits>

#include "tests/alpaca/served.h"

namespace focus {
namespace {

const std::string kRoot = "/api/v1/focuser/0/";

TEST(AlpacaFocuserMembers, NeedAConnection) {
    Served hub;
    HttpClient client(hub.port());
    const std::pair<const char*, const char*> reads[] = {
        {"absolute", "false"},  {"ismoving", "false"}, {"maxincrement", "0"}, {"maxstep", "0"},
        {"position", "0"},      {"stepsize", "0.0"},   {"tempcomp", "false"}, {"tempcompavailable", "false"},
        {"temperature", "0.0"}, {"devicestate", "[]"}};
    for (const auto& [member, initial] : reads) {
        const HttpAnswer answer = client.get(kRoot + member);
        EXPECT_EQ(answer.status, 200U) << member;
        EXPECT_EQ(answer.error(), 0x407) << member;
        EXPECT_NE(answer.body.find("\"Value\":" + std::string(initial) + ","), std::string::npos) << answer.body;
    }
    EXPECT_EQ(client.put(kRoot + "halt", "").error(), 0x407);
    EXPECT_EQ(client.put(kRoot + "move", "Position=5").error(), 0x407);
    EXPECT_EQ(client.put(kRoot + "tempcomp", "TempComp=true").error(), 0x407);
    EXPECT_TRUE(hub.calls().empty());
}

TEST(AlpacaFocuserMembers, AreReadFromTheSnapshot) {
    Served hub;
    hub.connect();
    HttpClient client(hub.port());
    const std::pair<const char*, const char*> reads[] = {
        {"absolute", "true"},  {"ismoving", "false"},         {"maxincrement", "28800"},
        {"maxstep", "28800"},  {"position", "1000"},          {"stepsize", "5.0"},
        {"tempcomp", "false"}, {"tempcompavailable", "true"}, {"temperature", "12.34"}};
    for (const auto& [member, value] : reads) {
        const HttpAnswer answer = client.get(kRoot + member);
        EXPECT_EQ(answer.error(), 0) << answer.body;
        EXPECT_NE(answer.body.find("\"Value\":" + std::string(value) + ","), std::string::npos) << answer.body;
    }
    EXPECT_TRUE(hub.calls().empty()) << "no GET asks the cable";
}

TEST(AlpacaFocuserMembers, NeverGiveAMadeUpValue) {
    Served hub;
    hub.connect();
    HttpClient client(hub.port());
    const auto expect_errors = [&](const std::string& words) {
        for (const char* member : {"position", "ismoving", "maxstep", "temperature", "tempcomp", "absolute"}) {
            const HttpAnswer answer = client.get(kRoot + member);
            EXPECT_EQ(answer.error(), 0x500) << member;
            EXPECT_NE(answer.body.find(words), std::string::npos) << answer.body;
        }
        EXPECT_EQ(client.put(kRoot + "move", "Position=5").error(), 0x500);
    };
    hub.set([](FocuserState& s) {
        s.link = Link::connecting;
        s.fault_text = "The cable was pulled.";
    });
    expect_errors("The cable was pulled.");
    EXPECT_TRUE(client.get(kRoot + "connected").value().as_bool()) << "the hub is at work to bring it back";
    hub.run([&] { hub.focuser->fresh = false; });
    hub.set([](FocuserState& s) {
        s.link = Link::connected;
        s.fault_text.clear();
        s.read_at = Clock::now() - std::chrono::milliseconds(2500);
    });
    expect_errors("does not answer");
    EXPECT_EQ(client.get(kRoot + "devicestate").error(), 0) << "omits what is unknown";
    EXPECT_EQ(client.get(kRoot + "devicestate").value().as_array().size(), 1U);
    hub.run([&] { hub.focuser->fresh = true; });
    EXPECT_EQ(client.get(kRoot + "position").error(), 0);
    EXPECT_TRUE(hub.calls().empty());
}

TEST(AlpacaFocuserMembers, MovesAreAcceptedAndReplacedAndTheFocuserClips) {
    Served hub;
    hub.connect();
    HttpClient client(hub.port());
    const std::pair<const char*, const char*> moves[] = {{"5000", "move 5000"},
                                                         {"0", "move 0"},
                                                         {"-1", "move -1"},
                                                         {"28801", "move 28801"},
                                                         {"2147483647", "move 2147483647"},
                                                         {"-2147483648", "move -2147483648"}};
    for (const auto& [target, call] : moves) {
        EXPECT_EQ(client.put(kRoot + "move", std::string("Position=") + target).error(), 0) << target;
        EXPECT_TRUE(client.get(kRoot + "ismoving").value().as_bool()) << target;
        EXPECT_EQ(hub.calls().back(), call);
    }
    hub.run([&] { hub.focuser->arrive(); });
    EXPECT_FALSE(client.get(kRoot + "ismoving").value().as_bool());
    EXPECT_EQ(client.get(kRoot + "position").value().as_int64(), 0);
    EXPECT_EQ(client.put(kRoot + "move", "Position=0").error(), 0) << "to where it is";
    EXPECT_FALSE(client.get(kRoot + "ismoving").value().as_bool());
}

TEST(AlpacaFocuserMembers, CompensationAndButtonsDoNotShowAsMoving) {
    Served hub;
    hub.connect();
    hub.set([](FocuserState& s) { s.moving = true; });
    EXPECT_FALSE(hub.get(kRoot + "ismoving").value().as_bool());
}

TEST(AlpacaFocuserMembers, HaltStopsAndIsFineAtRest) {
    Served hub;
    hub.connect();
    HttpClient client(hub.port());
    EXPECT_EQ(client.put(kRoot + "halt", "").error(), 0);
    client.put(kRoot + "move", "Position=5000");
    EXPECT_EQ(client.put(kRoot + "halt", "").error(), 0);
    EXPECT_FALSE(client.get(kRoot + "ismoving").value().as_bool());
}

TEST(AlpacaFocuserMembers, HaltIsTriedEvenWhenTheSnapshotIsOld) {
    Served hub;
    hub.connect();
    hub.set([](FocuserState& s) { s.link = Link::connecting; });
    EXPECT_EQ(hub.put(kRoot + "halt", "").error(), 0);
    EXPECT_EQ(hub.calls(), std::vector<std::string>{"halt"});
}

TEST(AlpacaFocuserMembers, DeviceErrorsHaveNumbers) {
    Served hub;
    hub.connect();
    HttpClient client(hub.port());
    const std::pair<Error, int> errors[] = {{Error::timeout, 0x501},      {Error::disconnected, 0x500},
                                            {Error::bad_reply, 0x502},    {Error::busy, 0x40B},
                                            {Error::out_of_range, 0x401}, {Error::unsupported, 0x400},
                                            {Error::device_fault, 0x503}, {Error::cancelled, 0x40E}};
    for (const auto& [error, number] : errors) {
        hub.run([&, failure = error] { hub.focuser->failure = failure; });
        EXPECT_EQ(client.put(kRoot + "move", "Position=5").error(), number);
        EXPECT_EQ(client.put(kRoot + "halt", "").error(), number);
        EXPECT_FALSE(client.put(kRoot + "halt", "").json().at("ErrorMessage").as_string().empty());
    }
}

TEST(AlpacaFocuserMembers, StepSizeThatIsUnknownIsNotImplemented) {
    Served hub;
    hub.connect();
    hub.set([](FocuserState& s) { s.settings->set(Slot::step_size, 0); });
    EXPECT_EQ(hub.get(kRoot + "stepsize").error(), 0x400);
    hub.set([](FocuserState& s) { s.settings->set(Slot::step_size, 437); });
    EXPECT_EQ(hub.get(kRoot + "stepsize").value().as_double(), 4.37);
}

TEST(AlpacaFocuserMembers, WithoutAProbeThereIsNoTemperature) {
    Served hub;
    hub.connect();
    HttpClient client(hub.port());
    const auto expect_none = [&] {
        EXPECT_EQ(client.get(kRoot + "temperature").error(), 0x400);
        EXPECT_FALSE(client.get(kRoot + "tempcompavailable").value().as_bool());
        EXPECT_FALSE(client.get(kRoot + "tempcomp").value().as_bool());
        EXPECT_EQ(client.put(kRoot + "tempcomp", "TempComp=true").error(), 0x400);
        EXPECT_EQ(client.put(kRoot + "tempcomp", "TempComp=1").status, 400U);
        EXPECT_EQ(client.get(kRoot + "devicestate").body.find("Temperature"), std::string::npos);
    };
    hub.set([](FocuserState& s) {
        s.sensor.reset();
        s.sensor_at = {};
    });
    expect_none();
    hub.set([](FocuserState& s) { s.extended.emplace(); });
    expect_none();
}

TEST(AlpacaFocuserMembers, AProbeWithoutAReadingIsToBeAskedAgain) {
    Served hub;
    hub.connect();
    HttpClient client(hub.port());
    client.put(kRoot + "tempcomp", "TempComp=true");
    const auto expect_later = [&](const std::string& why) {
        const HttpAnswer answer = client.get(kRoot + "temperature");
        EXPECT_EQ(answer.error(), 0x40B);
        EXPECT_EQ(answer.json().at("ErrorMessage").as_string(), why);
        EXPECT_TRUE(client.get(kRoot + "tempcompavailable").value().as_bool());
        EXPECT_TRUE(client.get(kRoot + "tempcomp").value().as_bool());
        EXPECT_EQ(client.get(kRoot + "devicestate").body.find("Temperature"), std::string::npos);
    };
    hub.set([](FocuserState& s) {
        s.sensor.reset();
        s.sensor_at = Clock::now() - std::chrono::minutes(60);
        s.extended.emplace();  // says none: it is away, which it was not always
    });
    const std::string text(client.get(kRoot + "temperature").json().at("ErrorMessage").as_string());
    EXPECT_TRUE(text.starts_with("The sensor has given no reading for 36")) << text;
    expect_later(text);
    for (const double broken : {std::numeric_limits<double>::quiet_NaN(), 850.0, -127.0}) {
        hub.set([&](FocuserState& s) { s.sensor = SensorState{broken, 50, 3}; });
        expect_later("The sensor's readings are outside what is possible.");
    }
    for (const auto kind : {wire::SensorKind::not_looked, wire::SensorKind::sht3x}) {
        hub.set([&](FocuserState& s) {
            s.sensor.reset();
            s.sensor_at = {};
            s.extended->sensor = kind;
        });
        expect_later("The sensor has given no reading yet.");
    }
}

TEST(AlpacaFocuserMembers, TempCompIsSetAndReadBack) {
    Served hub;
    hub.connect();
    HttpClient client(hub.port());
    EXPECT_EQ(client.put(kRoot + "tempcomp", "TempComp=TRUE").error(), 0);
    EXPECT_TRUE(client.get(kRoot + "tempcomp").value().as_bool());
    EXPECT_EQ(client.put(kRoot + "move", "Position=5000").error(), 0);
    EXPECT_TRUE(client.get(kRoot + "tempcomp").value().as_bool());
    EXPECT_EQ(client.put(kRoot + "tempcomp", "TempComp=false").error(), 0);
    EXPECT_FALSE(client.get(kRoot + "tempcomp").value().as_bool());
    hub.set([](FocuserState& s) { s.settings->set(Slot::coefficient, 0); });
    EXPECT_FALSE(client.get(kRoot + "tempcompavailable").value().as_bool());
}

TEST(AlpacaFocuserMembers, APositionThatThereIsNotIsAnError) {
    Served hub;
    hub.connect();
    HttpClient client(hub.port());
    for (const int32_t broken : {-1, 28801, INT32_MIN, INT32_MAX}) {
        hub.set([&](FocuserState& s) { s.position = Position(broken); });
        const HttpAnswer answer = client.get(kRoot + "position");
        EXPECT_EQ(answer.error(), 0x502) << broken;
        EXPECT_NE(answer.body.find(std::to_string(broken) + ", outside 0 to 28800"), std::string::npos) << answer.body;
        EXPECT_EQ(client.get(kRoot + "devicestate").body.find("Position"), std::string::npos) << broken;
    }
    for (const int32_t good : {0, 28800}) {
        hub.set([&](FocuserState& s) { s.position = Position(good); });
        EXPECT_EQ(client.get(kRoot + "position").value().as_int64(), good);
    }
}

TEST(AlpacaFocuserMembers, DeviceStateAgreesWithTheMembers) {
    Served hub;
    hub.connect();
    const auto state = hub.get(kRoot + "devicestate").value().as_array();
    std::vector<std::string> names;
    for (const auto& item : state) names.emplace_back(item.at("Name").as_string());
    EXPECT_EQ(names, (std::vector<std::string>{"IsMoving", "Position", "Temperature", "TimeStamp"}));
    EXPECT_FALSE(state[0].at("Value").as_bool());
    EXPECT_EQ(state[1].at("Value").as_int64(), 1000);
    EXPECT_EQ(state[2].at("Value").as_double(), 12.34);
    const std::string stamp(state[3].at("Value").as_string());
    EXPECT_EQ(stamp.size(), 24U) << stamp;
    EXPECT_EQ(stamp.substr(10, 1) + stamp.substr(23), "TZ");
}

}  // namespace
}  // namespace focus
