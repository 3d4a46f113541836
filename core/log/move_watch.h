// MoveWatch: sees in a focuser's states which moves ended, and who made them. Values only, no clock of its own.
//
// A move shorter than the time between two states is known by its changed position. A sync, a restarted device and a
// lost link change the number without motion: then no move is told. A device that can say who moved (`x`) is asked
// right after the end, so a move waits for that word, at most 3 s.
#pragma once

#include <vector>

#include "core/log/log_interval.h"

namespace focus {

/// A move that has not ended yet.
struct MoveUnderWay {
    std::int32_t from = 0;              ///< steps
    std::optional<double> temperature;  ///< C, before it
    Clock::time_point before;           ///< when the last status without it was read
    std::optional<wire::Mover> mover;
};

class MoveWatch {
public:
    /// Takes the state as it is at `now`, which is `clock` on the steady clock; gives the rows of moves that ended.
    /// Call it at every change, and now and then besides.
    std::vector<LogRow> take(const FocuserState& state, LogInterval::Time now, Clock::time_point clock);
    /// The move that still waits for the word on who made it.
    std::vector<LogRow> finish();
    /// Who turns the motor now, if anybody does and it is known.
    std::optional<wire::Mover> moving_by() const { return under_way_ ? under_way_->mover : std::nullopt; }

private:
    void lose_track();
    bool restarted(const FocuserState& state);
    void take_status(const FocuserState& state, LogInterval::Time now, std::vector<LogRow>& rows);
    void begin(const FocuserState& state, bool comparable, Clock::time_point before);
    void end(const FocuserState& state, LogInterval::Time now);
    void settle(std::vector<LogRow>& rows);

    bool known_ = false;  ///< there is a last state at rest
    std::int32_t position_ = 0;
    std::optional<double> temperature_;
    bool commanded_ = false;  ///< since then
    bool automatic_ = false;  ///< the device has compensated by itself, then or since
    Clock::time_point read_at_{};
    std::int32_t uptime_ = 0;
    std::optional<MoveUnderWay> under_way_;
    std::optional<LogRow> waiting_;
    Clock::time_point rest_at_{};
};

}  // namespace focus
