#include "tests/firmware/probe.h"

namespace focus::chip {
namespace {

using sim::TornByte;

TEST(ChipEeprom, AByteTakes3400Microseconds) {
    Probe p("eeprom_probe");
    p.chip.power_on();
    ASSERT_TRUE(p.chip.run_until([&] { return p.pin(1); }, seconds(1)));
    for (unsigned i = 0; i < 8; ++i) EXPECT_EQ(p.chip.eeprom().image()[16 + i], 0xA0 + i);
    EXPECT_EQ(p.chip.eeprom().writes(), 8U);
    const auto toggles = edges_of(p.chip.coils().edges(), 0);
    ASSERT_EQ(toggles.size(), 8U);
    for (unsigned i = 1; i < 8; ++i) {
        // EE_READY comes when the byte is done; the handler costs some cycles on top.
        EXPECT_GE(toggles[i] - toggles[i - 1], us(3400));
        EXPECT_LE(toggles[i] - toggles[i - 1], us(3400) + 100);
    }
}

TEST(ChipEeprom, NothingIsWrittenAfterTheWindow) {
    Probe p("eeprom_probe");
    p.chip.power_on();
    p.chip.run_for(ms(200));
    EXPECT_FALSE(p.pin(2));
    EXPECT_EQ(p.chip.eeprom().image()[100], 0xFF);
}

TEST(ChipEeprom, EraseOnlyAndWriteOnlyTakeHalfTheTime) {
    Probe p("eeprom_modes_probe");
    p.chip.power_on();
    ASSERT_TRUE(p.finish());
    EXPECT_EQ(p.chip.eeprom().image()[20], 0x0F & 0x3C);
    EXPECT_EQ(p.chip.eeprom().image()[21], 0xFF);
    const auto e = edges_of(p.chip.coils().edges(), 0);
    ASSERT_EQ(e.size(), 8U);
    const Cycle expected[4] = {us(3400), us(1800), us(3400), us(1800)};
    for (unsigned i = 0; i < 4; ++i) EXPECT_NEAR(double(e[2 * i + 1] - e[2 * i]), double(expected[i]), 30) << i;
    EXPECT_EQ(p.chip.eeprom().wear(20), 2U);
}

TEST(ChipEeprom, APowerCutTearsTheByteInFlight) {
    struct Case {
        TornByte outcome;
        std::uint8_t random, found;
    };
    // The third byte, 0xA2, over an old 0x11; erasing raises bits, programming lowers them.
    const Case cases[] = {{TornByte::old_value, 0, 0x11},
                          {TornByte::erased, 0, 0xFF},
                          {TornByte::new_value, 0, 0xA2},
                          {TornByte::partly_erased, 0x42, 0x53},
                          {TornByte::partly_programmed, 0x05, 0xA7},
                          {TornByte::garbage, 0x77, 0x77}};
    for (const Case& c : cases) {
        Probe p("eeprom_probe");
        sim::EepromImage image;
        image.fill(0x11);
        p.chip.eeprom().load(image);
        p.chip.power_on();
        ASSERT_TRUE(p.chip.run_until([&] { return p.chip.eeprom().writes() == 3; }, seconds(1), us(10)));
        p.chip.run_for(us(1000));
        p.chip.power_cut(c.outcome, c.random);
        EXPECT_EQ(p.chip.eeprom().image()[17], 0xA1);
        EXPECT_EQ(p.chip.eeprom().image()[18], c.found);
        EXPECT_EQ(p.chip.eeprom().image()[19], 0x11);
        p.chip.run_for(seconds(1));
        EXPECT_EQ(p.chip.eeprom().writes(), 3U) << "nothing is written without power";
    }
}

TEST(ChipEeprom, AResetDoesNotEndTheByteInFlight) {
    Probe p("eeprom_probe");
    p.chip.power_on();
    ASSERT_TRUE(p.chip.run_until([&] { return p.chip.eeprom().busy(); }, seconds(1), us(10)));
    p.chip.reset(wire::ResetCause::external);
    EXPECT_TRUE(p.chip.eeprom().busy());
    p.chip.run_for(ms(66));
    EXPECT_EQ(p.chip.eeprom().image()[16], 0xA0);
}

}  // namespace
}  // namespace focus::chip
