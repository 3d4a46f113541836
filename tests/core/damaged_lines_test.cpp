// Lines that lost or changed a character on the cable and still read well: nothing of them is believed, either way.
#include <set>

#include "tests/core/serial_fixture.h"

namespace focus::test {
namespace {

using Lines = std::vector<std::string>;

struct DamagedLines : SerialFixture, testing::WithParamInterface<bool> {
    DamagedLines() {
        patience.damaged = milliseconds(1);
        if (!GetParam()) return;
        device.identity = "FocuserLink:open:1.2.3";
        device.extended = "0:0:0:1:3:100:5:2:1";
    }
    /// `first` becomes `second` in the next `times` lines to the device, or from it, that begin with `letter`.
    void damage(bool to_device, char letter, std::string first, std::string second, int times = 1) {
        auto left = std::make_shared<int>(times);
        device.on_the_way([=, this](std::string& line, bool outward) {
            const std::size_t place = line.find(first);
            if (outward != to_device || line[0] != letter || place == std::string::npos || *left == 0) return;
            --*left;
            ++damaged;
            line.replace(place, first.size(), second);
        });
    }

    int damaged = 0;
};

TEST_P(DamagedLines, APositionIsAskedAgain) {
    connect();
    std::set<int32_t> published;
    const auto watch = focuser->on_change([&](const FocuserState& now) { published.insert(now.position.steps); });
    int lines = 0;
    device.on_the_way([&](std::string& line, bool to_device) {
        if (to_device || line[0] != 'q' || ++lines % 3 != 0) return;
        line.replace(line.find("10000"), 5, "1000");
        ++damaged;
    });
    for (int i = 0; i < 20; ++i) EXPECT_TRUE(loop.get(focuser->command("q")));
    EXPECT_GE(damaged, 5);
    EXPECT_EQ(published, std::set<int32_t>{10000});
}

TEST_P(DamagedLines, AMoveGoesWhereItWasSent) {
    connect();
    damage(true, 'R', "12000", "1200");
    ASSERT_TRUE(loop.get(focuser->move_to(Position(12000))));
    EXPECT_EQ(damaged, 1);
    EXPECT_EQ(device.position + device.to_go, 12000);
}

TEST_P(DamagedLines, AChangeStartsFromTheRightRecordAndLeavesTheOthersAlone) {
    connect();
    const std::string before = device.record;
    for (const auto& [from, to] : {std::pair{"500", "50"}, {"-3500", "3500"}, {"28800", "2880"}}) {
        damage(false, 'u', from, to);
        ASSERT_TRUE(loop.get(focuser->set_compensation(true)));
        damage(false, 'u', from, to);
        ASSERT_TRUE(loop.get(focuser->set_compensation(false)));
        EXPECT_EQ(device.record, before) << from;
    }
}

TEST_P(DamagedLines, ARecordThatWasDamagedOnItsWayIsWrittenAgain) {
    connect();
    damage(true, 'U', "-3500", "-350");
    const auto taken = loop.get(focuser->change([](DeviceSettings& s) { s.set(Slot::threshold, 20); }));
    ASSERT_TRUE(taken);
    EXPECT_EQ((*taken)[Slot::coefficient], -3500);
    EXPECT_EQ(device.record, "80:1:500:0:28800:0:500:-3500:30:20:0");
}

TEST_P(DamagedLines, ALineOfTheWireIsToldAgainAsItsMemberIs) {
    connect();
    damage(true, 'R', "12000", "1200");
    EXPECT_EQ(*loop.get(focuser->command("R:0:12000")), "R");
    EXPECT_EQ(device.position + device.to_go, 12000);
    damage(true, 'U', "28800", "2880");
    EXPECT_EQ(*loop.get(focuser->command("U:80:1:700:0:28800:0:500:-3500:30:10:0:")), "U");
    EXPECT_EQ(device.record, "80:1:700:0:28800:0:500:-3500:30:10:0");
    EXPECT_EQ(damaged, 2);
}

TEST_P(DamagedLines, WhatADeviceDoesNotTakeIsNotReportedAsTaken) {
    connect();
    device.on_line([this](const std::string& line) -> std::optional<std::string> {
        return line[0] == 'U' ? "U" : device.usual_answer(line);
    });
    const auto taken = loop.get(focuser->change([](DeviceSettings& s) { s.set(Slot::threshold, 20); }));
    ASSERT_TRUE(taken);
    EXPECT_EQ((*taken)[Slot::threshold], 10);
    EXPECT_EQ(loop.get(focuser->set_compensation(true)).error(), Error::device_fault);
    EXPECT_EQ(device.heard_lines("U").size(), 6U) << "three times each, and then it is told";
}

TEST_P(DamagedLines, WhatIsReadOnConnectingIsBelievedTheSecondTime) {
    for (const auto& [letter, from, to] : {std::tuple{'u', ":28800:", ":2880:"},
                                           {'u', ":80:", ":8x:"},
                                           {'u', ":80:", "80:"},
                                           {'f', "f:1", "f:0"},
                                           {'f', "f:1", "f:"},
                                           {'q', "10000", "1000"},
                                           {'#', "FocuserLink", "FocuserLink:open"},
                                           {'#', ":open:", ":op:"}}) {
        damage(false, letter, from, to);
        connect();
        const auto& settings = state().settings;
        EXPECT_TRUE(loop.until([&] { return settings && (*settings)[Slot::maximum] == 28800; })) << from;
        EXPECT_FALSE(state().fault) << state().fault_text;
        EXPECT_EQ(state().identity, device.identity) << from;
        EXPECT_EQ(state().position, Position(10000)) << from;
        EXPECT_TRUE(loop.until([&] { return state().buttons_enabled.value_or(false); })) << from;
        ASSERT_TRUE(loop.get(focuser->move_to(Position(12000)))) << from;
        EXPECT_EQ(device.to_go, 2000) << from;
        device.to_go = 0;
        focuser.reset();
    }
}

TEST_P(DamagedLines, ASettingsRecordThatCannotBeReadShutsNobodyOut) {
    damage(false, 'u', "500", "5x0", 30);
    connect();
    EXPECT_TRUE(loop.get(focuser->move_to(Position(12000))));
    EXPECT_TRUE(loop.until([&] { return state().settings.has_value(); })) << "asked for until it reads";
    EXPECT_TRUE(loop.until([&] { return !state().fault; })) << state().fault_text;
}

INSTANTIATE_TEST_SUITE_P(Device, DamagedLines, testing::Bool(),
                         [](const auto& kind) { return kind.param ? "Open" : "Stock"; });

struct StockLines : SerialFixture {};

TEST_F(StockLines, AMoveIsNotRepeatedAgainstAHalt) {
    connect();
    std::optional<Loop::Pending<void>> halted;
    device.on_line([&](const std::string& line) {
        auto answer = device.usual_answer(line);
        if (line[0] == 'R') device.to_go = 1;  // it understood another number
        if (line[0] == 'R' && !halted) halted = loop.begin(focuser->halt());
        return answer;
    });
    ASSERT_TRUE(loop.get(focuser->move_to(Position(12000))));
    ASSERT_TRUE(loop.until([&] { return halted && (*halted)->has_value(); }));
    const Lines sent = device.heard_lines("RH");
    EXPECT_EQ(sent, (Lines{"R:0:12000", "H"}));
}

TEST_F(StockLines, ALineOfTheWireIsHeldToWhatItsMemberIs) {
    connect();
    EXPECT_EQ(*loop.get(focuser->command("R:0:60000")), "R");
    EXPECT_EQ(device.position + device.to_go, 28800) << "nobody knows what a stock one does beyond its maximum";
    EXPECT_EQ(loop.get(focuser->command("P:5")).error(), Error::busy);
}

TEST_F(StockLines, AFocuserThatShowedNoProbeHasNoneAfterTheCableWasOut) {
    device.weather = "0:0:0:0:0";
    connect();
    EXPECT_FALSE(has_no_probe(state())) << "not looked yet";
    ASSERT_TRUE(loop.until([&] { return has_no_probe(state()); }));
    device.unplug();
    ASSERT_TRUE(until_link(Link::disconnected));
    device.plug_in();
    ASSERT_TRUE(until_link(Link::connected));
    EXPECT_TRUE(has_no_probe(state()));
    device.unplug();
    ASSERT_TRUE(until_link(Link::disconnected));
    device.identity = "FocuserLink:two";
    device.plug_in();
    bool open_again = false;
    const auto watch = focuser->on_change([&](const FocuserState& now) {
        open_again = open_again || (now.link == Link::connected && !now.probeless && !has_no_probe(now));
    });
    EXPECT_TRUE(loop.until([&] { return open_again; })) << "another focuser may have one";
}

TEST_F(StockLines, AnotherFocuserOnTheSameLineIsReadAnew) {
    connect();
    device.record = "80:1:500:0:60000:0:500:-3500:30:10:0";
    device.position = 40000;
    EXPECT_TRUE(loop.until([&] { return (*state().settings)[Slot::maximum] == 60000; }));
    EXPECT_TRUE(loop.until([&] { return state().position == Position(40000); }));
}

TEST_F(StockLines, AnOpenDeviceThatDoesNotCheckIsReadAsAStockOneIs) {
    patience.damaged = milliseconds(1);
    device.identity = "FocuserLink:open:0.0.9";
    device.extended = "0:0:0:1:3:100:5:2:1";
    device.set_checks(false);
    connect();
    ASSERT_TRUE(loop.get(focuser->move_to(Position(12000))));
    EXPECT_EQ(device.to_go, 2000);
    EXPECT_TRUE(state().extended);
}

}  // namespace
}  // namespace focus::test
