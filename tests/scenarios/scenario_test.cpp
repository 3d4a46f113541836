// What a focuser does, told through its cable, its buttons, its sensor and its mains plug. Runs on every body.
#include <gtest/gtest.h>
#include <random>

#include "tests/scenarios/body.h"

namespace focus::testing {
namespace {

class Scenario : public ::testing::TestWithParam<BodyKind> {
protected:
    std::unique_ptr<Body> body = GetParam().make();

    void SetUp() override {
        body->set_temperature(10);
        body->run_for(5000);
        EXPECT_EQ(settings("2000", "28800", "0", "0", "0"), "U");
        rest();
        zero = body->rotor();
    }
    void TearDown() override { EXPECT_EQ(body->fault(), ""); }

    std::string settings(const std::string& speed, const std::string& maximum, const std::string& reversed,
                         const std::string& coefficient, const std::string& mode) {
        return body->ask("U:400:3:" + speed + ":0:" + maximum + ":" + reversed + ":500:" + coefficient +
                         ":30:10:" + mode + ":");
    }
    int number(const std::string& line, int field) {
        std::string answer = body->ask(line);
        for (; field > 0; --field) {
            const size_t colon = answer.find(':');
            answer = colon == std::string::npos ? "" : answer.substr(colon + 1);
        }
        return answer.empty() ? INT32_MIN : std::stoi(answer);
    }
    int position() { return number("q", 1); }
    int to_go() { return number("q", 2); }
    int due() { return number("q", 7); }
    int bound() { return number("x", 1); }
    int mover() { return number("x", 2); }
    int64_t rotor() { return body->rotor() - zero; }
    /// At rest and saved.
    void rest() {
        for (int i = 0; i < 20000 && body->powered() && to_go() != 0; ++i) body->run_for(10);
        body->run_for(500);
    }
    void go(int target) {
        ASSERT_EQ(body->ask("R:0:" + std::to_string(target)), "R");
        rest();
    }
    void cycle_power() {
        body->power_cut();
        body->run_for(100);
        body->power_on();
        body->run_for(50);
    }

    int64_t zero = 0;
};

TEST_P(Scenario, Move) {
    go(3000);
    EXPECT_EQ(position(), 3000);
    EXPECT_EQ(rotor(), 3000);
    go(10);
    EXPECT_EQ(rotor(), 10);
    EXPECT_EQ(mover(), 1);
}

TEST_P(Scenario, Retarget) {
    body->ask("R:0:5000");
    body->run_for(1000);
    body->ask("R:0:8000");
    body->run_for(500);
    go(200);
    EXPECT_EQ(position(), 200);
    EXPECT_EQ(rotor(), 200);
}

TEST_P(Scenario, HaltMidway) {
    body->ask("R:0:10000");
    body->run_for(2000);
    EXPECT_EQ(body->ask("H"), "H");
    body->run_for(20);
    const int64_t stopped = rotor();
    body->run_for(1000);
    EXPECT_EQ(rotor(), stopped);
    EXPECT_EQ(position(), stopped);
    EXPECT_EQ(to_go(), 0);
    EXPECT_GT(stopped, 1000);
}

TEST_P(Scenario, Limits) {
    settings("2000", "1500", "0", "0", "0");
    go(99999);
    EXPECT_EQ(rotor(), 1500);
    go(-99999);
    EXPECT_EQ(rotor(), 0);
    EXPECT_EQ(body->ask("P:1501"), "!:range");
}

TEST_P(Scenario, Reverse) {
    go(100);
    EXPECT_EQ(settings("2000", "28800", "1", "0", "0"), "U");
    go(1100);
    EXPECT_EQ(position(), 1100);
    EXPECT_EQ(rotor(), 100 - 1000);
    settings("2000", "28800", "0", "0", "0");
    go(100);
    EXPECT_EQ(rotor(), 100 - 2000);
}

TEST_P(Scenario, Sync) {
    go(100);
    EXPECT_EQ(body->ask("P:5000"), "P");
    go(5050);
    EXPECT_EQ(rotor(), 150);
    cycle_power();
    EXPECT_EQ(position(), 5050);
    EXPECT_EQ(bound(), 0);
}

TEST_P(Scenario, Settings) {
    EXPECT_EQ(body->ask("U:80:2:1234:0:5000:1:437:-2550:60:42:1:"), "U");
    EXPECT_EQ(body->ask("U:80:2:5000:0:5000:1:437:-2550:60:42:1:"), "!:slot 3");
    EXPECT_EQ(body->ask("F:0"), "F");
    EXPECT_EQ(body->ask("A:0"), "A");
    body->run_for(500);
    cycle_power();
    EXPECT_EQ(body->ask("u"), "u:80:2:1234:0:5000:1:437:-2550:60:42:1");
    EXPECT_EQ(body->ask("f"), "f:0");
    EXPECT_EQ(body->ask("a"), "a:0");
    EXPECT_EQ(body->ask("D:DEFAULTS"), "D");
    body->run_for(500);
    cycle_power();
    EXPECT_EQ(body->ask("u"), "u:400:3:500:0:28800:0:500:0:30:10:0");
}

TEST_P(Scenario, CompensationInBothSenses) {
    for (const int sign : {1, -1}) {
        go(2000);
        body->set_temperature(10);
        body->run_for(120000);
        settings("2000", "28800", "0", std::to_string(sign * 3500), "1");
        body->set_temperature(8);
        body->run_for(200000);
        rest();
        EXPECT_NEAR(static_cast<int>(rotor()), 2000 - sign * 70, 9);
        EXPECT_EQ(position() + due(), 2000 - sign * 70);
        EXPECT_EQ(mover(), 3);
        settings("2000", "28800", "0", std::to_string(sign * 3500), "0");
        body->set_temperature(11);
        body->run_for(120000);
        EXPECT_EQ(body->ask("S:1"), "S");
        EXPECT_NE(to_go(), 0);
        rest();
        EXPECT_EQ(due(), 0);
        settings("2000", "28800", "0", "0", "0");
    }
}

TEST_P(Scenario, Anchoring) {
    go(2000);
    settings("2000", "28800", "0", "3500", "0");
    body->set_temperature(7);
    body->run_for(120000);
    EXPECT_EQ(due(), -105);
    go(2100);
    EXPECT_EQ(due(), 0);
    settings("2000", "28800", "0", "3500", "1");
    body->run_for(100000);
    EXPECT_EQ(rotor(), 2100);
}

TEST_P(Scenario, SensorFaults) {
    go(2000);
    settings("2000", "28800", "0", "3500", "1");
    body->spike(80);
    body->run_for(100000);
    EXPECT_EQ(rotor(), 2000);
    EXPECT_NE(number("q", 3), 0);
    body->unplug_sensor();
    body->run_for(12000);
    EXPECT_EQ(body->ask("q"), "q:2000:0:0:0:0:0:0");
    body->set_temperature(9);
    body->plug_sensor();
    body->run_for(200000);
    EXPECT_EQ(position() + due(), 2000 - 35);  // a short gap continues
    body->unplug_sensor();
    body->run_for(700000);
    body->set_temperature(5);
    body->plug_sensor();
    const int before = position();
    body->run_for(200000);
    EXPECT_EQ(position(), before);  // a long one is a new beginning
}

TEST_P(Scenario, AFrozenSensorMovesNothing) {
    go(2000);
    settings("2000", "28800", "0", "3500", "1");
    body->freeze_sensor();
    body->run_for(2000);
    body->set_temperature(2);
    body->run_for(120000);
    EXPECT_EQ(rotor(), 2000);
    body->plug_sensor();
    body->run_for(200000);
    EXPECT_EQ(position() + due(), 2000 - 8 * 35);
}

TEST_P(Scenario, EveryKindOfSensorIsFoundAndSwappedWhileItRuns) {
    using Kind = wire::SensorKind;
    for (const Kind kind : {Kind::htu21d, Kind::aht20, Kind::sht3x}) {
        body->unplug_sensor();
        body->run_for(12000);
        EXPECT_EQ(number("q", 3), 0);
        body->set_temperature(-3.5);
        body->plug_sensor(kind);
        body->run_for(20000);
        EXPECT_EQ(number("q", 3), static_cast<int>(kind));
        EXPECT_EQ(number("q", 4), -3);  // of -3.5
    }
}

TEST_P(Scenario, Buttons) {
    body->press(false, true);
    body->run_for(100);
    body->press(false, false);
    rest();
    EXPECT_EQ(rotor(), 10);
    EXPECT_EQ(mover(), 2);
    body->press(false, true);
    body->run_for(3000);
    EXPECT_GT(rotor(), 500);
    body->ask("R:0:50");
    rest();
    EXPECT_EQ(rotor(), 50);
    body->press(false, false);
    body->run_for(100);
    body->ask("F:0");
    body->press(true, false);
    body->run_for(2000);
    EXPECT_EQ(rotor(), 50);
    body->press(false, false);
    body->run_for(100);
    body->ask("F:1");
    body->press(false, true);
    body->run_for(2000);
    body->press(true, true);
    body->run_for(100);
    EXPECT_EQ(to_go(), 0);
}

TEST_P(Scenario, PowerLossAtRestIsExact) {
    for (int i = 1; i < 20; ++i) {
        go(i * 137 % 1000);
        cycle_power();
        EXPECT_EQ(position(), rotor());
        EXPECT_EQ(bound(), 0);
    }
}

TEST_P(Scenario, PowerLossInMotionIsAdmitted) {
    std::mt19937 random(3);
    for (int i = 0; i < 60; ++i) {
        const int target = static_cast<int>(random() % 4000);
        const int from = position();
        ASSERT_EQ(body->ask("R:0:" + std::to_string(target)), "R");
        if (i % 2 == 0) {
            body->power_cut_in(1 + static_cast<unsigned>(random() % 500));
            body->run_for(3000);
        } else {
            body->run_for(static_cast<uint32_t>(random() % 1000));
        }
        body->power_cut();
        body->run_for(100);
        body->power_on();
        body->run_for(50);
        const int may_be_wrong = bound();
        EXPECT_LE(std::abs(position() - rotor()), may_be_wrong) << "from " << from << " to " << target;
        EXPECT_LE(may_be_wrong, std::abs(target - from) / 2 + 3);
        // Somebody measures, and says so.
        if (may_be_wrong != 0) {
            body->run_for(500);
            if (rotor() < 0) continue;
            ASSERT_EQ(body->ask("P:" + std::to_string(rotor())), "P");
            body->run_for(500);
            EXPECT_EQ(bound(), 0);
        }
    }
}

TEST_P(Scenario, AResetAtRestIsToldAndLosesNothing) {
    using Cause = wire::ResetCause;
    settings("1500", "28800", "0", "0", "0");
    const std::string kept = body->ask("u");
    go(700);
    for (const Cause cause : {Cause::external, Cause::brown_out, Cause::watchdog, Cause::power_on}) {
        body->reset(cause);
        body->run_for(50);
        EXPECT_EQ(number("x", 8), static_cast<int>(cause));
        EXPECT_EQ(bound(), 0);
        EXPECT_EQ(position(), 700);
        EXPECT_EQ(body->ask("u"), kept);
    }
}

TEST_P(Scenario, AResetInMotionIsAdmitted) {
    using Cause = wire::ResetCause;
    for (const Cause cause : {Cause::external, Cause::brown_out, Cause::watchdog}) {
        go(0);
        ASSERT_EQ(body->ask("R:0:2000"), "R");
        body->run_for(700);
        body->reset(cause);
        body->run_for(50);
        EXPECT_EQ(to_go(), 0);
        EXPECT_GT(bound(), 0);
        EXPECT_LE(std::abs(position() - rotor()), bound());
        ASSERT_EQ(body->ask("P:" + std::to_string(rotor())), "P");
        body->run_for(500);
        EXPECT_EQ(bound(), 0);
    }
}

TEST_P(Scenario, Noise) {
    std::mt19937 random(9);
    go(700);
    for (int i = 0; i < 200; ++i) {
        std::string bytes;
        for (int n = 0; n < 100; ++n) bytes += static_cast<char>(random());
        body->noise(bytes);
    }
    body->run_for(1100);
    EXPECT_EQ(body->ask("p"), "p:700");
    body->noise(std::string(10000, 'R'));
    body->noise("\n");
    EXPECT_EQ(body->ask("p"), "p:700");
    body->noise("R:0:9");
    body->run_for(1100);
    EXPECT_EQ(body->ask("i"), "i:0");
}

INSTANTIATE_TEST_SUITE_P(On, Scenario, ::testing::ValuesIn(bodies()),
                         [](const auto& kind) { return std::string(kind.param.name); });

}  // namespace
}  // namespace focus::testing
