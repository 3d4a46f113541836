#include "indi/sensor_properties.h"

#include <limits>

namespace focus::indi {
namespace {

constexpr double kNone = std::numeric_limits<double>::quiet_NaN();

INDI::PropertyNumber weather_parameters(const Desk& desk) {
    INDI::PropertyNumber property(3);
    property[0].fill("WEATHER_TEMPERATURE", "Temperature (C)", "%.2f", -50, 100, 0, kNone);
    property[1].fill("WEATHER_HUMIDITY", "Humidity (%)", "%.2f", 0, 100, 0, kNone);
    property[2].fill("WEATHER_DEWPOINT", "Dew Point (C)", "%.2f", -100, 100, 0, kNone);
    property.fill(desk.device, "WEATHER_PARAMETERS", "Parameters", kEnvironmentTab, IP_RO, kTimeout, IPS_IDLE);
    return property;
}

/// Whether there is a weather to be told; no judgement on it, for a thermometer on a telescope closes no roof.
INDI::PropertyLight weather_status(const Desk& desk) {
    INDI::PropertyLight property(1);
    property[0].fill("WEATHER_TEMPERATURE", "Temperature", IPS_IDLE);
    property.fill(desk.device, "WEATHER_STATUS", "Status", kEnvironmentTab, IPS_IDLE);
    return property;
}

}  // namespace

SensorProperties::SensorProperties(Desk desk)
    : desk_(desk),
      temperature_(one_number(desk, "FOCUS_TEMPERATURE", "Sensor", "TEMPERATURE", "Temperature [C]", kFocusTab, "%.2f",
                              -50, 100, 0, IP_RO)),
      weather_(weather_parameters(desk)),
      status_(weather_status(desk)),
      temperature_row_(desk.table.add(temperature_, PropertyTable::Owner::device)),
      weather_row_(desk.table.add(weather_, PropertyTable::Owner::device)),
      status_row_(desk.table.add(status_, PropertyTable::Owner::device)) {
    temperature_[0].setValue(kNone);
}

void SensorProperties::show() {
    if (desk_.state.link != Link::connected) return;
    const auto& sensor = desk_.state.sensor;
    const bool humid = knows_humidity(sensor);
    const IPState state = sensor ? IPS_OK : IPS_IDLE;
    PropertyTable::put(temperature_row_, temperature_, 0, sensor ? sensor->temperature : kNone);
    PropertyTable::put(weather_row_, weather_, 0, sensor ? sensor->temperature : kNone);
    PropertyTable::put(weather_row_, weather_, 1, humid ? sensor->humidity : kNone);
    PropertyTable::put(weather_row_, weather_, 2, humid ? sensor->dew_point : kNone);
    PropertyTable::put(status_row_, status_, 0, state);
    for (auto* row : {&temperature_row_, &weather_row_, &status_row_}) row->outcome = state;
}

}  // namespace focus::indi
