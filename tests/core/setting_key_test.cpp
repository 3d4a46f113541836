#include "core/setting_key.h"

#include <gtest/gtest.h>

namespace focus {
namespace {

TEST(SettingKeys, ReadsWhatItWrites) {
    for (const SettingKey& key : setting_keys()) {
        const SlotRule rule = slot_rule(key.slot);
        for (int32_t value : {rule.minimum, rule.initial, rule.maximum}) {
            EXPECT_EQ(parse_setting(key, setting_value(key, value)), value) << key.name;
        }
        if (key.words[0] != nullptr) continue;
        EXPECT_FALSE(parse_setting(key, setting_value(key, rule.maximum + 1))) << key.name;
        EXPECT_FALSE(parse_setting(key, setting_value(key, rule.minimum - 1))) << key.name;
    }
}

TEST(SettingKeys, UsesUnitsPeopleKnow) {
    EXPECT_EQ(parse_setting(*find_setting("step_size"), "4.05"), 405);
    EXPECT_EQ(parse_setting(*find_setting("coefficient"), "-12.5"), -1250);
    EXPECT_EQ(parse_setting(*find_setting("reversed"), "yes"), 1);
    EXPECT_EQ(parse_setting(*find_setting("mode"), "automatic"), 1);
    EXPECT_EQ(parse_setting(*find_setting("mode"), "off"), 0);
    for (const char* wrong : {"", "4.055", "4,05", "nan", "1e1", "-", "five"}) {
        EXPECT_FALSE(parse_setting(*find_setting("step_size"), wrong)) << wrong;
    }
    EXPECT_EQ(find_setting("backlash"), nullptr);
    EXPECT_EQ(setting_range(*find_setting("coefficient")), "-1000.00 .. 1000.00");
}

TEST(SettingKeys, HundredthsHaveTwoDecimals) {
    EXPECT_EQ(hundredths_text(-5), "-0.05");
    EXPECT_EQ(hundredths_text(1234), "12.34");
}

TEST(SettingKeys, WholeNumbersAreWholeAndWithinBounds) {
    EXPECT_EQ(parse_whole("12", 0, 100), 12);
    EXPECT_EQ(parse_whole("-12", -12, 100), -12);
    for (const char* wrong : {"", " 1", "1 ", "1,000", "0x10", "1e3", "12.0", "101", "-1", "99999999999", "nan"}) {
        EXPECT_FALSE(parse_whole(wrong, 0, 100)) << wrong;
    }
}

}  // namespace
}  // namespace focus
