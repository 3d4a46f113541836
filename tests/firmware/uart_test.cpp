#include "tests/firmware/probe.h"

namespace focus::chip {
namespace {

constexpr Cycle kCharacter = 4160;  // ten bits at UBRR 51 with U2X

TEST(ChipUart, ACharacterTakesTenBits) {
    Probe p("echo_probe");
    std::vector<Cycle> starts;
    p.chip.on_output = [&](Cycle start, char) { starts.push_back(start); };
    p.chip.power_on();
    p.chip.run_for(ms(70));
    const Cycle sent = p.chip.now();
    p.chip.receive("focus");
    p.chip.run_for(ms(5));
    EXPECT_EQ(p.chip.take_output(), "focus");
    ASSERT_EQ(starts.size(), 5U);
    // Half a stop bit before the end of the character it is known.
    EXPECT_NEAR(double(starts[0] - sent), 9.5 * 16e6 / 38400, 60);
    for (unsigned i = 1; i < 5; ++i) EXPECT_NEAR(double(starts[i] - starts[i - 1]), 4167, 60);
}

TEST(ChipUart, OutputIsBackToBack) {
    Probe p("echo_probe");
    std::vector<Cycle> starts;
    p.chip.on_output = [&](Cycle start, char) { starts.push_back(start); };
    p.chip.hold_buttons(kButtonIn);
    p.chip.power_on();
    p.chip.run_for(ms(70));
    p.chip.receive("abc");
    p.chip.run_for(ms(3));
    p.chip.hold_buttons(0);
    p.chip.run_for(ms(3));
    EXPECT_EQ(p.chip.take_output(), "abc");
    ASSERT_EQ(starts.size(), 3U);
    EXPECT_EQ(starts[1] - starts[0], kCharacter);
    EXPECT_EQ(starts[2] - starts[1], kCharacter);
}

TEST(ChipUart, TheFourthUnreadCharacterOverruns) {
    Probe p("echo_probe");
    p.chip.hold_buttons(kButtonIn);
    p.chip.power_on();
    p.chip.run_for(ms(70));
    p.chip.receive("abcde");
    p.chip.run_for(ms(3));
    EXPECT_EQ(p.chip.uart().lost(), 2U);
    p.chip.hold_buttons(0);
    p.chip.run_for(ms(5));
    EXPECT_EQ(p.chip.take_output(), "abe") << "two in the buffer, the last in the shift register";
    EXPECT_TRUE(p.pin(1)) << "DOR";
}

TEST(ChipUart, AWrongSpeedIsGarbage) {
    Probe p("slow_baud_probe");
    p.chip.power_on();
    p.chip.run_for(ms(70));
    p.chip.take_output();
    p.chip.run_for(ms(20));
    const std::string output = p.chip.take_output();
    EXPECT_GE(output.size(), 30U);
    EXPECT_LT(std::count(output.begin(), output.end(), 'U'), 3);
}

TEST(ChipUart, TwoPercentAreNoMatterThreeAre) {
    for (const auto& [baud, good] : {std::pair{39168U, true}, {37632U, true}, {39700U, false}, {37200U, false}}) {
        Probe p("echo_probe");
        p.chip.power_on();
        p.chip.uart().set_baud(baud);
        p.chip.run_for(ms(70));
        p.chip.receive("f");
        p.chip.run_for(ms(2));
        EXPECT_EQ(p.chip.take_output() == "f", good) << baud;
    }
}

}  // namespace
}  // namespace focus::chip
