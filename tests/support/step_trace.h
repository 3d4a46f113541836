// StepTrace: holds every coil pattern a device puts out against what must always be true, and counts the rotor's steps.
#pragma once

#include <cstdint>
#include <cstdlib>
#include <optional>
#include <string>

namespace focus::testing {

class StepTrace {
public:
    /// The rotor stands at `steps` and nothing was seen yet.
    explicit StepTrace(int32_t steps = 0) : rotor_(steps) {}

    void reversed(bool reversed) { reversed_ = reversed; }
    /// Travel the rotor must not leave.
    void limit(int32_t low, int32_t high) {
        low_ = low;
        high_ = high;
    }

    /// The device does not know the rotor's phase: the next time the coils come on they may turn it.
    void allow_snap() { snap_ = true; }

    /// The coils changed at `tick` (0.5 us).
    void see(uint8_t coils, uint64_t tick) {
        if (coils == 0) {
            powered_ = false;
            last_interval_ = 0;
            direction_ = 0;
            return;
        }
        const int index = coils == 0x3 ? 0 : coils == 0x6 ? 1 : coils == 0xC ? 2 : coils == 0x9 ? 3 : -1;
        if (index < 0) return fail("not two neighbouring coils", tick);
        const int turn = phase_ ? (index - *phase_ + 4) % 4 : 0;
        if (!powered_ && turn != 0 && !snap_) fail("powered up on another phase than the rotor's", tick);
        if (!powered_ && turn != 0) rotor_ += (turn == 3 ? -1 : turn) * (reversed_ ? -1 : 1);
        if (!powered_) snap_ = false;
        const bool came_on = !powered_;
        powered_ = true;
        phase_ = index;
        if (came_on) last_ = tick;
        if (turn == 0 || came_on) return;
        if (turn == 2) return fail("jumped two phases", tick);
        step((turn == 1) != reversed_ ? 1 : -1, tick);
    }

    int32_t rotor() const { return rotor_; }
    uint64_t steps() const { return steps_; }
    uint64_t last_step() const { return last_; }
    uint64_t last_interval() const { return last_interval_; }
    uint64_t turns() const { return turns_; }
    bool powered() const { return powered_; }
    std::optional<int> phase() const { return phase_; }
    /// The first thing that was wrong; empty: nothing.
    const std::string& error() const { return error_; }

private:
    void step(int direction, uint64_t tick) {
        rotor_ += direction;
        ++steps_;
        if (rotor_ < low_ || rotor_ > high_) fail("left the travel", tick);
        const uint64_t interval = tick - last_;
        if (direction != direction_) {
            ++turns_;
            // From rest and when turning: not faster than the motor starts.
            if (direction_ != 0 && interval < 7900) fail("turned without stopping", tick);
            last_interval_ = 0;
        } else if (last_interval_ != 0 && interval < 7999) {
            // v^2 may grow by 2 a in a step; a little more for the table that is straight between its entries and for
            // whole ticks.
            const double before = 2e6 / static_cast<double>(last_interval_ < 8000 ? last_interval_ : 8000);
            const double now = 2e6 / static_cast<double>(interval);
            if (now * now - before * before > 8000 * 1.1 + now * now / 400) fail("speeded up too fast", tick);
            if (now > 2001) fail("faster than the motor can", tick);
        } else if (last_interval_ == 0 && interval < 7900 && steps_ > 1) {
            fail("started too fast", tick);
        }
        direction_ = direction;
        last_interval_ = interval;
        last_ = tick;
    }
    void fail(const char* what, uint64_t tick) {
        if (error_.empty())
            error_ = std::string(what) + " at tick " + std::to_string(tick) + ", rotor " + std::to_string(rotor_);
    }

    int32_t rotor_;
    int32_t low_ = INT32_MIN;
    int32_t high_ = INT32_MAX;
    bool reversed_ = false;
    bool powered_ = false;
    bool snap_ = false;
    std::optional<int> phase_;
    int direction_ = 0;
    uint64_t steps_ = 0;
    uint64_t turns_ = 0;
    uint64_t last_ = 0;
    uint64_t last_interval_ = 0;
    std::string error_;
};

}  // namespace focus::testing
