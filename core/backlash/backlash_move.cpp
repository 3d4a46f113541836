#include "core/backlash/backlash_move.h"

#include "core/state_changes.h"

namespace focus {

BacklashLegs backlash_legs(Position from, Position target, Steps backlash, Position maximum) {
    const Steps distance = target - from;
    const bool taken_up = (backlash.count > 0 && distance.count > 0) || (backlash.count < 0 && distance.count < 0);
    if (!taken_up) return {target, target};
    return {clip(target + backlash, Position(0), maximum), target};
}

BacklashMove::BacklashMove(asio::any_io_executor executor, std::shared_ptr<Focuser> focuser, Steps backlash)
    : executor_(std::move(executor)), focuser_(std::move(focuser)), backlash_(backlash) {}

Task<void> BacklashMove::run(Position target) {
    if (!largest_position(focuser_->state())) {
        const auto read = co_await focuser_->settings();
        if (!read) co_return read.error();
    }
    if (dropped_) co_return Error::cancelled;
    // The record just read is also in the snapshot, unless the cable went in between.
    const auto known = largest_position(focuser_->state());
    if (!known) co_return Error::disconnected;
    const Position maximum = *known;
    legs_ = backlash_legs(focuser_->state().position, clip(target, Position(0), maximum), backlash_, maximum);

    const auto accepted = co_await focuser_->move_to(legs_.first);
    if (!accepted || !legs_.two()) co_return accepted;
    const auto ended = co_await first_leg_ended();
    if (!ended) co_return ended;
    returning_ = true;
    co_return co_await focuser_->move_to(legs_.target);
}

Task<void> BacklashMove::first_leg_ended() {
    StateChanges changes(executor_, focuser_);
    wake_ = [&changes] { changes.wake(); };
    error_code reason;
    bool seen = false;  // the snapshot may still show an older target at first
    while (!reason) {
        const FocuserState& now = focuser_->state();
        const bool rest = !now.commanded && !now.moving;
        seen = seen || now.target == legs_.first;
        const bool there = rest && now.position == legs_.first;
        const bool elsewhere = (rest && !there) || (seen && now.target != legs_.first);
        if (now.link != Link::connected) {
            reason = Error::disconnected;
        } else if (dropped_ || elsewhere) {
            reason = Error::cancelled;
        } else if (there) {
            break;
        } else {
            co_await changes.next();
        }
    }
    wake_ = nullptr;
    if (reason) co_return reason;
    co_return Result<void>();
}

void BacklashMove::drop() {
    dropped_ = true;
    if (wake_) wake_();
}

}  // namespace focus
