#include "simulator/sim_sensor.h"

#include <cmath>

namespace focus::sim {
namespace {

std::int16_t hundredths(double value) { return static_cast<std::int16_t>(std::lround(value * 100)); }

}  // namespace

void SimSensor::plug() {
    if (kind_ == wire::SensorKind::none) kind_ = wire::SensorKind::sht3x;
    plugged_ = true;
    frozen_ = false;
    spike_.reset();
    kept_.reset();
}

SensorReading SimSensor::convert(const ThermalWorld& world) {
    SensorReading reading;
    if (!plugged_) return reading;
    if (frozen_ && kept_) return *kept_;
    reading.kind = kind_;
    reading.temperature = Temperature(hundredths(spike_.value_or(world.temperature())));
    reading.humidity = Humidity(hundredths(world.humidity()));
    spike_.reset();
    if (frozen_) kept_ = reading;
    return reading;
}

}  // namespace focus::sim
