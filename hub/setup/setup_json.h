// What the setup page shows and takes, as JSON: the state of a device, its settings in the units people use, and the
// checks of what was typed.
#pragma once

#include <boost/json/object.hpp>
#include <string>

#include "core/focuser.h"
#include "core/setting_key.h"

namespace focus {

/// One that has a field for a number on the page.
bool is_page_number(const SettingKey& key);
/// Its unit as a page can show it.
std::string page_unit(const SettingKey& key);

/// What a coefficient does, in a sentence. In steps/C x 100.
std::string page_sentence(int32_t coefficient);

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
