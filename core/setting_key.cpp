#include "core/setting_key.h"

#include <algorithm>

#include "device/wire/text.h"

namespace focus {
namespace {

constexpr SettingKey kKeys[] = {
    {Slot::maximum, false, "maximum", "Maximum position", "steps", {}, "largest position"},
    {Slot::step_size, true, "step_size", "Step size", "um", {}, ""},
    {Slot::speed, false, "speed", "Speed", "steps/s", {}, ""},
    {Slot::reversed, false, "reversed", "Reversed", "", {"no", "yes"}, "direction of rotation"},
    {Slot::rest_current, false, "rest_current", "Current at rest", "", {}, "below 3: holding current at rest; 3: none"},
    {Slot::coefficient, true, "coefficient", "Coefficient", "steps/C", {}, ""},
    {Slot::threshold, false, "threshold", "Threshold", "steps", {}, "smallest difference applied automatically"},
    {Slot::cycle, false, "cycle", "Cycle", "s", {}, "between automatic compensations"},
    {Slot::mode, false, "mode", "Mode", "", {"manual", "automatic"}, "temperature compensation"},
    {Slot::motor_current, false, "motor_current", "Motor current", "mA", {}, "kept, not used by a ULN2003 board"},
    {Slot::stepper_mode, false, "stepper_mode", "Stepper mode", "", {}, "0: unipolar"},
};

bool has_two_decimals_at_most(const std::string& text) {
    const auto point = text.find('.');
    return point == std::string::npos || text.size() - point <= 3;
}

}  // namespace

std::span<const SettingKey> setting_keys() { return kKeys; }

const SettingKey* find_setting(std::string_view name) {
    const auto found = std::ranges::find(kKeys, name, &SettingKey::name);
    return found == std::end(kKeys) ? nullptr : &*found;
}

std::string setting_value(const SettingKey& key, int32_t value) {
    if (!key.is_number() && (value == 0 || value == 1)) return key.words[value];
    return key.hundredths ? hundredths_text(value) : std::to_string(value);
}

std::string setting_range(const SettingKey& key) {
    if (!key.is_number()) return std::string(key.words[0]) + " or " + key.words[1];
    const SlotRule rule = slot_rule(key.slot);
    const std::string low = setting_value(key, rule.minimum);
    return rule.minimum == rule.maximum ? low + " only" : low + " .. " + setting_value(key, rule.maximum);
}

std::optional<int32_t> parse_setting(const SettingKey& key, const std::string& text) {
    if (!key.is_number()) {
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

std::string hundredths_text(int32_t value) {
    wire::LineWriter out;
    out.hundredths(value);
    return {out.line().data, out.line().size};
}

std::optional<int32_t> parse_whole(const std::string& text, int32_t low, int32_t high) {
    int32_t value = 0;
    if (!wire::parse_integer({text.data(), static_cast<unsigned>(text.size())}, value)) return std::nullopt;
    return value < low || value > high ? std::nullopt : std::optional(value);
}

}  // namespace focus
