// SensorFilter: which readings to believe, for how long, and the smoothed temperature that compensation uses.
//
// Believed: -40..85 C and at most 5 C from the last believed reading. A sensor that insists on a jump, three readings
// in a row that agree, is believed then. What it was compared with means nothing any more if that was the first reading
// and stood alone, so may have been a wrong one, or if the sensor was away in between, so may be elsewhere or another.
// Main loop only.
#ifndef FOCUSERLINK_DEVICE_SENSOR_SENSOR_FILTER_H
#define FOCUSERLINK_DEVICE_SENSOR_SENSOR_FILTER_H

#include "device/units.h"

namespace focus {

constexpr uint32_t kSensorStale = 10000;     ///< ms without a believed reading: no temperature
constexpr uint32_t kSensorAbsence = 600000;  ///< ms: longer than that, and it is a new beginning
constexpr int32_t kSmoothing = 10000;        ///< ms, time constant

class SensorFilter {
public:
    enum class Verdict : uint8_t {
        refused,   ///< not believed
        believed,  ///< goes on from what was known
        returned   ///< the first ever, or after more than ten minutes, or as above: what was known before means nothing
    };

    /// A finished conversion at `now` (ms, may wrap).
    Verdict update(Temperature temperature, Humidity humidity, uint32_t now) {
        poll(now);
        if (temperature.centi < kLowest || temperature.centi > kHighest) return Verdict::refused;
        const bool jumps = known_ && far_apart(temperature, last_);
        if (jumps && !insists(temperature)) return Verdict::refused;
        agreeing_ = 0;
        humidity_ = Humidity(humidity.centi < 0 ? 0 : humidity.centi > 10000 ? 10000 : humidity.centi);
        last_ = temperature;
        const bool again = !known_ || (jumps && (alone_ || was_away_));
        alone_ = again && !jumps;
        was_away_ = false;
        smooth(temperature, again || jumps ? kSensorStale * 2 : now - seen_);
        seen_ = now;
        known_ = valid_ = true;
        return again ? Verdict::returned : Verdict::believed;
    }

    /// No sensor answers, or one of another kind.
    void absent() { was_away_ = true; }

    /// Lets time pass; at least once in a few days.
    void poll(uint32_t now) {
        if (valid_ && now - seen_ >= kSensorStale) valid_ = false;
        if (known_ && now - seen_ > kSensorAbsence) {
            known_ = false;
            agreeing_ = 0;
        }
    }

    /// There is a believed reading younger than ten seconds; without it the next three mean nothing.
    bool valid() const { return valid_; }
    Temperature temperature() const { return last_; }
    Humidity humidity() const { return humidity_; }
    /// For compensation.
    Temperature smoothed() const {
        return Temperature(static_cast<int16_t>((smooth_ + (smooth_ < 0 ? -kFine : kFine) / 2) / kFine));
    }

private:
    static constexpr int16_t kLowest = -4000;
    static constexpr int16_t kHighest = 8500;
    static constexpr int32_t kJump = 500;
    static constexpr uint8_t kInsisting = 3;
    static constexpr int32_t kFine = 64;  // the smoothed value is kept in 1/64 of a hundredth

    static bool far_apart(Temperature a, Temperature b) {
        const int32_t apart = static_cast<int32_t>(a.centi) - b.centi;
        return apart > kJump || apart < -kJump;
    }
    bool insists(Temperature temperature) {
        agreeing_ = static_cast<uint8_t>(agreeing_ != 0 && !far_apart(temperature, strange_) ? agreeing_ + 1 : 1);
        strange_ = temperature;
        return agreeing_ >= kInsisting;
    }
    // The bilinear form of a first-order filter: within 0.1 % of the exponential at a reading a second.
    void smooth(Temperature temperature, uint32_t elapsed) {
        const int32_t value = temperature.centi * kFine;
        if (elapsed >= 2 * static_cast<uint32_t>(kSmoothing)) {
            smooth_ = value;
            return;
        }
        const int32_t dt = static_cast<int32_t>(elapsed);
        const int32_t share = 2 * dt * 1024 / (2 * kSmoothing + dt);  // in 1/1024
        const int32_t change = (value - smooth_) * share;
        smooth_ += (change + (change < 0 ? -512 : 512)) / 1024;
    }

    int32_t smooth_ = 0;
    uint32_t seen_ = 0;  // ms, of the last believed reading
    Temperature last_;
    Temperature strange_;  // the last reading that jumped
    Humidity humidity_;
    uint8_t agreeing_ = 0;
    bool known_ = false;
    bool alone_ = false;  // the first reading, and no other yet
    bool was_away_ = false;
    bool valid_ = false;
};

}  // namespace focus

#endif
