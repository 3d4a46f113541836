// SimulatedDevice: a FocuserDevice on a SimBoard, with a power switch. The whole focuser as a value in a test, and what
// SimServer puts behind a cable. Nothing happens but inside its members; given the same calls, everything repeats
// exactly.
//
// One thread.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <random>
#include <string>
#include <string_view>

#include "device/focuser_device.h"
#include "simulator/sim_board.h"

namespace focus::sim {

struct DeviceOptions {
    ThermalWorld::Options world;
    wire::SensorKind sensor = wire::SensorKind::sht3x;
    std::uint64_t seed = 1;  ///< of everything left to chance
};

class SimulatedDevice {
public:
    using Device = FocuserDevice<SimBoard>;

    /// Without power.
    explicit SimulatedDevice(DeviceOptions options = {});
    SimulatedDevice(const SimulatedDevice&) = delete;
    SimulatedDevice& operator=(const SimulatedDevice&) = delete;

    /// Does nothing when powered.
    void power_on(wire::ResetCause cause = wire::ResetCause::power_on);
    /// At this instant; chance decides about the EEPROM byte in flight unless `outcome` is given.
    void power_cut();
    void power_cut(TornByte outcome);
    /// Within the interrupt of the `steps`-th full step from now (0: now). A motor at rest is waited for.
    void power_cut_in(unsigned steps);
    /// Power cut and power on, or the reset line pulled.
    void reset(wire::ResetCause cause);
    bool powered() const { return device_ != nullptr; }

    /// Bytes from the cable; answers are in `take_output` at once. Lost without power.
    void receive(std::string_view bytes);
    std::string take_output() { return board_.take_output(); }
    /// One request line without its newline, and the answer without its newline; empty if there was none.
    std::string ask(std::string_view line);

    /// Virtual time, forward only.
    void run_until(Tick end);
    void run_for(Tick ticks) { run_until(time() + ticks); }
    /// Until `condition()` holds, checked once a millisecond; false if it does not within `limit`.
    bool run_until(const std::function<bool()>& condition, Tick limit);
    /// Until the motor rests.
    bool run_until_rest(Tick limit = seconds(3600));
    Tick time() const { return board_.time(); }

    bool moving() { return powered() && device_->moving(); }
    /// As the device believes; what it last believed when it has no power.
    Position position();

    SimBoard& board() { return board_; }
    const SimBoard& board() const { return board_; }
    /// Only while powered.
    Device& device() { return *device_; }

    /// Every coil change, at its instant: the step log.
    std::function<void(Tick, CoilPhase)> on_coils;

private:
    void step_interrupt();
    void coils_changed(Tick when, CoilPhase phase);
    void poll();
    bool busy();
    TornByte chance();

    SimBoard board_;
    std::unique_ptr<Device> device_;
    Position last_position_;
    Tick poll_due_ = 0;
    Tick alert_until_ = 0;                   // polled every millisecond until then
    std::optional<std::int64_t> cut_after_;  // steps left until the power goes
    std::int64_t rotor_seen_ = 0;
    std::mt19937_64 random_;
};

}  // namespace focus::sim
