#include "core/log/move_watch.h"

#include <utility>

namespace focus {
namespace {

constexpr auto kLongestWait = std::chrono::seconds(3);

std::optional<double> temperature_of(const FocuserState& state) {
    const auto sensor = logged_sensor(state);
    return sensor ? std::optional(sensor->temperature) : std::nullopt;
}

/// What the device says, if it said so after `time`.
std::optional<wire::Mover> mover_since(const FocuserState& state, Clock::time_point time) {
    const bool said = state.extended && state.extended_at > time && state.extended->mover != wire::Mover::nobody;
    return said ? std::optional(state.extended->mover) : std::nullopt;
}

}  // namespace

std::vector<LogRow> MoveWatch::take(const FocuserState& state, LogInterval::Time now, Clock::time_point clock) {
    std::vector<LogRow> rows;
    if (state.link != Link::connected || state.read_at == Clock::time_point{}) {
        settle(rows);
        lose_track();
        return rows;
    }
    if (restarted(state)) {
        waiting_.reset();
        lose_track();
    }
    commanded_ = commanded_ || state.commanded;
    automatic_ = automatic_ || state.compensation == Compensation::automatic;
    if (waiting_) {
        const auto mover = mover_since(state, rest_at_);
        if (mover) waiting_->moved_by = mover;
        if (mover || state.moving || clock - rest_at_ > kLongestWait) settle(rows);
    }
    if (state.read_at != read_at_) take_status(state, now, rows);
    if (under_way_) {
        if (const auto mover = mover_since(state, under_way_->before)) under_way_->mover = mover;
        if (!under_way_->mover && commanded_) under_way_->mover = wire::Mover::host;
    }
    return rows;
}

void MoveWatch::take_status(const FocuserState& state, LogInterval::Time now, std::vector<LogRow>& rows) {
    const bool comparable = known_ && state.synced_at <= read_at_;
    const Clock::time_point before = std::exchange(read_at_, state.read_at);
    if (!under_way_ && (state.moving || (comparable && state.position.steps != position_))) {
        settle(rows);
        begin(state, comparable, before);
    }
    if (state.moving) return;
    if (under_way_) {
        end(state, now);
        if (!state.extended) settle(rows);
    }
    known_ = true;
    position_ = state.position.steps;
    temperature_ = temperature_of(state);
    commanded_ = state.commanded;
    automatic_ = state.compensation == Compensation::automatic;
}

/// A move that was under way when the link came is told from where it was first seen.
void MoveWatch::begin(const FocuserState& state, bool comparable, Clock::time_point before) {
    under_way_.emplace();
    under_way_->from = comparable ? position_ : state.position.steps;
    under_way_->temperature = known_ ? temperature_ : temperature_of(state);
    under_way_->before = before;
}

void MoveWatch::end(const FocuserState& state, LogInterval::Time now) {
    rest_at_ = state.read_at;
    waiting_.emplace();
    waiting_->time = now;
    waiting_->position = state.position.steps;
    waiting_->sensor = logged_sensor(state);
    waiting_->compensation_difference = state.compensation_difference.count;
    waiting_->moved_by = under_way_->mover;
    if (!waiting_->moved_by && commanded_) waiting_->moved_by = wire::Mover::host;
    waiting_->moved_from = under_way_->from;
    waiting_->temperature_before = under_way_->temperature;
    waiting_->cause = automatic_ ? MoveCause::automatic : MoveCause::asked;
    under_way_.reset();
}

void MoveWatch::settle(std::vector<LogRow>& rows) {
    if (!waiting_) return;
    if (waiting_->moved_by != wire::Mover::compensation) waiting_->cause = MoveCause::unknown;
    rows.push_back(*std::exchange(waiting_, std::nullopt));
}

std::vector<LogRow> MoveWatch::finish() {
    std::vector<LogRow> rows;
    settle(rows);
    return rows;
}

void MoveWatch::lose_track() {
    known_ = commanded_ = automatic_ = false;
    under_way_.reset();
}

bool MoveWatch::restarted(const FocuserState& state) {
    if (!state.extended) return false;
    return std::exchange(uptime_, state.extended->uptime) > state.extended->uptime;
}

}  // namespace focus
