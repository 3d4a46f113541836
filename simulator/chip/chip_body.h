// ChipBody: the simulated chip as SimServer wants it.
#pragma once

#include "simulator/chip/chip.h"
#include "simulator/focuser_body.h"
#include "simulator/simulated_device.h"

namespace focus::chip {

class ChipBody : public sim::FocuserBody {
public:
    ChipBody(const Firmware& firmware, const sim::DeviceOptions& options);

    void power_on() override { chip_.power_on(); }
    void power_cut_in(unsigned steps) override { chip_.power_cut_in(steps); }
    bool powered() const override { return chip_.powered(); }
    void reset() override { chip_.reset(wire::ResetCause::external); }
    void receive(std::string_view bytes) override;
    std::string take_output() override;
    bool busy() const override { return chip_.now() < attentive_until_; }
    void run_until(sim::Tick end) override { chip_.run_until(end * kCyclesPerTick); }
    sim::Tick time() const override { return chip_.now() / kCyclesPerTick; }
    bool moving() override;
    /// What the device said last, in an answer to `q` or `p`.
    Position position() override { return said_; }
    CoilPhase coils() const override { return chip_.coils().coils(); }
    std::int64_t shaft() const override { return chip_.coils().rotor().steps(); }
    void hold_buttons(std::uint8_t down) override { chip_.hold_buttons(down); }
    std::uint8_t held_buttons() const override { return chip_.held_buttons(); }
    sim::ThermalWorld& world() override { return chip_.world(); }
    void unplug_sensor() override { chip_.unplug_sensor(); }
    void plug_sensor() override { chip_.plug_sensor(); }
    void freeze_sensor() override { chip_.sensor().freeze(); }
    void spike_sensor(double temperature) override { chip_.sensor().spike(temperature); }
    const sim::EepromImage& eeprom() const override { return chip_.eeprom().image(); }
    void load_eeprom(const sim::EepromImage& image) override { chip_.eeprom().load(image); }
    std::uint64_t eeprom_changes() const override { return chip_.eeprom().writes() + (chip_.eeprom().busy() ? 0 : 1); }
    std::string fault() const override { return chip_.fault(); }

private:
    static constexpr Cycle kCyclesPerTick = kCpuHz / kTicksPerSecond;

    Chip chip_;
    Cycle attentive_until_ = 0;
    std::string line_;  // of the answer under way
    Position said_;
};

}  // namespace focus::chip
