#include "hub/setup/setup_json.h"

#include <boost/json/value.hpp>
#include <charconv>
#include <cmath>

#include "core/words.h"

namespace focus {
namespace {

namespace json = boost::json;

std::string number_text(double value) {
    char digits[32];
    return {digits, std::to_chars(digits, digits + sizeof digits, value).ptr};
}

json::object settings_json(const DeviceSettings& settings) {
    json::object out;
    for (const SettingKey& key : setting_keys()) {
        if (!is_page_number(key)) continue;
        if (key.hundredths) {
            out[key.name] = settings[key.slot] / 100.0;
        } else {
            out[key.name] = settings[key.slot];
        }
    }
    out["reversed"] = settings[Slot::reversed] != 0;
    out["holding"] = settings.holding_current();
    out["automatic"] = settings.automatic();
    return out;
}

json::value extended_json(const FocuserState& state) {
    if (!state.extended) return nullptr;
    const wire::ExtendedStatus& x = *state.extended;
    return {{"uncertain_by", x.bound.count},
            {"mover", mover_words(x.mover)},
            {"holding_now", x.holding},
            {"sensor", word(x.sensor)},
            {"sensor_age", x.sensor_age},
            {"uptime", x.uptime},
            {"resets", x.resets},
            {"reset_cause", word(x.cause)},
            {"compensation_enabled", x.compensation_enabled}};
}

/// Empty if `value` was taken.
std::string take_number(const SettingKey& key, const json::value& value, DeviceSettings& settings) {
    const SlotRule rule = slot_rule(key.slot);
    error_code bad;
    const double typed = value.is_number() ? value.to_number<double>(bad) : NAN;
    const double scaled = std::round(typed * key.scale());
    const bool whole = key.hundredths || typed == std::round(typed);
    if (!std::isfinite(typed) || !whole || scaled < rule.minimum || scaled > rule.maximum) {
        return std::string(key.label) + ": " + (key.hundredths ? "a number, " : "a whole number, ") +
               number_text(rule.minimum / static_cast<double>(key.scale())) + " to " +
               number_text(rule.maximum / static_cast<double>(key.scale())) + " " + page_unit(key) + ".";
    }
    settings.set(key.slot, static_cast<int32_t>(scaled));
    return {};
}

}  // namespace

std::string page_unit(const SettingKey& key) {
    if (key.slot == Slot::step_size) return "\u00b5m";
    return key.slot == Slot::coefficient ? "steps/\u00b0C" : key.unit;
}

std::string page_sentence(int32_t coefficient) {
    std::string sentence = coefficient_sentence(coefficient);
    if (sentence.starts_with("1 C ")) sentence.replace(0, 4, "1 \u00b0C ");
    return sentence;
}

bool is_page_number(const SettingKey& key) {
    return key.is_number() && key.slot != Slot::rest_current && key.slot != Slot::motor_current &&
           key.slot != Slot::stepper_mode;
}

json::object state_json(const FocuserState& state) {
    json::object out;
    out["link"] = word(state.link);
    out["fault"] = state.fault_text;
    out["identity"] = state.identity;
    out["firmware"] = state.firmware;
    out["settings"] = nullptr;
    out["position"] = nullptr;
    out["sensor"] = nullptr;
    out["extended"] = nullptr;
    out["buttons"] = nullptr;
    if (state.link != Link::connected) return out;
    out["position"] = state.position.steps;
    out["target"] = state.target.steps;
    out["moving"] = state.moving || state.commanded;
    out["commanded"] = state.commanded;
    out["difference"] = state.compensation_difference.count;
    out["compensation"] = word(state.compensation);
    out["extended"] = extended_json(state);
    if (state.sensor) {
        json::object sensor{{"temperature", state.sensor->temperature}, {"humidity", nullptr}, {"dew_point", nullptr}};
        if (knows_humidity(*state.sensor)) {
            sensor["humidity"] = state.sensor->humidity;
            sensor["dew_point"] = state.sensor->dew_point;
        }
        out["sensor"] = std::move(sensor);
    }
    if (state.buttons_enabled) out["buttons"] = *state.buttons_enabled;
    if (state.settings) {
        json::object settings = settings_json(*state.settings);
        settings["sentence"] = page_sentence((*state.settings)[Slot::coefficient]);
        out["settings"] = std::move(settings);
    }
    return out;
}

WantedSettings settings_from(const json::object& body, const DeviceSettings& present) {
    WantedSettings wanted;
    wanted.settings = present;
    for (const auto& entry : body) {
        const std::string key(entry.key());
        const SettingKey* named = find_setting(key);
        if (named != nullptr && is_page_number(*named)) {
            wanted.mistake = take_number(*named, entry.value(), wanted.settings);
        } else if (const auto on = yes_or_no(body, key.c_str(), wanted.mistake)) {
            if (key == "reversed") {
                wanted.settings.set(Slot::reversed, *on ? 1 : 0);
            } else if (key == "automatic") {
                wanted.settings.set(Slot::mode, *on ? 1 : 0);
            } else if (key == "holding") {
                // Below 3 all mean holding; which one is kept if it holds already.
                if (*on != present.holding_current()) wanted.settings.set(Slot::rest_current, *on ? 0 : 3);
            } else if (key == "compensation_enabled") {
                wanted.compensation_enabled = *on;
            } else {
                wanted.mistake = "\"" + key.substr(0, 40) + "\" is not a setting.";
            }
        }
        if (!wanted.mistake.empty()) return wanted;
    }
    return wanted;
}

std::optional<int32_t> whole_number(const json::object& body, const char* key, int32_t low, int32_t high,
                                    std::string& mistake) {
    const json::value* value = body.if_contains(key);
    error_code bad;
    const double typed = value != nullptr && value->is_number() ? value->to_number<double>(bad) : NAN;
    if (std::isfinite(typed) && typed == std::round(typed) && typed >= low && typed <= high) {
        return static_cast<int32_t>(typed);
    }
    mistake = std::string(key) + ": a whole number, " + std::to_string(low) + " to " + std::to_string(high) + " steps.";
    return std::nullopt;
}

std::optional<bool> yes_or_no(const json::object& body, const char* key, std::string& mistake) {
    const json::value* value = body.if_contains(key);
    if (value != nullptr && value->is_bool()) return value->get_bool();
    mistake = std::string(key) + ": true or false.";
    return std::nullopt;
}

}  // namespace focus
