// The members of the ObservingConditions: the focuser's thermometer and hygrometer.
#include <algorithm>
#include <array>
#include <boost/asio/steady_timer.hpp>

#include "alpaca/parameters.h"
#include "alpaca/server/alpaca_device.h"

namespace focus {
namespace {

constexpr std::array<std::string_view, 3> kSensors = {"Temperature", "Humidity", "DewPoint"};
constexpr std::array<std::string_view, 10> kAbsent = {"CloudCover", "Pressure",       "RainRate", "SkyBrightness",
                                                      "SkyQuality", "SkyTemperature", "StarFWHM", "WindDirection",
                                                      "WindGust",   "WindSpeed"};

template <std::size_t N>
bool holds(const std::array<std::string_view, N>& names, std::string_view name) {
    for (const std::string_view each : names) {
        if (equals_ignoring_case(each, name)) return true;
    }
    return false;
}

Answer absent() { return error_answer(AscomError::not_implemented, "This device has no such sensor."); }

Answer no_such(std::string_view name) {
    return error_answer(AscomError::invalid_value, "There is no sensor called \"" + std::string(name) + "\".");
}

template <double SensorState::*Quantity>
Answer read(const SharedDevice& device, std::string_view) {
    if (auto refusal = no_truth(device)) return *refusal;
    const auto sensor = shown_sensor(device.focuser->state());
    if (!sensor) return no_reading(device.focuser->state());
    if (Quantity != &SensorState::temperature && !knows_humidity(*sensor)) {
        return error_answer(AscomError::invalid_operation, "The sensor tells no humidity.");
    }
    return value_of((*sensor).*Quantity);
}

Answer read_absent(const SharedDevice&, std::string_view) { return absent(); }

Answer get_averageperiod(const SharedDevice& device, std::string_view) {
    if (auto refusal = not_connected(device)) return *refusal;
    return value_of(0.0);
}

asio::awaitable<Answer> put_averageperiod(std::shared_ptr<SharedDevice> device, std::string body) {
    const auto text = find_parameter(body, "AveragePeriod", NameCase::exact);
    const auto hours = text ? parse_double(*text) : std::nullopt;
    if (!hours) co_return bad_request("AveragePeriod must be a number of hours with a decimal period.");
    if (auto refusal = not_connected(*device)) co_return std::move(*refusal);
    if (*hours != 0) co_return error_answer(AscomError::invalid_value, "Nothing is averaged: AveragePeriod is 0.");
    co_return Answer();
}

asio::awaitable<Answer> put_refresh(std::shared_ptr<SharedDevice> device, std::string) {
    if (auto refusal = not_connected(*device)) co_return std::move(*refusal);
    std::string line = "q";
    const auto reply = co_await device->focuser->command(std::move(line));
    co_return reply ? Answer() : error_answer(reply.error());
}

Answer get_sensordescription(const SharedDevice&, std::string_view query) {
    const auto name = find_parameter(query, "SensorName", NameCase::any);
    if (!name) return bad_request("SensorName is missing.");
    if (holds(kAbsent, *name)) return absent();
    if (!holds(kSensors, *name)) return no_such(*name);
    if (equals_ignoring_case(*name, "DewPoint")) {
        return value_of(std::string_view("Dew point in degrees Celsius, from the temperature and humidity sensor"));
    }
    return value_of(std::string_view(equals_ignoring_case(*name, "Humidity")
                                         ? "Relative humidity in percent, at the focuser's probe"
                                         : "Air temperature in degrees Celsius, at the focuser's probe"));
}

/// Seconds since the sensor was read, by the device's own word where it has one: a status tells an old reading like a
/// new one. -1: never.
double age_of_reading(const FocuserState& state) {
    if (state.sensor_at == Clock::time_point()) return -1;
    const auto since = [now = Clock::now()](Clock::time_point then) {
        return std::chrono::duration<double>(now - then).count();
    };
    const bool told = state.extended && state.extended->sensor_age >= 0;
    return std::max(since(state.sensor_at), told ? state.extended->sensor_age + since(state.extended_at) : 0.0);
}

Answer get_timesincelastupdate(const SharedDevice& device, std::string_view query) {
    const auto name = find_parameter(query, "SensorName", NameCase::any);
    if (!name) return bad_request("SensorName is missing.");
    if (holds(kAbsent, *name)) return absent();
    if (!name->empty() && !holds(kSensors, *name)) return no_such(*name);
    if (auto refusal = not_connected(device)) return *refusal;
    return value_of(age_of_reading(device.focuser->state()));
}

constexpr Member kConditionsMembers[] = {
    {"temperature", "0.0", read<&SensorState::temperature>, nullptr},
    {"humidity", "0.0", read<&SensorState::humidity>, nullptr},
    {"dewpoint", "0.0", read<&SensorState::dew_point>, nullptr},
    {"averageperiod", "0.0", get_averageperiod, put_averageperiod},
    {"sensordescription", "\"\"", get_sensordescription, nullptr},
    {"timesincelastupdate", "0.0", get_timesincelastupdate, nullptr},
    {"refresh", "", nullptr, put_refresh},
    {"cloudcover", "0.0", read_absent, nullptr},
    {"pressure", "0.0", read_absent, nullptr},
    {"rainrate", "0.0", read_absent, nullptr},
    {"skybrightness", "0.0", read_absent, nullptr},
    {"skyquality", "0.0", read_absent, nullptr},
    {"skytemperature", "0.0", read_absent, nullptr},
    {"starfwhm", "0.0", read_absent, nullptr},
    {"winddirection", "0.0", read_absent, nullptr},
    {"windgust", "0.0", read_absent, nullptr},
    {"windspeed", "0.0", read_absent, nullptr},
};

}  // namespace

std::span<const Member> conditions_members() { return kConditionsMembers; }

}  // namespace focus
