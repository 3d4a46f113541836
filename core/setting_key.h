// SettingKey: the focuser's settings as people type and read them: step size in um and coefficient in steps/C with two
// decimals, yes and no, manual and automatic. One table for terminal, setup page and hub; the bounds are those of
// device_settings.h. Any thread.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "device/settings/device_settings.h"

namespace focus {

struct SettingKey {
    Slot slot;
    bool hundredths;       ///< kept x 100
    const char* name;      ///< "step_size": what scripts say
    const char* label;     ///< "Step size": what stands before its field
    const char* unit;      ///< empty where the value is a word or a bare number
    const char* words[2];  ///< what 0 and 1 are called; null: a number
    const char* remark;    ///< for a person, may be empty

    bool is_number() const { return words[0] == nullptr; }
    int scale() const { return hundredths ? 100 : 1; }
};

/// All of them, in the order people look for them.
std::span<const SettingKey> setting_keys();
/// Null if there is no such setting.
const SettingKey* find_setting(std::string_view name);

/// "5.00", "28800", "automatic".
std::string setting_value(const SettingKey& key, int32_t value);
/// "100 .. 1000000", "manual or automatic".
std::string setting_range(const SettingKey& key);
/// The inverse of setting_value, within the bounds; "off"/"on", "no"/"yes", "false"/"true", "0"/"1" are words as well.
std::optional<int32_t> parse_setting(const SettingKey& key, const std::string& text);

/// 1234 is "12.34".
std::string hundredths_text(int32_t value);
/// All of `text`, within `low..high`.
std::optional<int32_t> parse_whole(const std::string& text, int32_t low, int32_t high);

}  // namespace focus
