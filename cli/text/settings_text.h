// The settings as an object for scripts.
#pragma once

#include <boost/json/fwd.hpp>

#include "device/settings/device_settings.h"

namespace focus::cli {

/// {"maximum":28800,"step_size":5,...}: numbers in the units people type, words as words.
boost::json::object settings_json(const DeviceSettings& settings);

}  // namespace focus::cli
