#include "cli/text/status_text.h"

#include <boost/json.hpp>

#include "cli/text/format.h"
#include "cli/text/settings_text.h"

namespace focus::cli {
namespace {

using wire::ExtendedStatus;

// For scripts, by the value of the enumeration.
constexpr const char* kCauses[] = {"power_on", "external", "brown_out", "watchdog"};

std::string motion(const FocuserState& s) {
    if (s.moving || s.commanded) {
        return "moving to " + std::to_string(s.target.steps) + ", " + steps_text(std::abs(s.to_go.count)) + " to go";
    }
    if (!s.extended) return "at rest";
    return std::string("at rest, motor ") + (s.extended->holding ? "holding" : "without current");
}

std::string compensation(const FocuserState& s) {
    std::string text = word(s.compensation);
    if (s.compensation == Compensation::off) return text;
    return text + ", " + steps_text(s.compensation_difference.count) + " due";
}

std::string certainty(const ExtendedStatus& e) {
    if (e.bound.count == 0) return "certain";
    return "uncertain by " + steps_text(e.bound.count) +
           " either way: the power failed during a move; check, then 'focuserlink sync N' or 'confirm'";
}

/// StatusLines with their labels in one column.
class StatusLines {
public:
    StatusLines& add(const std::string& label, const std::string& value) {
        text_ += label + std::string(14 - label.size(), ' ') + value + "\n";
        return *this;
    }
    const std::string& text() const { return text_; }

private:
    std::string text_;
};

std::string position(const FocuserState& s) {
    std::string text = std::to_string(s.position.steps);
    if (!s.settings) return text + " steps";
    text += " of " + std::to_string((*s.settings)[Slot::maximum]) + " steps";
    const int32_t size = (*s.settings)[Slot::step_size];
    return size > 0 ? text + ", " + millimetres_text(s.position, size) + " mm" : text;
}

template <class T>
boost::json::value known_or_null(bool known, const T& value) {
    return known ? boost::json::value(value) : boost::json::value(nullptr);
}

}  // namespace

std::string status_text(const FocuserState& s) {
    StatusLines lines;
    lines.add("Focuser", s.address);
    lines.add("Firmware", s.firmware.empty() ? "unknown" : s.firmware);
    if (s.link != Link::connected) {
        lines.add("Connection", s.fault_text.empty() ? word(s.link) : s.fault_text);
        return lines.text();
    }
    if (s.fault) lines.add("Trouble", s.fault_text.empty() ? s.fault.message() : s.fault_text);
    lines.add("Position", position(s));
    lines.add("", s.extended ? certainty(*s.extended) : "certainty unknown");
    lines.add("Motion", motion(s));
    lines.add("Temperature", s.sensor ? fixed_text(s.sensor->temperature, 2) + " C" : "--");
    const bool humid = knows_humidity(s.sensor);
    lines.add("Humidity", humid ? fixed_text(s.sensor->humidity, 1) + " %" : "--");
    lines.add("Dew point", humid ? fixed_text(s.sensor->dew_point, 2) + " C" : "--");
    lines.add("Compensation", compensation(s));
    if (s.settings) lines.add("", coefficient_words((*s.settings)[Slot::coefficient]));
    lines.add("Buttons", !s.buttons_enabled ? "unknown" : *s.buttons_enabled ? "enabled" : "disabled");
    lines.add("Sensor", s.extended ? word(s.extended->sensor) : s.sensor ? "present" : "none");
    lines.add("Last moved by", s.extended ? mover_words(s.extended->mover) : "unknown");
    if (s.extended) {
        lines.add("Running for", duration_text(s.extended->uptime) + "; start number " +
                                     std::to_string(s.extended->resets) + ", by " + word(s.extended->cause));
    }
    return lines.text();
}

std::string live_text(const FocuserState& s) {
    if (s.link != Link::connected) {
        return s.fault_text.empty() ? std::string("no connection, trying") : s.fault_text;
    }
    std::string text = std::to_string(s.position.steps);
    text.insert(0, 7 - std::min<size_t>(7, text.size()), ' ');
    text += " steps  ";
    text += s.moving || s.commanded ? motion(s) : "at rest";
    if (s.fault) return text + "  " + s.fault_text;
    const bool humid = knows_humidity(s.sensor);
    text += "  " + (s.sensor ? fixed_text(s.sensor->temperature, 2) : "--") + " C";
    text += "  " + (humid ? fixed_text(s.sensor->humidity, 1) : "--") + " %";
    text += "  dew " + (humid ? fixed_text(s.sensor->dew_point, 2) : "--") + " C";
    return text + "  compensation " + compensation(s);
}

boost::json::object status_json(const FocuserState& s) {
    const bool on = s.link == Link::connected;
    const bool sensor = on && s.sensor;
    const bool ext = on && s.extended;
    const SensorState sensed = s.sensor.value_or(SensorState{});
    const ExtendedStatus unknown;
    const ExtendedStatus e = s.extended.value_or(unknown);
    boost::json::object all;
    all["address"] = s.address;
    all["link"] = word(s.link);
    all["fault"] = known_or_null(static_cast<bool>(s.fault), s.fault_text.empty() ? s.fault.message() : s.fault_text);
    all["identity"] = known_or_null(!s.identity.empty(), s.identity);
    all["firmware"] = known_or_null(!s.firmware.empty(), s.firmware);
    all["position"] = known_or_null(on, s.position.steps);
    all["target"] = known_or_null(on, s.target.steps);
    all["to_go"] = known_or_null(on, s.to_go.count);
    all["moving"] = known_or_null(on, s.moving);
    all["commanded"] = known_or_null(on, s.commanded);
    all["temperature"] = known_or_null(sensor, sensed.temperature);
    all["humidity"] = known_or_null(sensor && knows_humidity(sensed), sensed.humidity);
    all["dew_point"] = known_or_null(sensor && knows_humidity(sensed), sensed.dew_point);
    all["compensation"] = known_or_null(on, word(s.compensation));
    all["compensation_difference"] = known_or_null(on, s.compensation_difference.count);
    all["buttons_enabled"] = known_or_null(on && s.buttons_enabled.has_value(), s.buttons_enabled.value_or(false));
    all["uncertain_by"] = known_or_null(ext, e.bound.count);
    all["last_moved_by"] = known_or_null(ext, mover_key(e.mover));
    all["holding"] = known_or_null(ext, e.holding);
    all["sensor"] = known_or_null(ext, word(e.sensor));
    all["sensor_age"] = known_or_null(ext && e.sensor_age >= 0, e.sensor_age);
    all["uptime"] = known_or_null(ext, e.uptime);
    all["resets"] = known_or_null(ext, e.resets);
    all["reset_cause"] = known_or_null(ext, kCauses[static_cast<size_t>(e.cause)]);
    if (on && s.settings) {
        all["settings"] = settings_json(*s.settings);
    } else {
        all["settings"] = nullptr;
    }
    return all;
}

}  // namespace focus::cli
