// The eleven settings a device keeps, by slot of the wire's settings record, with their bounds and defaults.
// One table serves the device (checks, defaults) and the computer (names, ranges, error texts).
#ifndef FOCUSERLINK_DEVICE_SETTINGS_DEVICE_SETTINGS_H
#define FOCUSERLINK_DEVICE_SETTINGS_DEVICE_SETTINGS_H

#include <stdint.h>

namespace focus {

enum class Slot : uint8_t {
    motor_current = 1,  ///< mA; stored, the ULN2003 board ignores it
    rest_current,       ///< below 3: holding current at rest; 3: none
    speed,              ///< steps/s
    stepper_mode,       ///< 0 unipolar, the only one this hardware has
    maximum,            ///< steps; largest position
    reversed,           ///< 0/1: swaps the direction of rotation, never the sign of the position
    step_size,          ///< um x 100
    coefficient,        ///< steps/C x 100, signed: position grows by this when it gets 1 C warmer
    cycle,              ///< s between automatic compensations
    threshold,          ///< steps; smallest difference applied automatically
    mode                ///< 0 manual, 1 automatic compensation
};

constexpr uint8_t kSlotCount = 11;

struct SlotRule {
    int32_t minimum;
    int32_t maximum;
    int32_t initial;  ///< factory default
};

constexpr SlotRule kSlotRules[kSlotCount] = {
    {0, 5000, 400},         // motor current
    {0, 3, 3},              // rest current
    {10, 2000, 500},        // speed
    {0, 0, 0},              // stepper mode
    {100, 1000000, 28800},  // maximum
    {0, 1, 0},              // reversed
    {0, 10000, 500},        // step size
    {-100000, 100000, 0},   // coefficient
    {1, 3600, 30},          // cycle
    {1, 10000, 10},         // threshold
    {0, 1, 0},              // mode
};

constexpr const SlotRule& slot_rule(Slot slot) { return kSlotRules[static_cast<uint8_t>(slot) - 1]; }

class DeviceSettings {
public:
    /// Factory defaults.
    constexpr DeviceSettings() : values_{} {
        for (uint8_t i = 0; i < kSlotCount; ++i) values_[i] = slot_rule(static_cast<Slot>(i + 1)).initial;
    }

    constexpr int32_t operator[](Slot slot) const { return values_[static_cast<uint8_t>(slot) - 1]; }
    /// Stores without a check, so that a whole record can be read and then judged by `first_invalid`.
    constexpr void set(Slot slot, int32_t value) { values_[static_cast<uint8_t>(slot) - 1] = value; }

    /// The number of the first slot outside its bounds, 0 if all are good.
    constexpr uint8_t first_invalid() const {
        for (uint8_t i = 0; i < kSlotCount; ++i) {
            const SlotRule& rule = slot_rule(static_cast<Slot>(i + 1));
            if (values_[i] < rule.minimum || values_[i] > rule.maximum) return static_cast<uint8_t>(i + 1);
        }
        return 0;
    }

    bool holding_current() const { return (*this)[Slot::rest_current] < 3; }
    bool automatic() const { return (*this)[Slot::mode] == 1; }

    friend constexpr bool operator==(const DeviceSettings& a, const DeviceSettings& b) {
        for (uint8_t i = 0; i < kSlotCount; ++i) {
            if (a.values_[i] != b.values_[i]) return false;
        }
        return true;
    }
    friend constexpr bool operator!=(const DeviceSettings& a, const DeviceSettings& b) { return !(a == b); }

private:
    int32_t values_[kSlotCount];
};

}  // namespace focus

#endif
