// Climate: the part of FocuserDevice that knows the temperature and what it asks of the focus. Main loop only.
#ifndef FOCUSERLINK_DEVICE_FOCUSER_DEVICE_CLIMATE_H
#define FOCUSERLINK_DEVICE_FOCUSER_DEVICE_CLIMATE_H

#include "device/board.h"
#include "device/compensation/compensation_policy.h"
#include "device/sensor/dew_point.h"
#include "device/sensor/sensor_filter.h"
#include "device/wire/status.h"

namespace focus {

class Climate {
public:
    /// A finished conversion at `now` (ms) and `uptime` (s). False: what the focus was made for is not known any more,
    /// or never was; time to `anchor`.
    bool update(const SensorReading& reading, uint32_t now, int32_t uptime) {
        answering_ = reading.kind;
        if (reading.kind != kind_) filter_.absent();
        if (reading.kind == wire::SensorKind::none) return true;
        const SensorFilter::Verdict verdict = filter_.update(reading.temperature, reading.humidity, now);
        if (verdict == SensorFilter::Verdict::refused) return true;
        kind_ = reading.kind;
        seen_ = uptime;
        return verdict == SensorFilter::Verdict::believed && policy_.anchored();
    }
    void poll(uint32_t now) { filter_.poll(now); }

    void set_coefficient(int32_t coefficient) { policy_.set_coefficient(coefficient); }
    /// The focus is right as it is: at the present temperature or, if there is none, at the next one.
    void anchor() {
        if (filter_.valid()) {
            policy_.anchor(filter_.smoothed());
        } else {
            policy_.release();
        }
    }
    void release() { policy_.release(); }
    void applied(Steps steps) { policy_.applied(steps); }
    /// Steps due now; 0 without a temperature.
    Steps due() const { return filter_.valid() ? policy_.difference(filter_.smoothed()) : Steps(0); }

    void describe(wire::Status& status) const {
        if (!filter_.valid()) return;
        Temperature dew;  // stays 0 where there is none: a driver needs a number
        dew_point(filter_.temperature(), filter_.humidity(), dew);
        status.sensor_type = static_cast<int32_t>(kind_);
        status.temperature = filter_.temperature().centi;
        status.humidity = filter_.humidity().centi;
        status.dew_point = dew.centi;
    }
    void describe(wire::ExtendedStatus& status, int32_t uptime) const {
        status.sensor = answering_;
        if (kind_ != wire::SensorKind::none) status.sensor_age = uptime - seen_;
    }

private:
    SensorFilter filter_;
    CompensationPolicy policy_;
    int32_t seen_ = 0;                                // s of uptime
    wire::SensorKind kind_ = wire::SensorKind::none;  // of the last believed reading
    wire::SensorKind answering_ = wire::SensorKind::not_looked;
};

}  // namespace focus

#endif
