// The temperature sensor in its socket: one conversion a second of what the thermal world offers, and the ways in which
// a sensor lets one down.
#pragma once

#include <optional>

#include "device/board.h"
#include "simulator/thermal_world.h"

namespace focus::sim {

class SimSensor {
public:
    explicit SimSensor(wire::SensorKind kind) : kind_(kind), plugged_(kind != wire::SensorKind::none) {}

    /// No sensor answers from now on.
    void unplug() { plugged_ = false; }
    /// A good sensor is in the socket: ends `unplug`, `freeze` and a `spike` still to come.
    void plug();
    /// Repeats its next reading for ever.
    void freeze() { frozen_ = true; }
    /// The next conversion, and only that, gives `temperature` C.
    void spike(double temperature) { spike_ = temperature; }

    bool plugged() const { return plugged_; }
    wire::SensorKind kind() const { return kind_; }

    SensorReading convert(const ThermalWorld& world);

private:
    wire::SensorKind kind_;
    bool plugged_;
    bool frozen_ = false;
    std::optional<double> spike_;
    std::optional<SensorReading> kept_;  // what a frozen sensor repeats
};

}  // namespace focus::sim
