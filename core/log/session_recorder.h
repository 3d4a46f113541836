// SessionRecorder: what a SessionLog does with the focuser's states, without its timer: means and moves in, rows on the
// disk out. Its owner calls `tick` every kSamplePeriod and `change` at every change of the state.
//
// Writes to files on the caller's thread: one write(2) a row, which the kernel takes into memory. It never waits for a
// disk (no fsync), for the loop must not stand still while an SD card thinks.
#pragma once

#include "core/log/log_interval.h"
#include "core/log/move_watch.h"
#include "core/log/session_log.h"
#include "core/log/session_log_file.h"

namespace focus {

constexpr std::chrono::milliseconds kSamplePeriod{500};

class SessionRecorder {
public:
    explicit SessionRecorder(SessionLogOptions options);

    /// The state is a sample, if the link is up and it is no older than 2 s at `clock`.
    void tick(const FocuserState& state, Clock::time_point clock);
    void change(const FocuserState& state, Clock::time_point clock);
    /// Writes what is under way.
    void finish();

    const std::string& path() const { return file_.path(); }

private:
    LogInterval::Time now() const;
    void write_moves(const std::vector<LogRow>& rows);
    void write(const LogRow& row);
    void tell(const std::string& words) const;

    SessionLogOptions options_;
    SessionLogFile file_;
    LogInterval interval_;
    MoveWatch moves_;
    int ticks_ = 0;  ///< of the interval
    int ticks_since_write_ = 0;
    bool held_ = false;    ///< the kernel holds rows that the disk may lack
    std::string failure_;  ///< that was told; empty: all is well
};

}  // namespace focus
