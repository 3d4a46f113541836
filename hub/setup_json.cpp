#include "hub/setup_json.h"

#include <boost/json/value.hpp>
#include <charconv>
#include <cmath>

#include "core/compensation/compensation_fit.h"

namespace focus {
namespace {

namespace json = boost::json;

constexpr SettingField kFields[] = {
    {"maximum", "Maximum position", "steps", Slot::maximum, 1},
    {"step_size", "Step size", "µm", Slot::step_size, 100},
    {"speed", "Speed", "steps/s", Slot::speed, 1},
    {"coefficient", "Coefficient", "steps/°C", Slot::coefficient, 100},
    {"threshold", "Threshold", "steps", Slot::threshold, 1},
    {"cycle", "Cycle", "s", Slot::cycle, 1},
};

std::string number_text(double value) {
    char digits[32];
    return {digits, std::to_chars(digits, digits + sizeof digits, value).ptr};
}

json::object settings_json(const DeviceSettings& settings) {
    json::object out;
    for (const SettingField& field : kFields) {
        if (field.scale == 1) {
            out[field.key] = settings[field.slot];
        } else {
            out[field.key] = settings[field.slot] / static_cast<double>(field.scale);
        }
    }
    out["reversed"] = settings[Slot::reversed] != 0;
    out["holding"] = settings.holding_current();
    out["automatic"] = settings.automatic();
    return out;
}

const char* word(wire::Mover mover) {
    static constexpr const char* kWords[] = {"nobody", "a program", "a button", "compensation"};
    return kWords[static_cast<unsigned>(mover)];
}
const char* word(wire::SensorKind kind) {
    static constexpr const char* kWords[] = {"none", "SHT3x", "HTU21D", "AHT20", "not looked yet"};
    return kWords[static_cast<unsigned>(kind)];
}
const char* word(wire::ResetCause cause) {
    static constexpr const char* kWords[] = {"power on", "reset line", "brown-out", "watchdog"};
    return kWords[static_cast<unsigned>(cause)];
}

json::value extended_json(const FocuserState& state) {
    if (!state.extended) return nullptr;
    const wire::ExtendedStatus& x = *state.extended;
    return {{"uncertain_by", x.bound.count},
            {"mover", word(x.mover)},
            {"holding_now", x.holding},
            {"sensor", word(x.sensor)},
            {"sensor_age", x.sensor_age},
            {"uptime", x.uptime},
            {"resets", x.resets},
            {"reset_cause", word(x.cause)},
            {"compensation_enabled", x.compensation_enabled}};
}

const char* word(Link link) {
    return link == Link::connected ? "connected" : link == Link::connecting ? "connecting" : "disconnected";
}
const char* word(Compensation compensation) {
    return compensation == Compensation::automatic ? "automatic"
           : compensation == Compensation::manual  ? "manual"
                                                   : "off";
}

const SettingField* field_called(std::string_view key) {
    for (const SettingField& field : kFields) {
        if (key == field.key) return &field;
    }
    return nullptr;
}

/// Empty if `value` was taken.
std::string take_number(const SettingField& field, const json::value& value, DeviceSettings& settings) {
    const SlotRule rule = slot_rule(field.slot);
    error_code bad;
    const double typed = value.is_number() ? value.to_number<double>(bad) : NAN;
    const double scaled = std::round(typed * field.scale);
    const bool whole = field.scale != 1 || typed == std::round(typed);
    if (!std::isfinite(typed) || !whole || scaled < rule.minimum || scaled > rule.maximum) {
        return std::string(field.label) + ": " + (field.scale == 1 ? "a whole number, " : "a number, ") +
               number_text(rule.minimum / static_cast<double>(field.scale)) + " to " +
               number_text(rule.maximum / static_cast<double>(field.scale)) + " " + field.unit + ".";
    }
    settings.set(field.slot, static_cast<int32_t>(scaled));
    return {};
}

}  // namespace

std::span<const SettingField> setting_fields() { return kFields; }

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
        out["sensor"] = {{"temperature", state.sensor->temperature},
                         {"humidity", state.sensor->humidity},
                         {"dew_point", state.sensor->dew_point}};
    }
    if (state.buttons_enabled) out["buttons"] = *state.buttons_enabled;
    if (state.settings) {
        json::object settings = settings_json(*state.settings);
        settings["sentence"] = coefficient_in_words((*state.settings)[Slot::coefficient] / 100.0);
        out["settings"] = std::move(settings);
    }
    return out;
}

WantedSettings settings_from(const json::object& body, const DeviceSettings& present) {
    WantedSettings wanted;
    wanted.settings = present;
    for (const auto& entry : body) {
        const std::string key(entry.key());
        if (const SettingField* field = field_called(key)) {
            wanted.mistake = take_number(*field, entry.value(), wanted.settings);
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
