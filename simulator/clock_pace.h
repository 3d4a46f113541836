// ClockPace: how far the virtual clock should be by now: real time times the speed factor.
#pragma once

#include <chrono>

#include "simulator/virtual_time.h"

namespace focus::sim {

inline constexpr double kSlowest = 0.01;  ///< range of the speed factor
inline constexpr double kFastest = 10000;

class ClockPace {
public:
    using Real = std::chrono::steady_clock::time_point;

    ClockPace(double speed, Real now, Tick at) : speed_(speed), real_(now), virtual_(at) {}

    Tick at(Real now) const {
        const double passed = std::chrono::duration<double>(now - real_).count();
        return passed <= 0 ? virtual_ : virtual_ + static_cast<Tick>(passed * speed_ * kTicksPerSecond);
    }
    /// From `now` on time passes at this speed, continuing at `reached`; also forgives what was not reached in time.
    void restart(double speed, Real now, Tick reached) {
        speed_ = speed;
        real_ = now;
        virtual_ = reached;
    }
    double speed() const { return speed_; }

private:
    double speed_;
    Real real_;
    Tick virtual_;
};

}  // namespace focus::sim
