#include "simulator/simulated_device.h"

#include <algorithm>
#include <cstdlib>

namespace focus::sim {
namespace {

// A real main loop runs thousands of times a second. Once a millisecond shows the device the same things; at rest, with
// nothing under way, ten are enough and let the clock run fast.
constexpr Tick kBusyPoll = ms(1);
constexpr Tick kIdlePoll = ms(10);
constexpr Tick kAlert = ms(200);

}  // namespace

SimulatedDevice::SimulatedDevice(DeviceOptions options)
    : board_(ThermalWorld(std::move(options.world)), options.sensor), random_(options.seed) {
    board_.on_step_timer = [this] { step_interrupt(); };
    board_.on_coils = [this](Tick when, CoilPhase phase) { coils_changed(when, phase); };
}

void SimulatedDevice::power_on(wire::ResetCause cause) {
    if (powered()) return;
    board_.power_up(cause);
    device_ = std::make_unique<Device>(board_);
    device_->start();
    poll_due_ = time();
    alert_until_ = time() + kAlert;
}

void SimulatedDevice::power_cut() { power_cut(chance()); }

void SimulatedDevice::power_cut(TornByte outcome) {
    if (!powered()) return;
    last_position_ = device_->position();
    device_.reset();
    cut_after_.reset();
    board_.power_down(outcome, static_cast<std::uint8_t>(random_()));
}

void SimulatedDevice::power_cut_in(unsigned steps) {
    if (steps == 0) return power_cut();
    cut_after_ = steps;
}

void SimulatedDevice::reset(wire::ResetCause cause) {
    // With its voltage the chip ends the byte it is programming; the rest of what was to be written is lost.
    const bool voltage = cause == wire::ResetCause::external || cause == wire::ResetCause::watchdog;
    power_cut(voltage ? TornByte::new_value : chance());
    power_on(cause);
}

TornByte SimulatedDevice::chance() { return static_cast<TornByte>(random_() % kTornByteKinds); }

void SimulatedDevice::receive(std::string_view bytes) {
    if (!powered()) return;
    for (const char c : bytes) device_->receive(c);
    alert_until_ = time() + kAlert;
    poll();
}

std::string SimulatedDevice::ask(std::string_view line) {
    receive(line);
    receive("\n");
    std::string answer = take_output();
    if (!answer.empty()) answer.pop_back();
    return answer;
}

bool SimulatedDevice::busy() {
    return time() < alert_until_ || device_->moving() || board_.step_timer_armed() || board_.coils() != 0 ||
           board_.eeprom_busy() || board_.held_buttons() != 0;
}

void SimulatedDevice::poll() {
    device_->poll();
    poll_due_ = time() + (busy() ? kBusyPoll : kIdlePoll);
}

void SimulatedDevice::run_until(Tick end) {
    while (powered() && time() < end) {
        if (poll_due_ > time() + kBusyPoll && busy()) poll_due_ = time() + kBusyPoll;
        board_.run_until(std::min(end, poll_due_));
        if (powered() && time() >= poll_due_) poll();
    }
    board_.run_until(end);
}

bool SimulatedDevice::run_until(const std::function<bool()>& condition, Tick limit) {
    const Tick end = time() + limit;
    while (!condition()) {
        if (time() >= end) return false;
        run_until(std::min(end, time() + ms(1)));
    }
    return true;
}

bool SimulatedDevice::run_until_rest(Tick limit) {
    return run_until([this] { return !moving(); }, limit);
}

Position SimulatedDevice::position() { return powered() ? device_->position() : last_position_; }

void SimulatedDevice::step_interrupt() {
    if (!powered()) return;
    device_->on_step_timer();
    if (cut_after_ && *cut_after_ <= 0) power_cut();
}

void SimulatedDevice::coils_changed(Tick when, CoilPhase phase) {
    const std::int64_t rotor = board_.rotor().steps();
    if (cut_after_) *cut_after_ -= std::abs(rotor - rotor_seen_);
    rotor_seen_ = rotor;
    if (on_coils) on_coils(when, phase);
}

}  // namespace focus::sim
