// SerialFocuser against a scripted device on a pty: connecting, reading, acting.
#include "core/serial/serial_focuser.h"

#include "tests/core/serial_fixture.h"

namespace focus::test {
namespace {

using Lines = std::vector<std::string>;

struct Serial : SerialFixture {};

TEST_F(Serial, ReadsEverythingOnConnecting) {
    connect();
    EXPECT_EQ(state().link, Link::connected);
    EXPECT_EQ(state().identity, "FocuserLink");
    EXPECT_EQ(state().position, Position(10000));
    EXPECT_EQ(state().target, Position(10000));
    EXPECT_FALSE(state().moving);
    EXPECT_FALSE(state().commanded);
    ASSERT_TRUE(state().sensor);
    EXPECT_DOUBLE_EQ(state().sensor->temperature, 12.34);
    EXPECT_DOUBLE_EQ(state().sensor->humidity, 55.5);
    EXPECT_DOUBLE_EQ(state().sensor->dew_point, 3.67);
    ASSERT_TRUE(state().settings);
    EXPECT_EQ((*state().settings)[Slot::maximum], 28800);
    EXPECT_EQ(state().compensation, Compensation::manual);
    EXPECT_EQ(state().buttons_enabled, true);
    EXPECT_FALSE(state().extended);
    EXPECT_EQ(device.heard_lines("vxa"), Lines{}) << "a stock device is asked nothing that it does not know";
    EXPECT_FALSE(state().fault);
}

TEST_F(Serial, OpenDeviceTellsMore) {
    device.identity = "FocuserLink:open:1.2.3";
    device.extended = "7:1:1:1:3:100:5:2:1";
    connect();
    ASSERT_TRUE(state().extended);
    EXPECT_EQ(state().extended->bound, Steps(7));
    EXPECT_EQ(state().firmware, "1.2.3");
}

TEST_F(Serial, NoSensorIsNoValue) {
    device.weather = "0:0:0:0:0";
    connect();
    EXPECT_FALSE(state().sensor);
}

TEST_F(Serial, MoveIsCommandedUntilRest) {
    connect();
    ASSERT_TRUE(loop.get(focuser->move_to(Position(12000))));
    EXPECT_TRUE(state().commanded);
    EXPECT_EQ(state().target, Position(12000));
    EXPECT_TRUE(loop.until([&] { return state().moving; }));
    device.arrive();
    EXPECT_TRUE(loop.until([&] { return !state().commanded; }));
    EXPECT_EQ(state().position, Position(12000));
    EXPECT_EQ(device.heard_lines("R"), Lines{"R:0:12000"});
}

TEST_F(Serial, AStockDeviceIsNeverSentBeyondItsTravel) {
    connect();
    ASSERT_TRUE(loop.get(focuser->move_to(Position(-5))));
    EXPECT_EQ(state().target, Position(0));
    ASSERT_TRUE(loop.get(focuser->move_to(Position(2000000000))));
    EXPECT_EQ(state().target, Position(28800));
    EXPECT_EQ(device.heard_lines("R"), (Lines{"R:0:0", "R:0:28800"}));
}

TEST_F(Serial, AnOpenDeviceClipsByItsOwnMaximum) {
    device.identity = "FocuserLink:open:1.2.3";
    device.extended = "0:1:1:1:3:100:5:2:1";
    connect();
    ASSERT_TRUE(loop.get(focuser->move_to(Position(-5))));
    ASSERT_TRUE(loop.get(focuser->move_to(Position(2000000000))));
    EXPECT_EQ(device.heard_lines("R"), (Lines{"R:0:-5", "R:0:2000000000"})) << "the device clips";
    EXPECT_EQ(state().target, Position(28800));
    EXPECT_EQ(device.to_go, 18800);
}

TEST_F(Serial, ApplyWritesOnlyWhatChanged) {
    device.record = "80:1:500:2:28800:0:500.0:-3500:30:10:0:abc::7.50";
    connect();
    DeviceSettings wanted = *state().settings;
    wanted.set(Slot::speed, 800);
    const auto taken = loop.get(focuser->apply(wanted));
    ASSERT_TRUE(taken) << taken.error().message();
    EXPECT_EQ((*taken)[Slot::speed], 800);
    EXPECT_EQ(device.heard_lines("U"), Lines{"U:80:1:800:2:28800:0:500.0:-3500:30:10:0:abc::7.50:"});
    EXPECT_TRUE(loop.get(focuser->apply(wanted)));
    EXPECT_EQ(device.heard_lines("U").size(), 1U) << "nothing differs, so nothing is written";
}

TEST_F(Serial, ApplyRefusesWhatTheDeviceWouldNotTake) {
    connect();
    DeviceSettings wanted = *state().settings;
    wanted.set(Slot::speed, 5);
    EXPECT_EQ(loop.get(focuser->apply(wanted)).error(), Error::out_of_range);
    EXPECT_EQ(device.heard_lines("U"), Lines{});
}

TEST_F(Serial, ChangesAtOnceDoNotUndoEachOther) {
    connect();
    DeviceSettings wanted = *state().settings;
    wanted.set(Slot::mode, 0);
    wanted.set(Slot::speed, 900);
    const auto applied = loop.begin(focuser->apply(wanted));
    const auto automatic = loop.begin(focuser->set_compensation(true));
    ASSERT_TRUE(loop.until([&] { return applied->has_value() && automatic->has_value(); }));
    EXPECT_EQ(device.record, "80:1:900:0:28800:0:500:-3500:30:10:1");
}

TEST_F(Serial, CompensationIsASlot) {
    connect();
    ASSERT_TRUE(loop.get(focuser->set_compensation(true)));
    EXPECT_EQ(state().compensation, Compensation::automatic);
    ASSERT_TRUE(loop.get(focuser->set_compensation(true)));
    EXPECT_EQ(device.heard_lines("U").size(), 1U);
    ASSERT_TRUE(loop.get(focuser->set_compensation(false)));
    EXPECT_EQ(state().compensation, Compensation::manual);
    EXPECT_EQ(device.record, "80:1:500:0:28800:0:500:-3500:30:10:0");
    EXPECT_EQ(device.heard_lines("A"), Lines{});
}

TEST_F(Serial, CompensationIsEnabledWhereItCanBeDisabled) {
    device.identity = "FocuserLink:open:1.2.3";
    device.extended = "0:0:0:1:3:100:5:2:0";
    connect();
    EXPECT_EQ(state().compensation, Compensation::off);
    ASSERT_TRUE(loop.get(focuser->set_compensation(true)));
    EXPECT_EQ(device.heard_lines("A"), Lines{"A:1"});
    EXPECT_EQ(state().compensation, Compensation::automatic);
}

TEST_F(Serial, CommandGivesTheLineItself) {
    connect();
    EXPECT_EQ(*loop.get(focuser->command("S:20")), "S");
    EXPECT_EQ(*loop.get(focuser->command("Z")), "!:unknown");
    EXPECT_EQ(*loop.get(focuser->command("F:0")), "F");
    EXPECT_EQ(state().buttons_enabled, false);
    EXPECT_EQ(*loop.get(focuser->command("P:5")), "P");
    EXPECT_EQ(state().position, Position(5));
    EXPECT_EQ(*loop.get(focuser->command("U:80:1:700:0:28800:0:500:-3500:30:10:0:")), "U");
    EXPECT_EQ((*state().settings)[Slot::speed], 700);
    EXPECT_EQ(*loop.get(focuser->command("R:0:100")), "R");
    EXPECT_TRUE(state().commanded);
    EXPECT_EQ(*loop.get(focuser->command("H")), "H");
}

TEST_F(Serial, CommandTakesNothingThatIsNotOneLine) {
    connect();
    EXPECT_EQ(loop.get(focuser->command("q\nR:0:0")).error(), Error::out_of_range);
    EXPECT_EQ(loop.get(focuser->command("q\r")).error(), Error::out_of_range);
    EXPECT_EQ(loop.get(focuser->command("")).error(), Error::out_of_range);
    EXPECT_EQ(loop.get(focuser->command(std::string(79, 'q'))).error(), Error::out_of_range);
    EXPECT_TRUE(loop.get(focuser->command("f" + std::string(77, ' '))));
}

TEST_F(Serial, SyncIsRefusedWhileMoving) {
    connect();
    ASSERT_TRUE(loop.get(focuser->sync(Position(777))));
    EXPECT_EQ(state().position, Position(777));
    ASSERT_TRUE(loop.get(focuser->move_to(Position(1000))));
    EXPECT_EQ(loop.get(focuser->sync(Position(1))).error(), Error::busy);
}

TEST_F(Serial, RefusalsAreErrors) {
    connect();
    std::string refused = "!:moving";
    device.on_line([&](const std::string& line) {
        return line[0] == 'P' ? std::optional<std::string>(refused) : device.usual_answer(line);
    });
    EXPECT_EQ(loop.get(focuser->sync(Position(1))).error(), Error::busy);
    refused = "!:slot 3";
    EXPECT_EQ(loop.get(focuser->sync(Position(1))).error(), Error::out_of_range);
    refused = "!:range";
    EXPECT_EQ(loop.get(focuser->sync(Position(1))).error(), Error::out_of_range);
    refused = "!:because";
    EXPECT_EQ(loop.get(focuser->sync(Position(1))).error(), Error::device_fault);
}

TEST_F(Serial, WhoCompensatesSeesTheMotionAtOnce) {
    connect();
    device.on_line([this](const std::string& line) {
        if (line[0] == 'S') device.to_go = 20;
        return device.usual_answer(line);
    });
    EXPECT_EQ(loop.get(focuser->command("S:20")).value(), "S");
    EXPECT_TRUE(state().moving);
}

TEST_F(Serial, ReadModifyWritesAreOneTurnEach) {
    connect();
    device.set_delay(milliseconds(1));
    std::vector<Loop::Pending<DeviceSettings>> changes;
    for (const auto& wanted : {std::pair{Slot::speed, 300}, {Slot::threshold, 33}, {Slot::cycle, 77}}) {
        SettingsEdit edit = [wanted](DeviceSettings& s) { s.set(wanted.first, wanted.second); };
        changes.push_back(loop.begin(focuser->change(std::move(edit))));
    }
    const auto automatic = loop.begin(focuser->set_compensation(true));
    const auto done = [](const auto& change) { return change->has_value(); };
    ASSERT_TRUE(loop.until([&] { return std::all_of(changes.begin(), changes.end(), done) && done(automatic); }));
    EXPECT_EQ(device.record, "80:1:300:0:28800:0:500:-3500:77:33:1");
}

TEST_F(Serial, EveryLineIsTraced) {
    Lines traced;
    start({.address = device.address(), .patience = patience, .trace = [&](char direction, const std::string& line) {
               traced.push_back(direction + line);
           }});
    ASSERT_TRUE(until_link(Link::connected));
    const Lines first(traced.begin(), traced.begin() + 6);
    EXPECT_EQ(first,
              (Lines{">#", "<#:FocuserLink", ">#", "<#:FocuserLink", ">u", "<u:80:1:500:0:28800:0:500:-3500:30:10:0"}));
    focuser->set_trace({});
    traced.clear();
    ASSERT_TRUE(loop.get(focuser->halt()));
    EXPECT_EQ(traced, Lines{});
}

TEST_F(Serial, WhenNotConnectedTheErrorComesAtOnce) {
    device.unplug();
    start();
    EXPECT_EQ(loop.get(focuser->move_to(Position(1))).error(), Error::disconnected);
    EXPECT_EQ(loop.get(focuser->halt()).error(), Error::disconnected);
    EXPECT_EQ(loop.get(focuser->settings()).error(), Error::disconnected);
    EXPECT_EQ(loop.get(focuser->command("q")).error(), Error::disconnected);
}

}  // namespace
}  // namespace focus::test
