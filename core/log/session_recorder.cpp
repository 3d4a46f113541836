#include "core/log/session_recorder.h"

#include <algorithm>
#include <spdlog/spdlog.h>

#include "core/local_time.h"

namespace focus {
namespace {

constexpr auto kOldest = std::chrono::seconds(2);
constexpr int kTicksHeld = 8;  // 4 s, and one tick more that the loop may be late

/// The local date, YYYY-MM-DD: names a night's file as the user's calendar does.
std::string local_date(LogInterval::Time time) {
    return local_text(std::chrono::floor<std::chrono::seconds>(time), "%Y-%m-%d");
}

}  // namespace

SessionRecorder::SessionRecorder(SessionLogOptions options)
    : options_(std::move(options)), file_(options_.folder, options_.first_file) {}

LogInterval::Time SessionRecorder::now() const {
    const auto time = options_.now ? options_.now() : std::chrono::system_clock::now();
    return std::chrono::floor<std::chrono::milliseconds>(time);
}

void SessionRecorder::tick(const FocuserState& state, Clock::time_point clock) {
    change(state, clock);
    if (state.link == Link::connected && clock - state.read_at <= kOldest) interval_.add(state, now());
    if (++ticks_ >= std::max<std::int64_t>(1, options_.interval / kSamplePeriod)) {
        ticks_ = 0;
        if (const auto row = interval_.end()) write(*row);
    }
    if (held_ && ++ticks_since_write_ >= kTicksHeld) {
        file_.begin_write_out();
        held_ = false;
    }
}

void SessionRecorder::change(const FocuserState& state, Clock::time_point clock) {
    write_moves(moves_.take(state, now(), clock));
    if (const auto mover = moves_.moving_by()) interval_.moved(*mover);
}

void SessionRecorder::finish() {
    write_moves(moves_.finish());
    if (const auto row = interval_.end()) write(*row);
    file_.begin_write_out();
}

void SessionRecorder::write_moves(const std::vector<LogRow>& rows) {
    for (const LogRow& row : rows) {
        if (row.moved_by) interval_.moved(*row.moved_by);
        write(row);
    }
}

void SessionRecorder::write(const LogRow& row) {
    std::string why = file_.append(local_date(row.time), to_line(row));
    if (!why.empty()) {
        if (failure_.empty()) {
            tell("the session log cannot be written, " + why +
                 "; trying again at every interval, the focuser is used as before");
        }
        failure_ = std::move(why);
        return;
    }
    if (!std::exchange(failure_, {}).empty()) tell("the session log is written again: " + file_.path());
    if (!std::exchange(held_, true)) ticks_since_write_ = 0;
}

void SessionRecorder::tell(const std::string& words) const {
    if (options_.tell) return options_.tell(words);
    spdlog::warn("{}", words);
}

}  // namespace focus
