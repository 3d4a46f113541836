// HostBody: a SimulatedDevice as SimServer wants it.
#pragma once

#include "simulator/focuser_body.h"
#include "simulator/simulated_device.h"

namespace focus::sim {

class HostBody : public FocuserBody {
public:
    explicit HostBody(DeviceOptions options) : device(std::move(options)) {}

    void power_on() override { device.power_on(); }
    void power_cut_in(unsigned steps) override { device.power_cut_in(steps); }
    bool powered() const override { return device.powered(); }
    void reset() override { device.reset(wire::ResetCause::external); }
    void receive(std::string_view bytes) override { device.receive(bytes); }
    std::string take_output() override { return device.take_output(); }
    bool busy() const override { return false; }
    void run_until(Tick end) override { device.run_until(end); }
    Tick time() const override { return device.time(); }
    bool moving() override { return device.moving(); }
    Position position() override { return device.position(); }
    CoilPhase coils() const override { return device.board().coils(); }
    std::int64_t shaft() const override { return device.board().rotor().steps(); }
    void hold_buttons(std::uint8_t down) override { device.board().hold_buttons(down); }
    std::uint8_t held_buttons() const override { return device.board().held_buttons(); }
    ThermalWorld& world() override { return device.board().world(); }
    void unplug_sensor() override { device.board().sensor().unplug(); }
    void plug_sensor() override { device.board().sensor().plug(); }
    void freeze_sensor() override { device.board().sensor().freeze(); }
    void spike_sensor(double temperature) override { device.board().sensor().spike(temperature); }
    const EepromImage& eeprom() const override { return device.board().eeprom().image(); }
    void load_eeprom(const EepromImage& image) override { device.board().eeprom().load(image); }
    std::uint64_t eeprom_changes() const override { return device.board().eeprom().changes(); }

    SimulatedDevice device;
};

}  // namespace focus::sim
