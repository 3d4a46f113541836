#include "core/state/status_judge.h"

#include <cmath>
#include <cstdlib>

#include "device/sensor/dew_point.h"

namespace focus {
namespace {

constexpr int32_t kDewMismatch = 150;      // hundredths of C between the dew point that is told and the right one
constexpr int32_t kTemperatureJump = 500;  // hundredths of C between two readings
constexpr int32_t kSlack = 2;              // steps

int64_t end_of(const wire::Status& status) { return int64_t{status.position.steps} + status.to_go.count; }

/// Of a position, with the motor turning at most so fast.
bool within_reach(const wire::Status& before, const wire::Status& now, Clock::duration time, int32_t speed,
                  bool moves) {
    const double seconds = std::chrono::duration<double>(time).count();
    const double reach = moves ? std::ceil(speed * seconds) + kSlack : 0;
    return static_cast<double>(std::abs(int64_t{now.position.steps} - before.position.steps)) <= reach;
}

/// How far the dew point that is told is from that of the temperature and humidity that are.
int32_t dew_mismatch(const wire::Status& status) {
    const bool sane = std::abs(int64_t{status.temperature}) <= 10000 && status.humidity > 0 && status.humidity <= 10000;
    Temperature right;
    if (status.sensor_type <= 0 || !sane) return 0;
    if (!dew_point(Temperature(static_cast<int16_t>(status.temperature)),
                   Humidity(static_cast<int16_t>(status.humidity)), right)) {
        return 0;
    }
    return status.dew_point - right.centi;
}

/// Stock firmware may reckon the dew point otherwise; then it does so all the time.
bool weather_follows(const wire::Status& before, const wire::Status& now) {
    if ((before.sensor_type > 0) != (now.sensor_type > 0)) return false;
    if (now.sensor_type <= 0) return true;
    const int32_t mismatch = dew_mismatch(now);
    const bool dew = std::abs(mismatch) <= kDewMismatch || std::abs(mismatch - dew_mismatch(before)) <= kDewMismatch;
    return dew && std::abs(int64_t{now.temperature} - before.temperature) <= kTemperatureJump;
}

}  // namespace

bool StatusJudge::follows(const Seen& before, const Seen& now, const Motion& motion) {
    const bool was_moving = before.status.to_go != Steps(0);
    const bool is_moving = now.status.to_go != Steps(0);
    const bool moves = was_moving || is_moving || motion.target.has_value();
    if (!within_reach(before.status, now.status, now.at - before.at, motion.speed, moves)) return false;
    const bool same_end = was_moving && end_of(now.status) == end_of(before.status);
    const bool as_asked = motion.target && end_of(now.status) == motion.target->steps;
    if (moves && !same_end && !as_asked) return false;
    return weather_follows(before.status, now.status);
}

bool StatusJudge::confirms(const Seen& doubted, const Seen& now, const Motion& motion) {
    const bool moves = doubted.status.to_go != Steps(0) || now.status.to_go != Steps(0);
    const bool on_its_way = moves && end_of(now.status) == end_of(doubted.status);
    return (on_its_way || within_reach(doubted.status, now.status, now.at - doubted.at, motion.speed, moves)) &&
           (doubted.status.to_go != Steps(0) || now.status.to_go == Steps(0)) &&
           weather_follows(doubted.status, now.status);
}

bool StatusJudge::believes(const wire::Status& status, Clock::time_point now, const Motion& motion) {
    const Seen seen{status, now};
    const bool good =
        (believed_ && follows(*believed_, seen, motion)) || (doubted_ && confirms(*doubted_, seen, motion));
    (good ? believed_ : doubted_) = seen;
    if (good) doubted_.reset();
    return good;
}

}  // namespace focus
