#include "simulator/simulated_device.h"

#include <gmock/gmock.h>
#include <memory>
#include <vector>

namespace focus::sim {
namespace {

using testing::StartsWith;

class SimulatedDeviceTest : public testing::Test {
protected:
    SimulatedDeviceTest() { device_.power_on(); }
    ~SimulatedDeviceTest() override {
        EXPECT_EQ(device_.board().broken_promise(), "");
        EXPECT_EQ(device_.board().rotor().slips(), 0U);
    }

    SimulatedDevice device_;
};

TEST_F(SimulatedDeviceTest, TheShaftTurnsAsFarAsThePositionSays) {
    std::vector<Tick> edges;
    device_.on_coils = [&](Tick when, CoilPhase) { edges.push_back(when); };
    EXPECT_EQ(device_.ask("R:0:1000"), "R");
    EXPECT_TRUE(device_.run_until_rest());
    const std::int64_t there = device_.board().rotor().steps();
    EXPECT_EQ(device_.position(), Position(1000));
    EXPECT_GE(edges.size(), 1000U);
    EXPECT_TRUE(std::is_sorted(edges.begin(), edges.end()));
    EXPECT_EQ(device_.ask("R:0:0"), "R");
    EXPECT_TRUE(device_.run_until_rest());
    EXPECT_EQ(std::abs(device_.board().rotor().steps() - there), 1000);
}

TEST_F(SimulatedDeviceTest, WithoutPowerItHearsAndSaysNothing) {
    device_.power_cut();
    EXPECT_EQ(device_.ask("#"), "");
    EXPECT_FALSE(device_.moving());
    device_.run_for(seconds(10));
    EXPECT_EQ(device_.time(), seconds(10));
    device_.power_on();
    EXPECT_THAT(device_.ask("#"), StartsWith("#:FocuserLink:open:"));
}

TEST_F(SimulatedDeviceTest, APositionAtRestSurvivesAPowerCutWithEveryOutcome) {
    for (int kind = 0; kind < kTornByteKinds; ++kind) {
        const int goal = 40 + 10 * kind;
        EXPECT_EQ(device_.ask("R:0:" + std::to_string(goal)), "R");
        EXPECT_TRUE(
            device_.run_until([&] { return !device_.moving() && !device_.board().eeprom_busy(); }, seconds(60)));
        const std::int64_t shaft = device_.board().rotor().steps();
        device_.run_for(seconds(5));
        device_.power_cut(static_cast<TornByte>(kind));
        device_.run_for(seconds(5));
        device_.power_on();
        EXPECT_EQ(device_.position(), Position(goal));
        EXPECT_TRUE(device_.device().certain());
        EXPECT_EQ(device_.board().rotor().steps(), shaft);
    }
}

TEST_F(SimulatedDeviceTest, AResetWithoutALossOfVoltageTearsNoByte) {
    const EepromImage before = device_.board().eeprom().image();
    EXPECT_EQ(device_.ask("P:1234"), "P");
    EXPECT_TRUE(device_.run_until([&] { return !device_.board().eeprom_busy(); }, seconds(1)));
    const EepromImage after = device_.board().eeprom().image();
    ASSERT_NE(before, after);
    int torn_by_a_cut = 0;
    const auto torn = [&](const SimulatedDevice& device) {
        const EepromImage& found = device.board().eeprom().image();
        for (std::size_t i = 0; i < found.size(); ++i) {
            if (found[i] != before[i] && found[i] != after[i]) return true;
        }
        return false;
    };
    for (unsigned ms = 1; ms <= 40; ++ms) {
        const auto saving = [ms] {
            DeviceOptions options;
            options.seed = ms;
            auto twin = std::make_unique<SimulatedDevice>(options);
            twin->power_on();
            EXPECT_EQ(twin->ask("P:1234"), "P");
            twin->run_for(ms * kTicksPerMs);
            return twin;
        };
        for (const auto cause : {wire::ResetCause::external, wire::ResetCause::watchdog}) {
            const auto twin = saving();
            twin->reset(cause);
            EXPECT_FALSE(torn(*twin)) << "after " << ms << " ms";
        }
        const auto twin = saving();
        twin->power_cut();
        if (torn(*twin)) ++torn_by_a_cut;
    }
    EXPECT_GT(torn_by_a_cut, 5) << "these are the instants at which a byte is being programmed";
}

TEST_F(SimulatedDeviceTest, CutInStepsStopsAfterExactlySoManySteps) {
    EXPECT_EQ(device_.ask("R:0:500"), "R");
    device_.power_cut_in(123);
    EXPECT_TRUE(device_.run_until([&] { return !device_.powered(); }, seconds(60)));
    EXPECT_EQ(device_.position(), Position(123));
    EXPECT_EQ(device_.board().coils(), 0);
    device_.power_on();
    EXPECT_FALSE(device_.device().certain());
    EXPECT_LE(std::abs(device_.position().steps - 123), device_.device().bound().count);
}

TEST_F(SimulatedDeviceTest, TheSameCallsGiveTheSameNight) {
    const auto night = [] {
        DeviceOptions options;
        options.world.ambient = Ambient::night(18, 6, 8);
        SimulatedDevice device(options);
        std::vector<std::pair<Tick, int>> log;
        device.on_coils = [&](Tick when, CoilPhase phase) { log.emplace_back(when, phase); };
        device.power_on();
        device.ask("R:0:3000");
        device.run_until_rest();
        device.ask("U:400:3:500:0:28800:0:500:3500:30:10:1:");
        device.run_for(seconds(3600));
        return log;
    };
    const auto first = night();
    EXPECT_GT(first.size(), 3050U);  // it compensated, too
    EXPECT_EQ(first, night());
}

}  // namespace
}  // namespace focus::sim
