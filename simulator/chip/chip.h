// Chip: an ATmega328P that runs a firmware's ELF, on a board with a motor, two buttons, a sensor socket and a cable.
// Unpaced and deterministic: the same calls give the same cycles, bit for bit.
//
// One thread. Nothing happens but inside `run_until` and its kind.
#pragma once

#include <functional>
#include <optional>
#include <random>
#include <string>
#include <string_view>

#include "simulator/chip/eeprom.h"
#include "simulator/chip/pin_trace.h"
#include "simulator/chip/pins.h"
#include "simulator/chip/sensor_models.h"
#include "simulator/chip/timer.h"
#include "simulator/chip/twi.h"
#include "simulator/chip/uart.h"
#include "simulator/chip/watchdog.h"
#include "simulator/sim_sensor.h"
#include "simulator/thermal_world.h"

namespace focus::chip {

/// Where the board's parts are soldered.
struct Wiring {
    Pin coils[4] = {{'B', 0}, {'B', 1}, {'B', 2}, {'B', 3}};
    Pin button_in{'D', 2};  ///< to ground
    Pin button_out{'D', 3};
};

struct ChipOptions {
    sim::ThermalWorld::Options world;
    wire::SensorKind sensor = wire::SensorKind::sht3x;
    std::uint64_t seed = 1;  ///< of RAM at power-up and everything else left to chance
    Wiring wiring;
};

class Chip {
public:
    /// From the supply's rise, or the end of a reset, to the first instruction: the fuses' 65 ms.
    static constexpr Cycle kStartUp = ms(65);

    /// Without power. The firmware is copied.
    explicit Chip(const Firmware& firmware, ChipOptions options = {});
    Chip(const Chip&) = delete;
    Chip& operator=(const Chip&) = delete;

    /// Does nothing when powered. RAM holds chance.
    void power_on();
    /// At this cycle; chance decides about the EEPROM byte in flight unless `outcome` is given.
    void power_cut();
    void power_cut(sim::TornByte outcome, std::uint8_t random);
    /// With the `steps`-th full step from now (0: now).
    void power_cut_in(unsigned steps);
    /// The reset line is pulled (external), the supply dips (brown_out); power_on: off and on. RAM stays but for that.
    void reset(wire::ResetCause cause);
    bool powered() const { return powered_; }
    /// Resets since it was made, by cause.
    unsigned resets(wire::ResetCause cause) const { return resets_[static_cast<unsigned>(cause)]; }

    /// Bytes into the cable; they arrive one after the other at 38400 baud. Lost without power.
    void receive(std::string_view bytes);
    /// What came out of the cable until now.
    std::string take_output();
    /// One request line without its newline, and the answer without its; empty if none came within `limit`.
    std::string ask(std::string_view line, Cycle limit = ms(200));
    /// Every character out: first cycle of its start bit.
    std::function<void(Cycle start, char c)> on_output;

    void run_until(Cycle end);
    void run_for(Cycle cycles) { run_until(now() + cycles); }
    /// Until `condition()` holds, checked every `step` cycles; false if it does not within `limit`.
    bool run_until(const std::function<bool()>& condition, Cycle limit, Cycle step = ms(1));
    Cycle now() const { return core_.now(); }
    /// Empty, or why the program cannot go on.
    const std::string& fault() const { return core_.fault(); }

    /// Buttons that are down: kButtonIn, kButtonOut.
    void hold_buttons(std::uint8_t down);
    std::uint8_t held_buttons() const { return held_; }
    /// Another sensor, or the same one again, in the socket; it starts as new.
    void plug_sensor(wire::SensorKind kind);
    void plug_sensor() { plug_sensor(sensor_.kind()); }
    void unplug_sensor();
    sim::SimSensor& sensor() { return sensor_; }
    /// The model in the socket, null if it is empty or without power.
    SensorModel* sensor_model() { return model_.get(); }
    sim::ThermalWorld& world() { return world_; }

    PinTrace& coils() { return trace_; }
    const PinTrace& coils() const { return trace_; }
    Eeprom& eeprom() { return eeprom_; }
    const Eeprom& eeprom() const { return eeprom_; }
    Uart& uart() { return uart_; }
    I2cBus& bus() { return bus_; }
    Twi& twi() { return twi_; }
    Pins& pins() { return pins_; }
    Core& core() { return core_; }
    const Core& core() const { return core_; }

private:
    void start(std::uint8_t causes, Cycle delay);
    void coils_may_have_changed();
    void make_sensor();
    SensorReading measure();
    void settle_pending();

    ChipOptions options_;
    Core core_;
    Pins pins_;
    Prescalers prescalers_;
    Timer timer0_, timer1_, timer2_;
    Eeprom eeprom_;
    Uart uart_;
    I2cBus bus_;
    Twi twi_;
    Watchdog watchdog_;

    sim::ThermalWorld world_;
    sim::SimSensor sensor_;
    std::unique_ptr<SensorModel> model_;
    PinTrace trace_;
    std::string output_;
    std::mt19937_64 random_;
    bool powered_ = false;
    Cycle starts_at_ = 0;
    bool bitten_ = false;
    std::optional<std::int64_t> cut_at_steps_;  // of the steps taken below
    std::int64_t steps_taken_ = 0;
    bool cut_now_ = false;
    std::uint8_t held_ = 0;
    unsigned resets_[4] = {};
};

}  // namespace focus::chip
