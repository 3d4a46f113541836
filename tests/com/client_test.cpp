// What a driver does for its clients, against a real server of the hub's kind.
#include <chrono>
#include <future>
#include <map>

#include "tests/com/client_fixture.h"
#include "tests/com/values.h"

namespace focus::com {
namespace {

class Driver : public ::testing::Test {
protected:
    std::shared_ptr<SharedHub> shared(const DriverKind& kind) {
        return std::make_shared<SharedHub>(io.executor(), hub_address(local(served.port())), std::string(kind.device),
                                           std::make_shared<HubStarter>(HubProgram{"/nowhere/focuserlinkd"}));
    }
    bool hub_is_connected(const char* device = "focuser") {
        return served.get(std::string("/api/v1/") + device + "/0/connected").value().as_bool();
    }

    Served served;
    IoThread io;
    std::shared_ptr<SharedHub> focuser_hub = shared(focuser_kind());
    std::shared_ptr<SharedHub> conditions_hub = shared(conditions_kind());
    Program one{focuser_kind(), io, focuser_hub};
    Program other{focuser_kind(), io, focuser_hub};
    Program sensor{conditions_kind(), io, conditions_hub};
};

TEST_F(Driver, DescribesItselfBeforeAnythingIsConnected) {
    EXPECT_EQ(one.get("InterfaceVersion"), Value{std::int16_t{4}});
    EXPECT_EQ(sensor.get("InterfaceVersion"), Value{std::int16_t{2}});
    EXPECT_EQ(one.get("Name"), text("FocuserLink"));
    EXPECT_EQ(one.get("DriverVersion"), text("0.1"));
    for (const char* name : {"Description", "DriverInfo"}) {
        EXPECT_FALSE(std::get<std::string>(one.get(name).held).empty());
    }
    EXPECT_EQ(one.get("SupportedActions"), (Value{List{text("PositionUncertainty"), text("ChangeSettings")}}));
    EXPECT_EQ(sensor.get("SupportedActions"), Value{List{}});
    EXPECT_EQ(one.get("Connected"), Value{false});
    EXPECT_EQ(one.get("Connecting"), Value{false});
}

TEST_F(Driver, NeedsAConnectionOfItsOwnForTheRest) {
    other.set("Connected", Value{true});
    for (const char* name : {"Position", "IsMoving", "DeviceState", "Halt"}) {
        EXPECT_EQ(number(one.call(name)), 0x407) << name;
    }
    EXPECT_EQ(number(one.set("TempComp", Value{true})), 0x407);
    EXPECT_EQ(number(one.call("CommandString", {text("q")})), 0x407);
    EXPECT_EQ(hresult(0x407), static_cast<std::int32_t>(0x80040407));
}

TEST_F(Driver, ReadsAndMoves) {
    ASSERT_TRUE(one.set("Connected", Value{true}));
    EXPECT_EQ(one.get("Connected"), Value{true});
    EXPECT_EQ(one.get("Link"), Value{true});
    EXPECT_EQ(one.get("Position"), whole(1000));
    EXPECT_EQ(one.get("Temperature"), Value{12.34});
    EXPECT_EQ(one.get("Absolute"), Value{true});
    ASSERT_TRUE(one.call("Move", {whole(3455)}));
    EXPECT_EQ(one.get("IsMoving"), Value{true});
    served.run([this] { served.focuser->arrive(); });
    EXPECT_EQ(one.get("Position"), whole(3455));
    EXPECT_EQ(one.get("IsMoving"), Value{false});
    ASSERT_TRUE(one.set("TempComp", Value{true}));
    EXPECT_EQ(one.get("TempComp"), Value{true});
    ASSERT_TRUE(one.call("Halt"));
    EXPECT_EQ(*one.call("CommandString", {text("S:20")}), text("S"));
    EXPECT_EQ(*one.call("CommandBool", {text("S:20"), Value{true}}), Value{true});
    EXPECT_EQ(*one.call("CommandBlind", {text("S:20")}), Value{});
    EXPECT_EQ(served.calls(), (std::vector<std::string>{"move 3455", "compensate on", "halt", "command S:20",
                                                        "command S:20", "command S:20"}));
}

TEST_F(Driver, AnyTargetReachesTheHubAsAWholeNumber) {
    one.set("Connected", Value{true});
    // Beyond the limits the focuser stops there, without an error.
    const std::int32_t targets[] = {100000, -100000, 1000000, 2147483647, -2147483647 - 1};
    std::vector<std::string> calls;
    for (const std::int32_t target : targets) {
        EXPECT_TRUE(one.call("Move", {whole(target)})) << target;
        EXPECT_TRUE(one.call("Move", {Value{static_cast<double>(target)}})) << target;
    }
    for (const std::string& call : served.calls()) EXPECT_EQ(call.find('e', 5), std::string::npos) << call;
    EXPECT_EQ(served.calls().size(), 10U);
    EXPECT_EQ(served.calls().front(), "move 100000");
}

TEST_F(Driver, EveryMemberGivesWhatItsRowSays) {
    one.set("Connected", Value{true});
    served.set([](FocuserState& state) { state.settings->set(Slot::step_size, 450); });
    const std::map<Type, std::size_t> held{{Type::boolean, 1}, {Type::int16, 2}, {Type::int32, 3},
                                           {Type::real, 4},    {Type::text, 5},  {Type::list, 6}};
    for (const Member& member : focuser_members()) {
        if (member.kind == Kind::method) continue;
        const Outcome outcome = one.call(member.name);
        ASSERT_TRUE(outcome) << member.name << ": " << outcome.error().text;
        EXPECT_EQ(outcome->held.index(), held.at(member.type)) << member.name;
    }
}

TEST_F(Driver, GivesTheStateAsNamedValues) {
    one.set("Connected", Value{true});
    const Value state = one.get("DeviceState");
    std::vector<std::string> names;
    for (const Value& entry : std::get<List>(state.held)) {
        const Object& object = std::get<Object>(entry.held);
        ASSERT_EQ(object.size(), 2U);
        EXPECT_EQ(object[0].name, "Name");
        EXPECT_EQ(object[1].name, "Value");
        names.push_back(std::get<std::string>(object[0].value.held));
        EXPECT_EQ(std::holds_alternative<Date>(object[1].value.held), names.back() == "TimeStamp");
    }
    EXPECT_EQ(names, (std::vector<std::string>{"IsMoving", "Position", "Temperature", "TimeStamp"}));
}

TEST_F(Driver, PassesTheHubsNumbersAndWordsOn) {
    one.set("Connected", Value{true});
    served.set([](FocuserState& state) {
        state.sensor.reset();
        state.sensor_at = {};
    });
    const Outcome temperature = one.call("Temperature");
    EXPECT_EQ(number(temperature), 0x400);
    EXPECT_EQ(temperature.error().text, "This focuser has no temperature probe.");
    EXPECT_EQ(number(one.call("CommandString", {text("")})), 0x401);
    EXPECT_EQ(number(one.call("CommandString", {text("a\nb")})), 0x401);
    EXPECT_EQ(number(one.call("Action", {text("fly")})), 0x40C);
    served.run([this] { served.focuser->failure = Error::timeout; });
    EXPECT_EQ(number(one.call("Move", {whole(5)})), 0x501);
}

TEST_F(Driver, TextsArriveAsTheyWereSent) {
    one.set("Connected", Value{true});
    ASSERT_TRUE(one.call("CommandString", {text("a&Command=b %+#=c")}));
    EXPECT_EQ(served.calls(), std::vector<std::string>{"command a&Command=b %+#=c"});
}

TEST_F(Driver, TheSensorsDevice) {
    EXPECT_EQ(number(sensor.call("Temperature")), 0x407);
    EXPECT_FALSE(std::get<std::string>(sensor.call("SensorDescription", {text("dewpoint")})->held).empty());
    EXPECT_EQ(number(sensor.call("SensorDescription", {text("nonsense")})), 0x401);
    ASSERT_TRUE(sensor.set("Connected", Value{true}));
    EXPECT_TRUE(hub_is_connected("observingconditions"));
    EXPECT_FALSE(hub_is_connected());
    EXPECT_EQ(sensor.get("Temperature"), Value{12.34});
    EXPECT_EQ(sensor.get("Humidity"), Value{56.5});
    EXPECT_EQ(sensor.get("DewPoint"), Value{3.9});
    EXPECT_EQ(number(sensor.call("Pressure")), 0x400);
    EXPECT_EQ(sensor.get("AveragePeriod"), Value{0.0});
    EXPECT_TRUE(sensor.set("AveragePeriod", Value{0.0}));
    EXPECT_EQ(number(sensor.set("AveragePeriod", Value{-1.0})), 0x401);
    EXPECT_TRUE(sensor.call("Refresh"));
    EXPECT_GE(std::get<double>(sensor.call("TimeSinceLastUpdate", {text("")})->held), 0);
    EXPECT_EQ(number(sensor.call("CommandString", {text("q")})), 0x400);
}

TEST_F(Driver, TheLastOfTheConnectedClientsDisconnects) {
    ASSERT_TRUE(one.set("Connected", Value{true}));
    ASSERT_TRUE(one.set("Connected", Value{true}));
    ASSERT_TRUE(other.set("Link", Value{true}));
    ASSERT_TRUE(one.set("Connected", Value{false}));
    EXPECT_EQ(one.get("Connected"), Value{false});
    EXPECT_EQ(other.get("Connected"), Value{true});
    EXPECT_TRUE(hub_is_connected());
    ASSERT_TRUE(one.set("Connected", Value{false}));
    EXPECT_TRUE(hub_is_connected());
    other.go();
    EXPECT_FALSE(hub_is_connected());
    ASSERT_TRUE(one.set("Connected", Value{true}));
    ASSERT_TRUE(one.call("Dispose"));
    EXPECT_FALSE(hub_is_connected());
}

TEST_F(Driver, AClientThatConnectsOnTwoThreadsCountsOnce) {
    std::vector<std::future<Outcome>> calls;
    for (int i = 0; i < 4; ++i) {
        calls.push_back(std::async(std::launch::async, [this] { return one.set("Connected", Value{true}); }));
        calls.push_back(std::async(std::launch::async, [this] { return one.call("Connect"); }));
    }
    for (auto& call : calls) EXPECT_TRUE(call.get());
    EXPECT_EQ(one.get("Connecting"), Value{false});
    ASSERT_TRUE(one.set("Connected", Value{false}));
    EXPECT_TRUE(eventually([&] { return !hub_is_connected(); }));
}

TEST_F(Driver, ConnectsInTheBackground) {
    ASSERT_TRUE(one.call("Connect"));
    EXPECT_TRUE(eventually([&] { return one.get("Connecting") == Value{false}; }));
    EXPECT_EQ(one.get("Connected"), Value{true});
    ASSERT_TRUE(one.call("Connect"));
    ASSERT_TRUE(one.call("Disconnect"));
    EXPECT_EQ(one.get("Connected"), Value{false});
    EXPECT_FALSE(hub_is_connected());
    ASSERT_TRUE(one.call("Disconnect"));
}

TEST_F(Driver, AFailedConnectShowsInConnectingUntilTheNext) {
    served.set([](FocuserState& state) {
        state.link = Link::disconnected;
        state.fault_text = "Nothing answers on COM5.";
    });
    ASSERT_TRUE(one.call("Connect"));
    EXPECT_EQ(one.get("Connecting"), Value{true});
    EXPECT_EQ(one.get("Connected"), Value{false});
    EXPECT_EQ(number(one.call("Position")), 0x407);
    Outcome state = one.call("Connecting");
    EXPECT_TRUE(eventually([&] {
        state = one.call("Connecting");
        return !state;
    }));
    ASSERT_EQ(number(state), 0x500);
    EXPECT_EQ(state.error().text.find("Nothing answers on COM5."), 0U) << state.error().text;
    EXPECT_EQ(number(one.call("Connecting")), 0x500);
    EXPECT_EQ(one.get("Connected"), Value{false});
    EXPECT_EQ(other.get("Connecting"), Value{false}) << "another program's failure is not its own";
    served.set([](FocuserState& state2) { state2.link = Link::connected; });
    ASSERT_TRUE(one.call("Connect"));
    EXPECT_TRUE(eventually([&] { return one.get("Connecting") == Value{false}; }));
    EXPECT_EQ(one.get("Connected"), Value{true});
    one.go();
    EXPECT_FALSE(hub_is_connected()) << "the failed attempt is not counted";
}

TEST_F(Driver, ConnectedSaysWhatToDoWhenTheFocuserIsNotThere) {
    served.set([](FocuserState& state) {
        state.link = Link::disconnected;
        state.fault_text = "Nothing answers on COM5.";
    });
    const Outcome done = one.set("Connected", Value{true});
    ASSERT_EQ(number(done), 0x500);
    EXPECT_EQ(done.error().text,
              "Nothing answers on COM5. The focuser's port is chosen on the hub's setup page, http://" +
                  local(served.port()) + "/setup.");
    EXPECT_EQ(one.get("Connected"), Value{false});
}

TEST_F(Driver, OneClientsSlowCallDoesNotHoldUpAnother) {
    one.set("Connected", Value{true});
    other.set("Connected", Value{true});
    served.run([this] { served.focuser->hold(); });
    auto slow = std::async(std::launch::async, [this] { return one.call("CommandString", {text("Z")}); });
    ASSERT_TRUE(eventually([&] { return !served.calls().empty(); }));
    for (int i = 0; i < 50; ++i) EXPECT_EQ(other.get("Position"), whole(1000));
    EXPECT_EQ(one.get("Position"), whole(1000)) << "nor another call of the same client";
    EXPECT_EQ(slow.wait_for(std::chrono::seconds(0)), std::future_status::timeout);
    served.run([this] { served.focuser->release(); });
    EXPECT_EQ(*slow.get(), text("Z"));
}

TEST_F(Driver, AClientThatLeavesWhileItConnectsLeavesNothingConnected) {
    for (int i = 0; i < 20; ++i) {
        ASSERT_TRUE(one.call("Connect"));
        one.go();
    }
    // One after the other: this attempt comes after those that were given up.
    ASSERT_TRUE(other.set("Connected", Value{true}));
    other.go();
    EXPECT_TRUE(eventually([&] { return !hub_is_connected(); }));
    EXPECT_EQ(one.get("Connected"), Value{false});
}

TEST_F(Driver, AnotherProgramsDisconnectDoesNotTakeTheFocuserAway) {
    one.set("Connected", Value{true});
    served.put("/api/v1/focuser/0/connected", "Connected=false");
    EXPECT_EQ(one.get("Position"), whole(1000));
    served.put("/api/v1/focuser/0/connected", "Connected=false");
    EXPECT_EQ(one.get("Connected"), Value{true});
}

TEST_F(Driver, WhoAsksWhetherItIsConnectedDoesNotWaitForAnothersAttempt) {
    AlpacaOptions options = Served::defaults();
    options.patience = {std::chrono::minutes(2), std::chrono::minutes(2)};
    Served slow(options);
    const auto hub = std::make_shared<SharedHub>(io.executor(), hub_address(local(slow.port())), "focuser",
                                                 std::make_shared<HubStarter>(HubProgram{"/nowhere"}), true,
                                                 HubPatience{std::chrono::minutes(2), std::chrono::minutes(2)});
    Program asks(focuser_kind(), io, hub), comes(focuser_kind(), io, hub);
    ASSERT_TRUE(asks.set("Connected", Value{true}));
    slow.set([](FocuserState& state) { state.link = Link::connecting; });
    slow.put("/api/v1/focuser/0/connected", "Connected=false");
    auto attempt = std::async(std::launch::async, [&] { return comes.set("Connected", Value{true}); });
    ASSERT_TRUE(eventually([&] { return slow.get("/api/v1/focuser/0/connecting").value().as_bool(); }));
    EXPECT_EQ(asks.get("Connected"), Value{false});
    EXPECT_EQ(attempt.wait_for(std::chrono::seconds(0)), std::future_status::timeout);
    slow.set([](FocuserState& state) { state.link = Link::connected; });
    EXPECT_TRUE(attempt.get());
    EXPECT_EQ(asks.get("Connected"), Value{true});
}

TEST_F(Driver, TheSetupDialogIsTheHubsPage) {
    // `invoke` gives the page; COM's side opens it.
    const Outcome page = one.call("SetupDialog");
    EXPECT_EQ(*page, Value{"http://" + local(served.port()) + "/setup"});
    const SharedHub second(io.executor(), hub_address("alpaca://10.0.0.5:80/1"), "focuser",
                           std::make_shared<HubStarter>(HubProgram{}));
    EXPECT_EQ(second.setup_page(), "http://10.0.0.5:80/setup/v1/focuser/1/setup");
}

TEST(HubAddress, IsReadFromTheProfile) {
    EXPECT_EQ(hub_address("").authority(), "127.0.0.1:11111");
    EXPECT_EQ(hub_address("observatory:12000").authority(), "observatory:12000");
    EXPECT_EQ(hub_address("u:p@10.0.0.5:80").password, "p");
    EXPECT_EQ(hub_address("alpaca://u:p@10.0.0.5:80/2").user, "u");
    EXPECT_EQ(hub_address("[::1]:11111").authority(), "[::1]:11111");
    EXPECT_EQ(hub_address("what ever?").host, "what ever?");
}

}  // namespace
}  // namespace focus::com
