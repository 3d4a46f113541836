// CompensationPolicy: how many steps the focus has moved away with the temperature. Values in, values out, no clock.
//
// difference = round(c * (T - Tref)) - steps already applied, computed from the reference each time, so that no
// rounding adds up however often it is applied. The same class decides in the device and previews on the computer.
#ifndef FOCUSERLINK_DEVICE_COMPENSATION_COMPENSATION_POLICY_H
#define FOCUSERLINK_DEVICE_COMPENSATION_COMPENSATION_POLICY_H

#include "device/units.h"

namespace focus {

class CompensationPolicy {
public:
    /// Steps/C x 100, -100000..100000; 0: off. A change keeps the temperature that stands for the steps already applied
    /// (to the nearest hundredth of a degree): what is due then grows with the new coefficient.
    void set_coefficient(int32_t coefficient) {
        if (coefficient == coefficient_) return;
        if (coefficient_ != 0 && applied_ != 0) {
            const int32_t moved = rounded(applied_ * kUnit, coefficient_);
            reference_ = Temperature(static_cast<int16_t>(reference_.centi + moved));
        }
        applied_ = 0;
        coefficient_ = coefficient;
    }

    /// The focus is right as it is, at `now`.
    void anchor(Temperature now) {
        reference_ = now;
        applied_ = 0;
        anchored_ = true;
    }
    /// The focus is right as it is, but the temperature is not known: nothing is due before the next `anchor`.
    void release() { anchored_ = false; }
    bool anchored() const { return anchored_; }

    /// Steps due at temperature `now`; positive is outward.
    Steps difference(Temperature now) const {
        if (!anchored_ || coefficient_ == 0) return Steps(0);
        int32_t warmer = static_cast<int32_t>(now.centi) - reference_.centi;
        // 200 C at the largest coefficient still fits 32 bits; no focuser sees half of that.
        if (warmer > kFarthest) warmer = kFarthest;
        if (warmer < -kFarthest) warmer = -kFarthest;
        return Steps(rounded(coefficient_ * warmer, kUnit) - applied_);
    }

    /// The focuser has moved by `steps` of what was due; the rest stays due.
    void applied(Steps steps) { applied_ += steps.count; }

private:
    static constexpr int32_t kUnit = 10000;  // hundredths of steps/C times hundredths of C
    static constexpr int32_t kFarthest = 20000;

    // To the nearest, halves away from zero: both signs alike.
    __attribute__((noinline)) static int32_t rounded(int32_t dividend, int32_t divisor) {
        const uint32_t size = magnitude(divisor);
        const uint32_t quotient = (magnitude(dividend) + size / 2) / size;
        const int32_t result = static_cast<int32_t>(quotient);
        return (dividend < 0) != (divisor < 0) ? -result : result;
    }
    static uint32_t magnitude(int32_t value) {
        return value < 0 ? 0U - static_cast<uint32_t>(value) : static_cast<uint32_t>(value);
    }

    int32_t coefficient_ = 0;
    int32_t applied_ = 0;  // steps, since the anchor
    Temperature reference_;
    bool anchored_ = false;
};

}  // namespace focus

#endif
