#include "core/log/log_interval.h"

#include <cmath>
#include <utility>

namespace focus {

std::optional<SensorState> logged_sensor(const FocuserState& state) {
    if (!state.sensor) return std::nullopt;
    SensorState sensor = *state.sensor;
    // Wider than any sensor's range; beyond it the number is a fault, and would spoil a mean.
    if (!(sensor.temperature >= -100 && sensor.temperature <= 150)) return std::nullopt;
    if (!(sensor.humidity > 0 && sensor.humidity <= 100)) sensor.humidity = sensor.dew_point = NAN;
    return sensor;
}

double LogInterval::Mean::value() const { return count == 0 ? NAN : sum / count; }

void LogInterval::add(const FocuserState& state, Time now) {
    last_.emplace();
    last_->time = now;
    last_->position = state.position.steps;
    last_->compensation_difference = state.compensation_difference.count;
    const auto sensor = logged_sensor(state);
    if (!sensor) return;
    temperature_.add(sensor->temperature);
    if (std::isnan(sensor->humidity)) return;
    humidity_.add(sensor->humidity);
    dew_point_.add(sensor->dew_point);
}

std::optional<LogRow> LogInterval::end() {
    const LogInterval over = std::exchange(*this, LogInterval());
    std::optional<LogRow> row = over.last_;
    if (!row) return row;
    if (over.temperature_.count > 0) {
        row->sensor = SensorState{over.temperature_.value(), over.humidity_.value(), over.dew_point_.value()};
    }
    row->moved_by = over.mover_;
    return row;
}

}  // namespace focus
