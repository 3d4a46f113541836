#include "core/state_changes.h"

namespace focus {

StateChanges::StateChanges(const asio::any_io_executor& executor, std::shared_ptr<Focuser> focuser)
    : timer_(executor),
      focuser_(std::move(focuser)),
      subscription_(focuser_->on_change([this](const FocuserState&) { wake(); })) {}

void StateChanges::wake() {
    changed_ = true;
    timer_.cancel();
}

asio::awaitable<bool> StateChanges::next(Clock::time_point deadline) {
    if (!changed_) {
        timer_.expires_at(deadline);
        co_await timer_.async_wait(use_result);
    }
    co_return std::exchange(changed_, false);
}

}  // namespace focus
