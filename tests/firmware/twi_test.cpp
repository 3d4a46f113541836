#include <array>

#include "tests/firmware/probe.h"

namespace focus::chip {
namespace {

TEST(ChipTwi, GivesTheDatasheetsStatusCodes) {
    ChipOptions options;
    options.world.ambient = sim::Ambient::constant(12.5);
    options.world.humidity = 60;
    Probe p("twi_probe", options);
    p.chip.power_on();
    ASSERT_TRUE(p.finish());
    const std::uint8_t expected[] = {0x08, 0x18, 0x28, 0x28, 0x10, 0x48, 0x08, 0x20,
                                     0x08, 0x40, 0x50, 0x50, 0x50, 0x50, 0x50, 0x58};
    for (unsigned i = 0; i < sizeof expected; ++i) EXPECT_EQ(p.variable("codes", i), expected[i]) << i;
    std::array<std::uint8_t, 6> answer{};
    for (unsigned i = 0; i < 6; ++i) answer[i] = p.variable("answer", i);
    EXPECT_NEAR(-45 + 175.0 * (answer[0] << 8 | answer[1]) / 65535, 12.5, 0.01);
    EXPECT_NEAR(100.0 * (answer[3] << 8 | answer[4]) / 65535, 60, 0.01);
    EXPECT_EQ(answer[2], crc8(answer.data(), 2, 0xFF));
    EXPECT_EQ(answer[5], crc8(answer.data() + 3, 2, 0xFF));
}

TEST(ChipTwi, AByteTakesNineBitsOfTheBus) {
    Probe p("twi_probe");
    p.chip.power_on();
    ASSERT_TRUE(p.finish());
    const auto e = edges_of(p.chip.coils().edges(), 0);
    ASSERT_GE(e.size(), 12U);
    for (unsigned i = 0; i + 1 < e.size(); i += 2) EXPECT_NEAR(double(e[i + 1] - e[i]), 9 * 160, 40);
}

TEST(ChipTwi, AnEmptySocketAcknowledgesNothing) {
    Probe p("twi_probe");
    p.chip.unplug_sensor();
    p.chip.power_on();
    ASSERT_TRUE(p.finish());
    EXPECT_EQ(p.variable("codes", 0), 0x08);
    EXPECT_EQ(p.variable("codes", 1), 0x20);
    EXPECT_EQ(p.variable("codes", 2), 0x30);
}

TEST(ChipTwi, AHeldBusIsFreeAfterNineClocks) {
    Probe p("stuck_bus_probe");
    p.chip.power_on();
    p.chip.run_for(ms(70));
    p.chip.bus().hold_data(9);
    ASSERT_TRUE(p.finish());
    EXPECT_FALSE(p.pin(0)) << "no START on a held bus";
    EXPECT_TRUE(p.pin(1)) << "the held line reads low";
    EXPECT_TRUE(p.pin(2)) << "free after nine clocks";
}

TEST(SensorModels, CrcsAreTheOnesOfTheDatasheets) {
    const std::uint8_t sht3x[] = {0xBE, 0xEF};
    EXPECT_EQ(crc8(sht3x, 2, 0xFF), 0x92);
    const std::uint8_t htu21d[] = {0x68, 0x3A};
    EXPECT_EQ(crc8(htu21d, 2, 0x00), 0x7C);
}

SensorReading reading(std::int16_t temperature, std::int16_t humidity) {
    SensorReading r;
    r.temperature = Temperature(temperature);
    r.humidity = Humidity(humidity);
    return r;
}

std::vector<std::uint8_t> ask(SensorModel& s, std::uint8_t address, const std::vector<std::uint8_t>& command,
                              std::size_t size, Cycle now, Cycle wait) {
    EXPECT_TRUE(s.address(address, false, now));
    for (const std::uint8_t byte : command) EXPECT_TRUE(s.write(byte, now));
    s.stop(now);
    std::vector<std::uint8_t> bytes;
    if (!s.address(address, true, now + wait)) return bytes;
    while (bytes.size() < size) bytes.push_back(s.read(now + wait));
    s.stop(now + wait);
    return bytes;
}

TEST(SensorModels, Htu21dTakesItsTimeAndSaysWhichValueItIs) {
    const auto s = SensorModel::make(
        wire::SensorKind::htu21d, [] { return reading(-725, 8120); }, 0);
    EXPECT_FALSE(s->address(0x40, false, us(14000))) << "still starting";
    EXPECT_TRUE(ask(*s, 0x40, {0xF3}, 3, ms(20), ms(40)).empty()) << "too early";
    const auto t = ask(*s, 0x40, {0xF3}, 3, ms(100), ms(50));
    ASSERT_EQ(t.size(), 3U);
    EXPECT_EQ(t[1] & 3, 0);
    EXPECT_NEAR(-46.85 + 175.72 * ((t[0] << 8 | t[1]) & 0xFFFC) / 65536, -7.25, 0.02);
    EXPECT_EQ(t[2], crc8(t.data(), 2, 0));
    const auto h = ask(*s, 0x40, {0xF5}, 3, ms(200), ms(16));
    ASSERT_EQ(h.size(), 3U);
    EXPECT_EQ(h[1] & 3, 2);
    EXPECT_NEAR(-6 + 125.0 * ((h[0] << 8 | h[1]) & 0xFFFC) / 65536, 81.2, 0.02);
}

TEST(SensorModels, Aht20IsBusyWhileItConverts) {
    const auto s = SensorModel::make(
        wire::SensorKind::aht20, [] { return reading(2134, 4550); }, 0);
    const auto raw = ask(*s, 0x38, {0xAC, 0x33, 0x00}, 7, ms(50), ms(80));
    ASSERT_EQ(raw.size(), 7U);
    EXPECT_EQ(raw[1], 0xFF) << "not calibrated: no true value";
    ask(*s, 0x38, {0xBE, 0x08, 0x00}, 7, ms(140), ms(10));
    const auto early = ask(*s, 0x38, {0xAC, 0x33, 0x00}, 7, ms(160), ms(20));
    ASSERT_EQ(early.size(), 7U);
    EXPECT_NE(early[0] & 0x80, 0);
    const auto a = ask(*s, 0x38, {0xAC, 0x33, 0x00}, 7, ms(300), ms(80));
    ASSERT_EQ(a.size(), 7U);
    EXPECT_EQ(a[0] & 0x80, 0);
    const unsigned humidity = a[1] << 12 | a[2] << 4 | a[3] >> 4;
    const unsigned temperature = (a[3] & 15U) << 16 | a[4] << 8 | a[5];
    EXPECT_NEAR(100.0 * humidity / 1048576, 45.5, 0.01);
    EXPECT_NEAR(-50 + 200.0 * temperature / 1048576, 21.34, 0.01);
    EXPECT_EQ(a[6], crc8(a.data(), 6, 0xFF));
}

TEST(SensorModels, ASpoiledAnswerFailsItsChecksum) {
    const auto s = SensorModel::make(
        wire::SensorKind::sht3x, [] { return reading(1000, 5000); }, 0);
    s->spoil(1);
    const auto bad = ask(*s, 0x44, {0x24, 0x00}, 6, ms(10), ms(15));
    ASSERT_EQ(bad.size(), 6U);
    EXPECT_NE(bad[2], crc8(bad.data(), 2, 0xFF));
    const auto good = ask(*s, 0x44, {0x24, 0x00}, 6, ms(50), ms(15));
    EXPECT_EQ(good[2], crc8(good.data(), 2, 0xFF));
}

}  // namespace
}  // namespace focus::chip
