#include "cli/settings_text.h"

#include <algorithm>
#include <boost/json.hpp>

#include "cli/command_line.h"
#include "cli/format.h"
#include "device/wire/text.h"

namespace focus::cli {
namespace {

bool has_two_decimals_at_most(const std::string& text) {
    const auto point = text.find('.');
    return point == std::string::npos || text.size() - point <= 3;
}

}  // namespace

const std::vector<SettingKey>& setting_keys() {
    static const std::vector<SettingKey> keys{
        {Slot::maximum, "maximum", "steps", false, {}, "largest position"},
        {Slot::step_size, "step_size", "um", true, {}, ""},
        {Slot::speed, "speed", "steps/s", false, {}, ""},
        {Slot::reversed, "reversed", "", false, {"no", "yes"}, "direction of rotation"},
        {Slot::rest_current, "rest_current", "", false, {}, "below 3: holding current at rest; 3: none"},
        {Slot::coefficient, "coefficient", "steps/C", true, {}, ""},
        {Slot::threshold, "threshold", "steps", false, {}, "smallest difference applied automatically"},
        {Slot::cycle, "cycle", "s", false, {}, "between automatic compensations"},
        {Slot::mode, "mode", "", false, {"manual", "automatic"}, "temperature compensation"},
        {Slot::motor_current, "motor_current", "mA", false, {}, "kept, not used by a ULN2003 board"},
        {Slot::stepper_mode, "stepper_mode", "", false, {}, "0: unipolar"},
    };
    return keys;
}

const SettingKey* find_setting(const std::string& name) {
    const auto& keys = setting_keys();
    const auto found = std::find_if(keys.begin(), keys.end(), [&](const SettingKey& key) { return key.name == name; });
    return found == keys.end() ? nullptr : &*found;
}

std::string setting_value(const SettingKey& key, int32_t value) {
    if (key.words[0] != nullptr && (value == 0 || value == 1)) return key.words[value];
    return key.hundredths ? hundredths_text(value) : std::to_string(value);
}

std::string setting_range(const SettingKey& key) {
    if (key.words[0] != nullptr) return std::string(key.words[0]) + " or " + key.words[1];
    const SlotRule rule = slot_rule(key.slot);
    const std::string low = setting_value(key, rule.minimum);
    return rule.minimum == rule.maximum ? low + " only" : low + " .. " + setting_value(key, rule.maximum);
}

std::optional<int32_t> parse_setting(const SettingKey& key, const std::string& text) {
    if (key.words[0] != nullptr) {
        const std::string words[2][5] = {{key.words[0], "off", "no", "false", "0"},
                                         {key.words[1], "on", "yes", "true", "1"}};
        if (key.slot == Slot::mode && text == "auto") return 1;
        for (int32_t value : {0, 1}) {
            if (std::find(std::begin(words[value]), std::end(words[value]), text) != std::end(words[value]))
                return value;
        }
        return std::nullopt;
    }
    const SlotRule rule = slot_rule(key.slot);
    if (!key.hundredths) return parse_whole(text, rule.minimum, rule.maximum);
    int32_t value = 0;
    const wire::Text typed{text.data(), static_cast<unsigned>(text.size())};
    if (!has_two_decimals_at_most(text) || !wire::parse_hundredths(typed, value)) return std::nullopt;
    return value < rule.minimum || value > rule.maximum ? std::nullopt : std::optional(value);
}

boost::json::object settings_json(const DeviceSettings& settings) {
    boost::json::object all;
    for (const SettingKey& key : setting_keys()) {
        const int32_t value = settings[key.slot];
        if (key.slot == Slot::reversed) {
            all[key.name] = value == 1;
        } else if (key.words[0] != nullptr) {
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
