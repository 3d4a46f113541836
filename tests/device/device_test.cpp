// The whole device through its cable, on the smallest board.
#include <gtest/gtest.h>

#include "tests/support/test_board.h"

namespace focus::testing {
namespace {

std::string check_of(const std::string& line) {
    char digits[2];
    wire::write_check({line.data(), static_cast<unsigned>(line.size())}, digits);
    return {digits, 2};
}

class Device : public ::testing::Test {
protected:
    Remains remains;
    TestFocuser focuser{remains};

    int32_t zero = 0;  // the rotor's place that is called 0

    std::string maximum_and_reversed(int maximum, int reversed) {
        return focuser.ask("U:400:3:500:0:" + std::to_string(maximum) + ":" + std::to_string(reversed) +
                           ":500:0:30:10:0:");
    }
    void TearDown() override {
        EXPECT_EQ(remains.trace.error(), "");
        EXPECT_EQ(remains.trace.rotor(), focuser.position() + zero);
    }
};

TEST_F(Device, AnswersAsTheHardwareDoes) {
    EXPECT_EQ(focuser.ask("#"), "#:FocuserLink:open:" FOCUSERLINK_VERSION);
    EXPECT_EQ(focuser.ask("v"), "v:" FOCUSERLINK_VERSION);
    EXPECT_EQ(focuser.ask("q"), "q:0:0:0:0:0:0:0");
    EXPECT_EQ(focuser.ask("u"), "u:400:3:500:0:28800:0:500:0:30:10:0");
    EXPECT_EQ(focuser.ask("f"), "f:1");
    EXPECT_EQ(focuser.ask("p"), "p:0");
    EXPECT_EQ(focuser.ask("i"), "i:0");
    EXPECT_EQ(focuser.ask("a"), "a:1");
    EXPECT_EQ(focuser.ask("x"), "x:0:0:0:4:-1:0:1:0:1");
    EXPECT_EQ(focuser.ask("H\r"), "H");
    EXPECT_EQ(focuser.ask("S:10"), "S");
    EXPECT_EQ(focuser.ask("Z"), "!:unknown");
    EXPECT_EQ(focuser.ask(""), "!:unknown");
    EXPECT_EQ(focuser.ask("R:1:5"), "!:arguments");
}

TEST_F(Device, MovesAndSaysSo) {
    EXPECT_EQ(focuser.ask("R:0:1000"), "R");
    EXPECT_EQ(focuser.ask("q"), "q:0:1000:0:0:0:0:0");
    EXPECT_EQ(focuser.ask("i"), "i:1");
    EXPECT_TRUE(focuser.rest());
    EXPECT_EQ(focuser.ask("q"), "q:1000:0:0:0:0:0:0");
    EXPECT_EQ(focuser.field("x", 2), "1");
}

// Whichever guard of the main loop the last step waits for.
TEST_F(Device, SaysRestOnlyWhereItRests) {
    bool waiting = false;
    unsigned guard = 1;
    for (; !waiting; ++guard) {
        Remains left;
        TestFocuser one(left);
        one.ask("R:0:30");
        while (one.device.to_go() != Steps(1)) one.run(1);
        one.board.step_after_guards(guard, [&] { one.device.on_step_timer(); });
        const std::string answer = one.ask("q");
        waiting = one.board.step_is_waiting();
        EXPECT_TRUE(answer.starts_with("q:30:") || answer.starts_with("q:29:1:")) << answer;
    }
    EXPECT_GE(guard, 4U) << "the step came in between";
}

// What ModemManager says to a port that may be a modem, byte for byte as it was recorded.
TEST_F(Device, AModemProbeChangesNothing) {
    const std::string before = focuser.ask("u") + focuser.ask("f") + focuser.ask("x");
    const std::string probe("AT\rAT\rAT\rAT+GCAP\r~\0x\xf0~", 22);
    for (const char c : probe) focuser.device.receive(c);
    focuser.run(100);
    focuser.ask("#");  // what was left of the last probe may take this one with it
    EXPECT_EQ(focuser.ask("#"), "#:FocuserLink:open:" FOCUSERLINK_VERSION);
    EXPECT_EQ(focuser.ask("u") + focuser.ask("f") + focuser.ask("x"), before);
    EXPECT_FALSE(focuser.device.moving());
}

TEST_F(Device, IsNeverAtRestBetweenAcceptanceAndEnd) {
    for (const int target : {1, 2, 40, 41, 7, 300, 299}) {
        focuser.ask("R:0:" + std::to_string(target));
        for (int ms = 0; focuser.position() != target; ++ms) {
            ASSERT_NE(focuser.number("q", 2), 0);
            ASSERT_EQ(focuser.ask("i"), "i:1");
            focuser.run(1);
            ASSERT_LT(ms, 10000);
        }
        EXPECT_EQ(focuser.number("q", 2), 0);
    }
    // Also while it passes over its target on the way to a stop.
    focuser.ask("R:0:5000");
    focuser.run(1500);
    focuser.ask("R:0:" + std::to_string(focuser.position() + 5));
    while (focuser.ask("i") == "i:1") {
        ASSERT_NE(focuser.number("q", 2), 0);
        focuser.run(1);
    }
}

TEST_F(Device, ClipsWhoeverAsks) {
    focuser.ask("R:0:60000");
    EXPECT_EQ(focuser.number("q", 2), 28800);
    focuser.ask("R:0:-60000");
    focuser.rest();
    EXPECT_EQ(focuser.position(), 0);
    focuser.ask("R:0:2147483647");
    focuser.run(2000);
    focuser.ask("H");
    EXPECT_GT(focuser.number("q", 2), 0);
    focuser.rest();
    EXPECT_LT(focuser.position(), 1000);
    EXPECT_EQ(focuser.ask("R:0:2147483648"), "!:arguments");
}

TEST_F(Device, SyncNamesThePlaceAnew) {
    focuser.ask("R:0:500");
    EXPECT_EQ(focuser.ask("P:7"), "!:moving");
    EXPECT_EQ(focuser.ask("X"), "!:moving");
    EXPECT_EQ(focuser.ask("D:DEFAULTS"), "!:moving");
    focuser.rest();
    EXPECT_EQ(focuser.ask("P:28801"), "!:range");
    EXPECT_EQ(focuser.ask("P:-1"), "!:range");
    EXPECT_EQ(focuser.ask("P:28800"), "P");
    zero = 500 - 28800;
    EXPECT_EQ(focuser.ask("p"), "p:28800");
    focuser.ask("R:0:28000");
    focuser.rest();
    EXPECT_EQ(focuser.ask("p"), "p:28000");
}

TEST_F(Device, SettingsAreTakenWholeOrNotAtAll) {
    focuser.ask("R:0:500");
    focuser.rest();
    const std::string before = focuser.ask("u");
    EXPECT_EQ(focuser.ask("U:400:3:500:0:499:0:500:0:30:10:0:"), "!:slot 5");
    EXPECT_EQ(focuser.ask("U:400:3:2001:0:499:0:500:0:30:10:0:"), "!:slot 3");
    EXPECT_EQ(focuser.ask("U:400:3:9:0:28800:0:500:0:30:10:0:"), "!:slot 3");
    EXPECT_EQ(focuser.ask("U:400:3:500:1:28800:0:500:0:30:10:0:"), "!:slot 4");
    EXPECT_EQ(focuser.ask("U:400:3:500:0:28800:0:500:100001:30:10:0:"), "!:slot 8");
    EXPECT_EQ(focuser.ask("U:400:3:500:0:28800:0:500:0:30:10:2:"), "!:slot 11");
    EXPECT_EQ(focuser.ask("U:400:3:500:0:28800:0:500:0:30:10:1:9:"), "!:slot 12");
    EXPECT_EQ(focuser.ask("u"), before);
    // What drivers in the field write when they connect first.
    EXPECT_EQ(maximum_and_reversed(100000, 0), "U");
    EXPECT_EQ(maximum_and_reversed(500, 0), "U");
    focuser.ask("R:0:0");
    EXPECT_EQ(maximum_and_reversed(499, 0), "!:slot 5");  // it may still touch 500
    focuser.rest();
    EXPECT_EQ(maximum_and_reversed(499, 0), "U");
}

TEST_F(Device, ReversingDoesNotTouchTheCoils) {
    focuser.ask("R:0:501");
    focuser.run(200);
    EXPECT_EQ(maximum_and_reversed(28800, 1), "!:moving");
    focuser.rest();
    const CoilPhase coils = focuser.board.coils;
    ASSERT_NE(coils, 0);
    EXPECT_EQ(maximum_and_reversed(28800, 1), "U");
    focuser.run(100);
    EXPECT_EQ(focuser.board.coils, coils);
    focuser.quiet();
    TestFocuser again(remains);
    again.ask("R:0:601");
    again.quiet();
    EXPECT_EQ(remains.trace.error(), "");
    EXPECT_EQ(again.position(), 601);
    EXPECT_EQ(remains.trace.rotor(), 401);
    zero = 401 - focuser.position();
}

TEST_F(Device, CoilsGoOffASecondAfterMotionUnlessHolding) {
    focuser.ask("R:0:50");
    focuser.rest();
    focuser.run(990);
    EXPECT_NE(focuser.board.coils, 0);
    EXPECT_EQ(focuser.field("x", 3), "1");
    focuser.run(20);
    EXPECT_EQ(focuser.board.coils, 0);
    EXPECT_EQ(focuser.field("x", 3), "0");
    EXPECT_EQ(focuser.ask("U:400:2:500:0:28800:0:500:0:30:10:0:"), "U");
    focuser.run(2);
    EXPECT_NE(focuser.board.coils, 0);
    focuser.run(5000);
    EXPECT_NE(focuser.board.coils, 0);
}

TEST_F(Device, HaltsWithin20ms) {
    for (const int speed : {1000, 2000}) {
        focuser.ask("U:400:3:" + std::to_string(speed) + ":0:28800:0:500:0:30:10:0:");
        focuser.ask("R:0:20000");
        focuser.run(2000);
        focuser.ask("H");
        const uint64_t asked = focuser.board.tick();
        const int32_t end = focuser.position() + focuser.number("q", 2);
        focuser.rest();
        EXPECT_LE(remains.trace.last_step(), asked + 20 * kTicksPerMs);
        EXPECT_EQ(focuser.position(), end);
        focuser.ask("R:0:0");
        focuser.rest();
    }
}

TEST_F(Device, DefaultsForgetEverythingButTheResets) {
    focuser.run(4000);
    maximum_and_reversed(5000, 1);
    remains.trace.reversed(true);
    focuser.ask("F:0");
    focuser.ask("R:0:100");
    focuser.rest();
    EXPECT_EQ(focuser.ask("D:DEFAULTS"), "D");
    remains.trace.reversed(false);
    focuser.quiet();
    zero = 100;
    TestFocuser again(remains);
    EXPECT_EQ(again.ask("u"), "u:400:3:500:0:28800:0:500:0:30:10:0");
    EXPECT_EQ(again.ask("f"), "f:1");
    EXPECT_EQ(again.ask("p"), "p:0");
    EXPECT_EQ(again.number("x", 7), 2);
}

TEST_F(Device, AnswersCheckedLinesCheckedAndDoesNothingWhenTheyAreWrong) {
    EXPECT_EQ(focuser.ask("#*E9"), "#:FocuserLink:open:0.1.0*" + check_of("#:FocuserLink:open:0.1.0"));
    EXPECT_EQ(focuser.ask("R:0:1200*79"), "!:check*F0") << "a digit was lost";
    EXPECT_EQ(focuser.ask("R:0:12000*89"), "!:check*F0");
    EXPECT_EQ(focuser.ask("R:0:12000*7a"), "!:check*F0");
    EXPECT_FALSE(focuser.device.moving());
    EXPECT_EQ(focuser.ask("R:0:12000*79"), "R*B9");
    EXPECT_TRUE(focuser.device.moving());
    EXPECT_EQ(focuser.ask("Y*" + check_of("Y")), "!:unknown*" + check_of("!:unknown"));
    EXPECT_EQ(focuser.ask("H"), "H") << "who does not ask for it gets none";
}

TEST_F(Device, ListensAgainAfterNoise) {
    uint32_t noise = 1;
    for (int i = 0; i < 100000; ++i) {
        noise = noise * 1664525U + 1013904223U;
        focuser.device.receive(static_cast<char>(noise >> 24));
        if (i % 100 == 0) focuser.run(1);
    }
    focuser.run(1000);
    EXPECT_EQ(focuser.ask("p"), "p:0");
    EXPECT_EQ(focuser.ask(std::string(10000, 'x')), "!:");
    EXPECT_EQ(focuser.ask("p"), "p:0");
    for (const char c : std::string("R:0:12")) focuser.device.receive(c);
    focuser.run(1001);
    EXPECT_EQ(focuser.ask("q"), "q:0:0:0:0:0:0:0");
}

TEST_F(Device, KeepsTimeWhenTheClockWraps) {
    Remains other;
    TestFocuser late(other);
    late.board.epoch = 0xFFFFFFFFU - 5000;
    late.device.start();
    late.ask("R:0:3000");
    late.quiet();
    EXPECT_EQ(late.position(), 3000);
    late.run(10000);
    EXPECT_EQ(late.board.coils, 0);
    EXPECT_GT(late.number("x", 6), 10);
    EXPECT_LT(late.number("x", 6), 30);
}

class DeviceButtons : public Device {
protected:
    void hold(uint8_t buttons, uint64_t ms) {
        focuser.board.buttons_down = buttons;
        focuser.run(ms);
    }
    void let_go() {
        hold(0, 50);
        focuser.rest();
    }
};

TEST_F(DeviceButtons, PressHoldAndBoth) {
    hold(0, 50);
    hold(kButtonOut, 100);
    let_go();
    EXPECT_EQ(focuser.position(), 10);
    EXPECT_EQ(focuser.field("x", 2), "2");
    hold(kButtonOut, 3000);
    const int32_t held = focuser.position();
    EXPECT_GT(held, 500);
    let_go();
    EXPECT_LT(focuser.position(), held + 40);
    hold(kButtonIn, 10000);
    EXPECT_EQ(focuser.position(), 0);  // the end of the travel
    let_go();
    hold(kButtonOut, 3000);
    hold(kButtonIn | kButtonOut, 60);
    EXPECT_FALSE(focuser.device.moving());
    hold(kButtonOut, 2000);
    EXPECT_FALSE(focuser.device.moving());
}

TEST_F(DeviceButtons, AComputersMoveOverridesAndHaltStops) {
    hold(0, 50);
    hold(kButtonOut, 2000);
    focuser.ask("R:0:50");
    focuser.rest();
    focuser.run(1000);
    EXPECT_EQ(focuser.position(), 50);
    let_go();
    EXPECT_EQ(focuser.position(), 50);
    focuser.ask("R:0:2000");
    focuser.run(300);
    hold(kButtonIn, 1000);
    let_go();
    EXPECT_EQ(focuser.position(), 2000);
    hold(kButtonIn, 2000);
    focuser.ask("H");
    focuser.rest();
    const int32_t here = focuser.position();
    focuser.run(2000);
    EXPECT_EQ(focuser.position(), here);
}

TEST_F(DeviceButtons, DisabledTheyDoNothing) {
    hold(0, 50);
    hold(kButtonOut, 2000);
    EXPECT_EQ(focuser.ask("F:0"), "F");
    focuser.run(50);
    EXPECT_FALSE(focuser.device.moving());
    const int32_t here = focuser.position();
    hold(0, 100);
    hold(kButtonIn, 2000);
    EXPECT_EQ(focuser.position(), here);
    EXPECT_EQ(focuser.ask("F:1"), "F");
    focuser.run(2000);
    EXPECT_EQ(focuser.position(), here);
    let_go();
    focuser.quiet();
    EXPECT_EQ(TestFocuser(remains).ask("f"), "f:1");
}

}  // namespace
}  // namespace focus::testing
