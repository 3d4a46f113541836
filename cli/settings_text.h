// The focuser's settings as people type and read them: step size in um and coefficient in steps/C with two decimals,
// yes and no, manual and automatic. Names and bounds are those of device_settings.h.
#pragma once

#include <boost/json/fwd.hpp>
#include <optional>
#include <string>
#include <vector>

#include "device/settings/device_settings.h"

namespace focus::cli {

struct SettingKey {
    Slot slot;
    const char* name;
    const char* unit;      ///< empty where the value is a word or a bare number
    bool hundredths;       ///< kept x 100
    const char* words[2];  ///< what 0 and 1 are called; null: a number
    const char* remark;    ///< for a person, may be empty
};

/// All of them, in the order people look for them.
const std::vector<SettingKey>& setting_keys();
/// Null if there is no such setting.
const SettingKey* find_setting(const std::string& name);

/// "5.00", "28800", "automatic".
std::string setting_value(const SettingKey& key, int32_t value);
/// "100 .. 1000000", "manual or automatic".
std::string setting_range(const SettingKey& key);
/// The inverse of setting_value, within the bounds; "off"/"on", "no"/"yes", "false"/"true", "0"/"1" are words as well.
std::optional<int32_t> parse_setting(const SettingKey& key, const std::string& text);

/// {"maximum":28800,"step_size":5,...}: numbers in the units people type, words as words.
boost::json::object settings_json(const DeviceSettings& settings);

}  // namespace focus::cli
