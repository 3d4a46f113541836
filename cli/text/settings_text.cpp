#include "cli/text/settings_text.h"

#include <boost/json.hpp>

#include "core/setting_key.h"

namespace focus::cli {

boost::json::object settings_json(const DeviceSettings& settings) {
    boost::json::object all;
    for (const SettingKey& key : setting_keys()) {
        const int32_t value = settings[key.slot];
        if (key.slot == Slot::reversed) {
            all[key.name] = value == 1;
        } else if (!key.is_number()) {
            all[key.name] = setting_value(key, value);
        } else if (key.hundredths) {
            all[key.name] = value / 100.0;
        } else {
            all[key.name] = value;
        }
    }
    return all;
}

}  // namespace focus::cli
