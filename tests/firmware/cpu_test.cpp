#include "tests/firmware/probe.h"

namespace focus::chip {
namespace {

TEST(ChipCpu, AnInterruptCostsItsEntry) {
    Probe p("interrupt_probe");
    p.chip.power_on();
    p.chip.run_for(ms(66));
    p.chip.coils().clear();
    p.chip.run_for(ms(10));
    const auto pulses = edges_of(p.chip.coils().edges(), 0);
    ASSERT_GT(pulses.size(), 100U);
    // Four cycles of entry, three of the vector's jump, and at most three to end the instruction under way: the compare
    // comes every 2000 cycles, so pulses are 2000 apart but for that.
    for (std::size_t i = 2; i + 1 < pulses.size(); i += 2) {
        EXPECT_NEAR(double(pulses[i] - pulses[i - 2]), 2000, 4);
    }
}

TEST(ChipCpu, WakingCostsFourMore) {
    const auto first_pulse = [](bool asleep) {
        Probe p("interrupt_probe");
        p.chip.hold_buttons(asleep ? kButtonIn : 0);
        p.chip.power_on();
        p.chip.run_for(ms(70));
        p.chip.coils().clear();
        p.chip.run_for(ms(1));
        std::vector<Cycle> times;
        for (const Cycle at : edges_of(p.chip.coils().edges(), 0)) times.push_back(at % 2000);
        return times;
    };
    const auto sleeping = first_pulse(true);
    ASSERT_GT(sleeping.size(), 10U);
    for (std::size_t i = 2; i < sleeping.size(); i += 2) EXPECT_EQ(sleeping[i], sleeping[0]) << "no jitter from sleep";
    const auto awake = first_pulse(false);
    ASSERT_GT(awake.size(), 10U);
    // Awake: 4 + 3 and up to 3. Asleep: 8 + 3 always.
    for (std::size_t i = 0; i < awake.size(); i += 2) EXPECT_LE(awake[i], sleeping[0]);
}

TEST(ChipCpu, APressedButtonStaysPressedWhenThePortIsWritten) {
    Probe p("interrupt_probe");
    p.chip.power_on();
    p.chip.run_for(ms(70));
    EXPECT_FALSE(p.pin(1));
    p.chip.hold_buttons(kButtonIn);
    p.chip.run_for(ms(1));
    EXPECT_TRUE(p.pin(1));
    EXPECT_TRUE(p.chip.core().sleeping());
}

TEST(ChipCpu, TimerOneHasOneTempRegisterAndComparesWithZero) {
    Probe p("temp_register_probe");
    p.chip.power_on();
    ASSERT_TRUE(p.finish());
    EXPECT_TRUE(p.pin(0)) << "an interrupt between the two halves of a 16-bit access must show";
    EXPECT_TRUE(p.pin(1)) << "a compare value of 0 matches like any other";
}

TEST(ChipCpu, PrescalersAreSharedAndBeginAnewWhenAsked) {
    Probe p("prescaler_probe");
    p.chip.power_on();
    ASSERT_TRUE(p.finish());
    EXPECT_FALSE(p.pin(0)) << "timers 1 and 2 must stay in step to the cycle";
    EXPECT_FALSE(p.pin(1)) << "no tick of a prescaler that begins anew every few hundred cycles";
    EXPECT_FALSE(p.pin(2)) << "timer 2 has a prescaler of its own";
}

TEST(ChipCpu, MeasuresStackAndInterruptsOff) {
    Probe p("stack_probe");
    p.chip.power_on();
    ASSERT_TRUE(p.finish());
    const Use& use = p.chip.core().use();
    EXPECT_GE(use.interrupts_off, 1000U);
    EXPECT_LE(use.interrupts_off, 1010U);
    EXPECT_EQ(p.firmware.function_at(use.interrupts_off_at), "main");
    EXPECT_GE(kRamEnd - use.lowest_stack, 10 * 22);
    EXPECT_LE(kRamEnd - use.lowest_stack, 10 * 34);
}

TEST(ChipCpu, TwoRunsAreBitIdentical) {
    const auto run = [] {
        Probe p("interrupt_probe");
        p.chip.power_on();
        p.chip.run_for(ms(100));
        p.chip.hold_buttons(kButtonIn);
        p.chip.run_for(ms(100));
        std::vector<std::uint8_t> ram;
        for (std::uint16_t i = 0; i <= kRamEnd; ++i) ram.push_back(p.chip.core().data(i));
        return std::tuple(p.chip.coils().edges(), ram, p.chip.now(), p.chip.core().use().awake);
    };
    EXPECT_EQ(run(), run());
}

TEST(ChipReset, TheCauseIsInMcusr) {
    Probe p("reset_probe");
    p.chip.hold_buttons(kButtonIn);  // feeds the watchdog
    p.chip.power_on();
    p.chip.run_for(ms(100));
    EXPECT_EQ(p.variable("cause"), kPowerOnReset);
    p.chip.reset(wire::ResetCause::external);
    p.chip.run_for(ms(100));
    EXPECT_EQ(p.variable("cause"), kExternalReset);
    p.chip.reset(wire::ResetCause::brown_out);
    p.chip.run_for(ms(100));
    EXPECT_EQ(p.variable("cause"), kBrownOutReset);
}

TEST(ChipReset, TheWatchdogBites) {
    Probe p("reset_probe");
    p.chip.hold_buttons(kButtonIn);
    p.chip.power_on();
    p.chip.run_for(ms(200));
    const unsigned boots = p.variable("boots");
    EXPECT_EQ(p.chip.resets(wire::ResetCause::watchdog), 0U);
    p.chip.hold_buttons(0);
    const Cycle since = p.chip.now();
    ASSERT_TRUE(p.chip.run_until([&] { return p.chip.resets(wire::ResetCause::watchdog) == 1; }, seconds(1)));
    EXPECT_NEAR(double(p.chip.now() - since), double(ms(16)), double(ms(2)));
    p.chip.run_for(ms(70));
    EXPECT_EQ(p.variable("cause"), kWatchdogReset);
    EXPECT_EQ(p.variable("boots"), boots + 1) << "RAM outlives a reset";
}

TEST(ChipReset, RamIsChanceAfterPowerUp) {
    Probe p("reset_probe");
    p.chip.hold_buttons(kButtonIn);
    p.chip.power_on();
    p.chip.run_for(ms(100));
    const unsigned first = p.variable("boots");
    p.chip.power_cut();
    p.chip.power_on();
    p.chip.run_for(ms(100));
    EXPECT_NE(p.variable("boots"), first + 1);
}

}  // namespace
}  // namespace focus::chip
