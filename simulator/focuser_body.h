// FocuserBody: what SimServer puts behind a cable. The same device in two bodies: on this computer's SimBoard, or as
// the very program that is flashed, on the simulated chip.
//
// One thread. Nothing happens but inside `run_until` and what is called from outside.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>

#include "simulator/sim_eeprom.h"
#include "simulator/thermal_world.h"

namespace focus::sim {

class FocuserBody {
public:
    FocuserBody() = default;
    FocuserBody(const FocuserBody&) = delete;
    FocuserBody& operator=(const FocuserBody&) = delete;
    virtual ~FocuserBody() = default;

    virtual void power_on() = 0;
    /// With the `steps`-th step from now; 0: now.
    virtual void power_cut_in(unsigned steps) = 0;
    virtual bool powered() const = 0;
    /// The reset line is pulled.
    virtual void reset() = 0;

    virtual void receive(std::string_view bytes) = 0;
    virtual std::string take_output() = 0;
    /// Answers come at their own time: it wants to run in small steps now.
    virtual bool busy() const = 0;

    virtual void run_until(Tick end) = 0;
    virtual Tick time() const = 0;

    virtual bool moving() = 0;
    /// As the device believes, as far as the body can know.
    virtual Position position() = 0;
    virtual CoilPhase coils() const = 0;
    /// Full steps of the shaft since the simulated world began.
    virtual std::int64_t shaft() const = 0;

    virtual void hold_buttons(std::uint8_t down) = 0;
    virtual std::uint8_t held_buttons() const = 0;
    virtual ThermalWorld& world() = 0;
    virtual void unplug_sensor() = 0;
    virtual void plug_sensor() = 0;
    virtual void freeze_sensor() = 0;
    virtual void spike_sensor(double temperature) = 0;

    virtual const EepromImage& eeprom() const = 0;
    virtual void load_eeprom(const EepromImage& image) = 0;
    /// Counts every change of a cell.
    virtual std::uint64_t eeprom_changes() const = 0;
    /// Empty, or why the device cannot go on.
    virtual std::string fault() const { return {}; }
};

}  // namespace focus::sim
