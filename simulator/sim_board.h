// SimBoard: the board of device/board.h on a virtual clock. Nothing happens but inside `run_until`, which fires the
// step timer, the EEPROM and the sensor at their exact instants in order; code in between takes no time.
//
// One thread.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <utility>

#include "simulator/board_concept.h"
#include "simulator/rotor.h"
#include "simulator/sim_eeprom.h"
#include "simulator/sim_sensor.h"
#include "simulator/virtual_time.h"

namespace focus::sim {

class SimBoard {
public:
    SimBoard(ThermalWorld world, wire::SensorKind sensor) : world_(std::move(world)), sensor_(sensor) {}

    // What the device sees: see device/board.h.
    std::uint32_t now() { return static_cast<std::uint32_t>((now_ - powered_at_) / kTicksPerMs); }
    void set_coils(CoilPhase phase);
    void arm_step_timer(std::uint32_t ticks);
    void stop_step_timer();
    void write(wire::Text line);
    std::uint8_t eeprom_read(std::uint16_t address);
    bool eeprom_busy() { return eeprom_.busy(); }
    void eeprom_write(std::uint16_t address, const std::uint8_t* data, std::uint8_t size);
    bool read_sensor(SensorReading& reading);
    std::uint8_t buttons();
    wire::ResetCause reset_cause() { return cause_; }

    /// The step interrupt only fires inside `run_until`, so there is nothing to hold off.
    class InterruptGuard {
    public:
        explicit InterruptGuard(SimBoard&) {}
        InterruptGuard(const InterruptGuard&) = delete;
        InterruptGuard& operator=(const InterruptGuard&) = delete;
        ~InterruptGuard() = default;
    };

    // What the world outside does to it.
    /// Registers and output are as after a reset; EEPROM, rotor and sensor are as they were.
    void power_up(wire::ResetCause cause);
    /// Coils and timers off; the EEPROM byte in flight is torn.
    void power_down(TornByte outcome, std::uint8_t random);
    bool powered() const { return powered_; }

    void run_until(Tick end);
    Tick time() const { return now_; }
    bool step_timer_armed() const { return step_due_ != kNever; }
    CoilPhase coils() const { return coils_; }
    void hold_buttons(std::uint8_t down);
    std::uint8_t held_buttons() const { return held_; }
    std::string take_output() { return std::exchange(output_, {}); }

    ThermalWorld& world() { return world_; }
    SimSensor& sensor() { return sensor_; }
    SimEeprom& eeprom() { return eeprom_; }
    const SimEeprom& eeprom() const { return eeprom_; }
    const Rotor& rotor() const { return rotor_; }
    /// The first promise of device/board.h that the device broke, empty if it kept them all.
    const std::string& broken_promise() const { return broken_promise_; }

    /// The step interrupt.
    std::function<void()> on_step_timer;
    /// Every coil change, at its instant.
    std::function<void(Tick, CoilPhase)> on_coils;

private:
    void promise(bool kept, const char* what);
    void fire_step_timer();
    void convert();

    ThermalWorld world_;
    SimSensor sensor_;
    SimEeprom eeprom_;
    Rotor rotor_;
    Tick now_ = 0;
    Tick powered_at_ = 0;
    bool powered_ = false;
    wire::ResetCause cause_ = wire::ResetCause::power_on;

    CoilPhase coils_ = 0;
    Tick step_due_ = kNever;

    Tick conversion_due_ = kNever;
    std::optional<SensorReading> reading_;
    std::string output_;
    std::uint8_t held_ = 0;
    std::uint8_t bouncing_ = 0;  // buttons whose contacts have not settled
    Tick bounce_end_ = 0;
    std::string broken_promise_;
};

static_assert(Board<SimBoard>);

}  // namespace focus::sim
