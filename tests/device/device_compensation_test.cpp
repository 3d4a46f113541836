// Compensation and the sensor through the whole device.
#include <algorithm>
#include <gtest/gtest.h>

#include "tests/support/test_board.h"

namespace focus::testing {
namespace {

class Compensation : public ::testing::Test {
protected:
    Remains remains;
    TestFocuser focuser{remains};

    /// At position 5000 and 10 C, coefficient in steps/C x 100, threshold 10, cycle 30 s.
    void prepare(int coefficient, bool automatic, int maximum = 28800) {
        focuser.temperature(10);
        focuser.run(3000);
        ASSERT_EQ(focuser.ask("P:5000"), "P");
        ASSERT_EQ(settings(coefficient, automatic, maximum), "U");
        focuser.run(1000);
        zero = 5000;
    }
    std::string settings(int coefficient, bool automatic, int maximum = 28800) {
        return focuser.ask("U:400:3:500:0:" + std::to_string(maximum) + ":0:500:" + std::to_string(coefficient) +
                           ":30:10:" + (automatic ? "1:" : "0:"));
    }
    int due() { return focuser.number("q", 7); }
    /// Long enough for the smoothing and for two cycles.
    void wait() { focuser.run(200000); }

    int32_t zero = 0;
    void TearDown() override {
        EXPECT_EQ(remains.trace.error(), "");
        EXPECT_EQ(remains.trace.rotor() + zero, focuser.position());
    }
};

class BothSigns : public Compensation, public ::testing::WithParamInterface<int> {};
INSTANTIATE_TEST_SUITE_P(Sign, BothSigns, ::testing::Values(1, -1));

TEST_P(BothSigns, AutomaticFollowsAFallAndARise) {
    prepare(GetParam() * 3500, true);
    focuser.temperature(8);
    wait();
    EXPECT_NEAR(focuser.position(), 5000 - GetParam() * 70, 9);
    EXPECT_EQ(focuser.field("x", 2), "3");
    focuser.temperature(12);
    wait();
    EXPECT_NEAR(focuser.position(), 5000 + GetParam() * 70, 9);
    // What is below the threshold stays due: together they are exact.
    EXPECT_EQ(focuser.position() + due(), 5000 + GetParam() * 70);
}

TEST_P(BothSigns, ManualOnlyShowsAndMovesWhenAsked) {
    prepare(GetParam() * 3500, false);
    focuser.temperature(8);
    wait();
    EXPECT_EQ(focuser.position(), 5000);
    EXPECT_EQ(due(), GetParam() * -70);
    EXPECT_EQ(focuser.ask("S:71"), "S");
    focuser.rest();
    EXPECT_EQ(focuser.position(), 5000);
    EXPECT_EQ(focuser.ask("S:70"), "S");
    EXPECT_NE(focuser.number("q", 2), 0);
    focuser.rest();
    EXPECT_EQ(focuser.position(), 5000 - GetParam() * 70);
    EXPECT_EQ(due(), 0);
}

TEST_P(BothSigns, TheCoefficientSurvivesAPowerCut) {
    prepare(GetParam() * -100000, true);
    focuser.quiet();
    TestFocuser again(remains);
    EXPECT_EQ(again.number("u", 8), GetParam() * -100000);
    EXPECT_EQ(again.number("u", 11), 1);
    EXPECT_EQ(again.position(), 5000);
}

TEST_P(BothSigns, TheEndOfTheTravelClipsAndTheRestStaysDue) {
    prepare(GetParam() * 100000, true, 5100);
    focuser.temperature(GetParam() > 0 ? 12 : 8);
    wait();
    EXPECT_EQ(focuser.position(), 5100);
    EXPECT_EQ(due(), 1900);
    const uint64_t saves = focuser.board.saves;
    wait();
    EXPECT_EQ(focuser.board.saves, saves);
    focuser.temperature(10);
    wait();
    EXPECT_NEAR(focuser.position(), 5000, 9);
}

TEST_F(Compensation, WhoeverPutTheFocuserThereMeantIt) {
    prepare(3500, false);
    const auto warm_up = [this](double to) {
        focuser.temperature(to);
        wait();
        ASSERT_NE(due(), 0);
    };
    warm_up(12);
    focuser.ask("R:0:6000");
    EXPECT_EQ(due(), 0);
    focuser.rest();
    EXPECT_EQ(due(), 0);
    warm_up(14);
    focuser.ask("P:5500");
    zero -= 500;
    EXPECT_EQ(due(), 0);
    warm_up(16);
    settings(3500, true);
    EXPECT_EQ(due(), 0);
    settings(3500, false);
    warm_up(18);
    focuser.board.buttons_down = kButtonOut;
    focuser.run(100);
    focuser.board.buttons_down = 0;
    focuser.rest();
    EXPECT_EQ(due(), 0);
    warm_up(20);
    EXPECT_EQ(focuser.ask("A:0"), "A");
    EXPECT_EQ(due(), 0);
    focuser.ask("S:0");
    EXPECT_FALSE(focuser.device.moving());
    EXPECT_EQ(focuser.ask("a"), "a:0");
    EXPECT_EQ(focuser.ask("A:1"), "A");
    EXPECT_EQ(due(), 70);
}

// An imaging program's autofocus run: off, move, on. What it found is not undone.
TEST_F(Compensation, SwitchingItAroundARunDoesNotUndoTheRun) {
    prepare(3500, true);
    settings(3500, false);
    focuser.temperature(5);
    focuser.run(100000);
    focuser.ask("R:0:5200");
    focuser.rest();
    settings(3500, true);
    wait();
    EXPECT_EQ(focuser.position(), 5200);
}

TEST_F(Compensation, ACommandedMoveCancelsIt) {
    prepare(100000, false);
    focuser.temperature(14.9);
    wait();
    focuser.ask("S:1");
    focuser.run(1000);
    EXPECT_EQ(focuser.field("x", 2), "3");
    focuser.ask("R:0:4000");
    EXPECT_EQ(focuser.field("x", 2), "1");
    focuser.ask("S:1");
    focuser.rest();
    EXPECT_EQ(focuser.position(), 4000);
    EXPECT_EQ(due(), 0);
}

TEST_F(Compensation, HaltMeansStayHere) {
    prepare(100000, true);
    focuser.temperature(14.9);
    while (!focuser.device.moving()) focuser.run(10);
    focuser.run(500);
    EXPECT_EQ(focuser.ask("H"), "H");
    focuser.rest();
    EXPECT_NEAR(due(), 0, 5);
    const int32_t here = focuser.position();
    focuser.run(20000);
    EXPECT_EQ(focuser.position(), here);
}

TEST_F(Compensation, SwitchedOffInTheMiddleKeepsTheBooks) {
    prepare(100000, false);
    focuser.temperature(14.9);
    wait();
    focuser.ask("S:1");
    focuser.run(2000);
    focuser.ask("A:0");
    focuser.rest();
    EXPECT_GT(focuser.position(), 5000);
    EXPECT_LT(focuser.position(), 9000);
    focuser.ask("A:1");
    EXPECT_EQ(focuser.position() + due(), 9900);
    focuser.ask("S:1");
    focuser.run(500);
    EXPECT_EQ(focuser.position() + due(), 9900);  // also on the way
    EXPECT_EQ(settings(0, false), "U");           // off
    focuser.rest();
    EXPECT_EQ(due(), 0);
    settings(100000, false);
    EXPECT_NEAR(focuser.position() + due(), 9900, 25);
}

TEST_F(Compensation, NeverOnAMissingOrImpossibleTemperature) {
    prepare(3500, true);
    focuser.temperature(80);
    focuser.run(1500);  // a spike
    focuser.temperature(10);
    wait();
    EXPECT_EQ(focuser.position(), 5000);
    EXPECT_EQ(focuser.ask("q"), "q:5000:0:1:10.00:50.00:0.04:0");
    focuser.temperature(120);
    focuser.run(9000);
    EXPECT_EQ(focuser.field("q", 3), "1");
    focuser.run(3000);
    EXPECT_EQ(focuser.ask("q"), "q:5000:0:0:0:0:0:0");
    EXPECT_EQ(focuser.ask("S:0"), "S");
    EXPECT_EQ(focuser.field("x", 4), "1") << "it is there, but not believed";
    EXPECT_GE(focuser.number("x", 5), 10);
}

TEST_F(Compensation, AWrongFirstReadingMovesNothing) {
    focuser.temperature(60);
    focuser.run(700);  // one reading
    ASSERT_EQ(focuser.ask("P:5000"), "P");
    zero = 5000;
    ASSERT_EQ(settings(3500, true), "U");
    focuser.temperature(10);
    wait();
    EXPECT_EQ(focuser.position(), 5000);
    EXPECT_EQ(due(), 0);
    focuser.temperature(9);
    wait();
    EXPECT_EQ(focuser.position() + due(), 5000 - 35);
}

TEST_F(Compensation, AnotherSensorThatIsStillWarmMovesNothing) {
    prepare(3500, true);
    focuser.board.sensor.kind = wire::SensorKind::none;
    focuser.run(20000);
    focuser.temperature(25);
    wait();
    EXPECT_EQ(focuser.position(), 5000);
    EXPECT_EQ(due(), 0);
}

// Whichever guard of the main loop the last step waits for.
TEST_F(Compensation, ThatEndsInTheMiddleOfARequestIsCountedOnce) {
    for (const std::string line : {"S:1", "q", "H", "P:9000"}) {
        bool waiting = false;
        for (unsigned guard = 1; !waiting; ++guard) {
            Remains left;
            TestFocuser one(left);
            one.temperature(10);
            one.run(3000);
            ASSERT_EQ(one.ask("P:5000"), "P");
            ASSERT_EQ(one.ask("U:400:3:500:0:28800:0:500:3500:30:1:0:"), "U");
            one.temperature(9);
            one.run(100000);
            ASSERT_EQ(one.number("q", 7), -35);
            ASSERT_EQ(one.ask("S:1"), "S");
            while (one.device.to_go() != Steps(-1)) one.run(1);
            one.board.step_after_guards(guard, [&] { one.device.on_step_timer(); });
            const std::string answer = one.ask(line);
            waiting = one.board.step_is_waiting();
            one.board.step_after_guards(0, {});
            one.quiet();
            one.run(100000);
            // Whoever halts it a step before wants it to stay there.
            const int32_t expected = line == "H" ? std::clamp(one.position(), 4965, 4966) : answer == "P" ? 9000 : 4965;
            EXPECT_EQ(one.position() + one.number("q", 7), expected) << line << guard << answer;
            if (line == "q") {
                EXPECT_TRUE(answer.starts_with("q:4966:-1:") || answer.starts_with("q:4965:")) << answer;
            }
        }
    }
}

TEST_F(Compensation, NotLookedYetIsNotTheSameAsNone) {
    EXPECT_EQ(focuser.field("x", 4), "4");
    focuser.run(2000);
    EXPECT_EQ(focuser.field("x", 4), "0") << "looked, and found none";
    focuser.temperature(120);
    focuser.run(2000);
    EXPECT_EQ(focuser.field("x", 4), "1") << "one that is not believed is one all the same";
    EXPECT_EQ(focuser.field("x", 5), "-1");
    focuser.temperature(12);
    focuser.run(2000);
    EXPECT_LE(focuser.number("x", 5), 1);
    focuser.board.sensor.kind = wire::SensorKind::none;
    focuser.run(2000);
    EXPECT_EQ(focuser.field("x", 4), "0");
    EXPECT_GE(focuser.number("x", 5), 1);
}

TEST_F(Compensation, AShortGapContinuesALongOneBegins) {
    prepare(3500, false);
    focuser.board.sensor_mute = true;
    focuser.run(120000);
    focuser.board.sensor_mute = false;
    focuser.temperature(8);
    wait();
    EXPECT_EQ(due(), -70);
    focuser.board.sensor_mute = true;
    focuser.run(700000);
    EXPECT_EQ(due(), 0);
    focuser.board.sensor_mute = false;
    focuser.temperature(4);
    wait();
    EXPECT_EQ(due(), 0);
    focuser.temperature(3);
    wait();
    EXPECT_EQ(due(), -35);
}

TEST_F(Compensation, AMoveWithoutTemperatureAnchorsAtTheNextOne) {
    prepare(3500, false);
    focuser.board.sensor_mute = true;
    focuser.run(60000);
    focuser.ask("R:0:5100");
    focuser.rest();
    focuser.board.sensor_mute = false;
    focuser.temperature(7);
    wait();
    EXPECT_EQ(due(), 0);
}

}  // namespace
}  // namespace focus::testing
