// LogInterval: samples of a focuser's state in, one row with their means out. Values only, any thread.
#pragma once

#include "core/log/session_log_rows.h"

namespace focus {

class LogInterval {
public:
    using Time = std::chrono::sys_time<std::chrono::milliseconds>;

    /// A state that is true at `now`. A reading that no focuser's surroundings can have counts as none.
    void add(const FocuserState& state, Time now);
    /// `mover` was at work; the last one is told.
    void moved(wire::Mover mover) { mover_ = mover; }
    /// The row of the samples since the last call, as of the last of them; nothing if there were none.
    std::optional<LogRow> end();

private:
    struct Mean {
        double sum = 0;
        int count = 0;
        void add(double value) { sum += value, ++count; }
        double value() const;  ///< NaN of nothing
    };

    Mean temperature_, humidity_, dew_point_;
    std::optional<LogRow> last_;
    std::optional<wire::Mover> mover_;
};

/// What `state` says of the air, as a row tells it: nothing without a believable temperature, NaN for humidity and dew
/// point where nothing measures them (devices then say 0).
std::optional<SensorState> logged_sensor(const FocuserState& state);

}  // namespace focus
