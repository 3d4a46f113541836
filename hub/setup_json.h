// What the setup page shows and takes, as JSON: the state of a device, its settings in the units people use, and the
// checks of what was typed.
#pragma once

#include <boost/json/object.hpp>
#include <span>
#include <string>

#include "core/focuser.h"

namespace focus {

/// One number among the settings.
struct SettingField {
    const char* key;
    const char* label;
    const char* unit;
    Slot slot;
    int scale;  ///< what the wire's integer is divided by
};
std::span<const SettingField> setting_fields();

boost::json::object state_json(const FocuserState& state);

/// The settings as they shall be, or the sentence that says what was wrong.
struct WantedSettings {
    DeviceSettings settings;
    std::optional<bool> compensation_enabled;  ///< only an open device can
    std::string mistake;
};
/// Lays what `body` names over `present`; every value is checked, unknown names are mistakes.
WantedSettings settings_from(const boost::json::object& body, const DeviceSettings& present);

/// A whole number in `low..high` called `key`; else `mistake` says what is allowed.
std::optional<int32_t> whole_number(const boost::json::object& body, const char* key, int32_t low, int32_t high,
                                    std::string& mistake);
std::optional<bool> yes_or_no(const boost::json::object& body, const char* key, std::string& mistake);

}  // namespace focus
