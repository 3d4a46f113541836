#include "simulator/chip/chip.h"

#include <algorithm>
#include <cstdlib>
#include <utility>

namespace focus::chip {

Chip::Chip(const Firmware& firmware, ChipOptions options)
    : options_(std::move(options)),
      core_(firmware),
      pins_(core_),
      prescalers_(core_),
      timer0_(core_, prescalers_, 0),
      timer1_(core_, prescalers_, 1),
      timer2_(core_, prescalers_, 2),
      eeprom_(core_),
      uart_(core_),
      bus_(pins_),
      twi_(core_, bus_),
      watchdog_(core_),
      world_(options_.world),
      sensor_(options_.sensor),
      random_(options_.seed) {
    pins_.on_change = [this] { coils_may_have_changed(); };
    uart_.on_output = [this](Cycle start, Cycle, char c) {
        output_ += c;
        if (on_output) on_output(start, c);
    };
    watchdog_.on_bite = [this] {
        bitten_ = true;
        core_.stop();
    };
}

void Chip::start(std::uint8_t causes, Cycle delay) {
    core_.reset();
    core_.data(reg::mcusr) = causes;
    if ((causes & kWatchdogReset) != 0) {
        core_.data(reg::wdtcsr) = 0x08;  // it goes on running, at its shortest time
    }
    starts_at_ = core_.now() + delay;
    resets_[(causes & kPowerOnReset) != 0    ? 0
            : (causes & kWatchdogReset) != 0 ? 3
            : (causes & kBrownOutReset) != 0 ? 2
                                             : 1]++;
}

void Chip::power_on() {
    if (powered_) return;
    powered_ = true;
    core_.scramble_ram(random_());
    make_sensor();
    start(kPowerOnReset, kStartUp);
}

void Chip::power_cut() {
    power_cut(static_cast<sim::TornByte>(random_() % sim::kTornByteKinds), static_cast<std::uint8_t>(random_()));
}

void Chip::power_cut(sim::TornByte outcome, std::uint8_t random) {
    if (!powered_) return;
    powered_ = false;
    cut_at_steps_.reset();
    cut_now_ = bitten_ = false;
    eeprom_.cut(outcome, random);
    core_.reset();
    uart_.drop_line();
    bus_.attach(nullptr);
    bus_.hold_data(0);
    model_.reset();
}

void Chip::power_cut_in(unsigned steps) {
    if (steps == 0) return power_cut();
    cut_at_steps_ = steps_taken_ + steps;
}

void Chip::reset(wire::ResetCause cause) {
    if (!powered_) return;
    const std::uint8_t flags = core_.data(reg::mcusr);
    switch (cause) {
        case wire::ResetCause::power_on: power_cut(); return power_on();
        case wire::ResetCause::external: return start(flags | kExternalReset, kStartUp);
        case wire::ResetCause::brown_out: return start(flags | kBrownOutReset, kStartUp);
        case wire::ResetCause::watchdog: return start(flags | kWatchdogReset, kStartUp);
    }
}

void Chip::settle_pending() {
    if (std::exchange(cut_now_, false)) power_cut();
    if (std::exchange(bitten_, false)) reset(wire::ResetCause::watchdog);
}

void Chip::run_until(Cycle end) {
    while (powered_ && now() < end && fault().empty()) {
        if (now() < starts_at_) {
            core_.pass_time(std::min(end, starts_at_));
            // What would have come meanwhile is lost; the parts were reset and wait for nothing but the cable.
            continue;
        }
        core_.run_until(end);
        settle_pending();
    }
    if (!powered_ || !fault().empty()) core_.pass_time(end);
}

bool Chip::run_until(const std::function<bool()>& condition, Cycle limit, Cycle step) {
    const Cycle end = now() + limit;
    while (!condition()) {
        if (now() >= end || !fault().empty()) return false;
        run_until(std::min(end, now() + step));
    }
    return true;
}

void Chip::receive(std::string_view bytes) {
    if (powered_) uart_.receive(bytes);
}

std::string Chip::take_output() { return std::exchange(output_, {}); }

std::string Chip::ask(std::string_view line, Cycle limit) {
    output_.clear();
    receive(line);
    receive("\n");
    if (!run_until([this] { return output_.find('\n') != std::string::npos; }, limit, us(100))) return {};
    std::string answer = take_output();
    return answer.substr(0, answer.find('\n'));
}

void Chip::coils_may_have_changed() {
    bus_.pins_changed();
    unsigned coils = 0;
    for (unsigned i = 0; i < 4; ++i) coils |= pins_.driven_high(options_.wiring.coils[i]) ? 1U << i : 0U;
    const std::int64_t before = trace_.rotor().steps();
    trace_.see(core_.now(), static_cast<CoilPhase>(coils));
    steps_taken_ += std::abs(trace_.rotor().steps() - before);
    if (cut_at_steps_ && steps_taken_ >= *cut_at_steps_) {
        cut_now_ = true;
        core_.stop();
    }
}

void Chip::hold_buttons(std::uint8_t down) {
    held_ = down;
    const auto press = [this](Pin pin, bool pressed) {
        if (pressed) {
            pins_.drive(pin, false);
        } else {
            pins_.release(pin);
        }
    };
    press(options_.wiring.button_in, (down & kButtonIn) != 0);
    press(options_.wiring.button_out, (down & kButtonOut) != 0);
}

SensorReading Chip::measure() {
    world_.advance_to(static_cast<double>(now()) / static_cast<double>(kCpuHz));
    return sensor_.convert(world_);
}

void Chip::make_sensor() {
    bus_.attach(nullptr);
    if (sensor_.plugged())
        model_ = SensorModel::make(
            sensor_.kind(), [this] { return measure(); }, now());
    bus_.attach(model_.get());
}

void Chip::plug_sensor(wire::SensorKind kind) {
    bus_.attach(nullptr);
    model_.reset();
    sensor_ = sim::SimSensor(kind);
    sensor_.plug();
    if (powered_) make_sensor();
}

void Chip::unplug_sensor() {
    sensor_.unplug();
    bus_.attach(nullptr);
    bus_.hold_data(0);
    model_.reset();
}

}  // namespace focus::chip
