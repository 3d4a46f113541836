// StepperMotion: where the rotor is, where it shall go, and when the next step is due. Values in, values out; no pin.
//
// The step interrupt puts `next_phase()`, known beforehand, on the coils and only then calls `advance()`, so that the
// arithmetic never moves an edge. Everything else is called from the main loop with the step interrupt held off.
//
// Always true: neighbouring phases only; the speed follows the ramp; the motor stops at or before every place it had
// been allowed to go to, so it never leaves the range of the targets it was given.
#ifndef FOCUSERLINK_DEVICE_MOTION_STEPPER_MOTION_H
#define FOCUSERLINK_DEVICE_MOTION_STEPPER_MOTION_H

#include "device/motion/ramp_table.h"
#include "device/units.h"

namespace focus {

/// A halt goes down the ramp in strides of this many levels: below 20 ms from any speed.
constexpr uint16_t kHaltStride = 32;

/// A cruising speed, prepared outside the interrupt's reach.
struct Cruise {
    uint32_t ticks;
    uint16_t level;  ///< the first level that is as fast as `ticks`

    /// `speed` in steps/s, 1..kTopSpeed.
    explicit Cruise(int32_t speed) : ticks(kRampTicksPerSecond / static_cast<uint32_t>(speed)), level(0) {
        uint16_t above = kTopLevel;
        while (level < above) {
            const uint16_t middle = static_cast<uint16_t>((level + above) / 2);
            if (ramp_ticks(middle) <= ticks) {
                above = middle;
            } else {
                level = static_cast<uint16_t>(middle + 1);
            }
        }
    }
};

class StepperMotion {
public:
    Position position() const { return Position(position_); }
    /// Where the motor will rest. Positions and targets lie within +-1e9.
    Position target() const { return Position(target_); }
    bool moving() const { return direction_ != 0; }

    /// Which of the four phases, 0..3, the rotor stands on.
    uint8_t rotor() const { return rotor_; }
    /// Coil bits that hold the rotor where it is.
    uint8_t phase() const { return coils(rotor_); }
    /// Coil bits of the step that is due next; at rest those of `phase()`. Kept in one place, which an interrupt may
    /// read.
    const uint8_t& next_phase() const { return next_phase_; }

    /// Only at rest: the position is called `p` from now on and the rotor stands on phase `rotor`.
    void place(Position p, uint8_t rotor) {
        position_ = target_ = p.steps;
        rotor_ = rotor & 3;
        next_phase_ = phase();
    }
    /// Only at rest: positive is the other way round. The rotor's phase stays.
    void set_reversed(bool reversed) { reversed_ = reversed; }
    void set_cruise(Cruise cruise) {
        // A cruise is a little slower than its level: on the way to a faster one that level itself comes first.
        if (level_ != 0 && level_ == cruise_level_ && cruise.level > level_ && !halting_) --level_;
        cruise_ticks_ = cruise.ticks;
        cruise_level_ = cruise.level;
    }

    /// A motor under way follows without stopping if it has room to brake, else it brakes and turns; a motor at rest
    /// waits for `start()`.
    void set_target(Position target) {
        target_ = target.steps;
        halting_ = false;
    }

    /// Leaves rest when there is somewhere to go. Ticks to the first step, 0 if there is nothing to start.
    uint32_t start() {
        if (moving() || position_ == target_) return 0;
        halting_ = false;
        level_ = 0;
        face(target_ > position_ ? 1 : -1);
        return ticks();
    }

    /// Stops within 20 ms; `target()` says at once where. The motor may be at rest already when this returns; the step
    /// timer is then no longer wanted.
    void halt() {
        if (level_ == 0) {
            rest();
            return;
        }
        const int32_t left = (level_ + kHaltStride - 1) / kHaltStride;
        target_ = position_ + (direction_ > 0 ? left : -left);
        halting_ = true;
    }

    /// Counts the step just made and decides on the next. Ticks until that is due, 0: at rest.
    uint32_t advance() {
        if (direction_ == 0) return 0;
        position_ += direction_;
        rotor_ = following();
        const int32_t left = direction_ > 0 ? target_ - position_ : position_ - target_;
        if (halting_) {
            if (level_ <= kHaltStride) return rest();
            level_ = static_cast<uint16_t>(level_ - kHaltStride);
        } else if (level_ == 0 && left <= 0) {
            if (left == 0) return rest();
            direction_ = static_cast<int8_t>(-direction_);
        } else if (left <= level_ || level_ > cruise_level_) {
            // To stop from a level takes as many steps as its number.
            if (level_ != 0) --level_;
        } else if (level_ < cruise_level_ && left > level_ + 1) {
            ++level_;
        }
        face(direction_);
        return ticks();
    }

private:
    // Two neighbouring coils on, one changes at a time.
    static uint8_t coils(uint8_t rotor) { return rotor == 0 ? 0x3 : rotor == 1 ? 0x6 : rotor == 2 ? 0xC : 0x9; }

    uint8_t following() const {
        const bool up = (direction_ > 0) != reversed_;
        return static_cast<uint8_t>(rotor_ + (up ? 1 : 3)) & 3;
    }
    void face(int8_t direction) {
        direction_ = direction;
        next_phase_ = coils(following());
    }
    uint32_t ticks() const { return level_ == cruise_level_ ? cruise_ticks_ : ramp_ticks(level_); }
    uint32_t rest() {
        direction_ = 0;
        level_ = 0;
        halting_ = false;
        target_ = position_;
        next_phase_ = phase();
        return 0;
    }

    int32_t position_ = 0;
    int32_t target_ = 0;
    uint32_t cruise_ticks_ = kRampTicksPerSecond / kStartSpeed;
    uint16_t cruise_level_ = 0;
    uint16_t level_ = 0;    // how many ramp steps above the starting speed
    int8_t direction_ = 0;  // 0: at rest
    bool halting_ = false;
    bool reversed_ = false;
    uint8_t rotor_ = 0;
    uint8_t next_phase_ = 0x3;
};

}  // namespace focus

#endif
