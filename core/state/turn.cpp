#include "core/state/turn.h"

namespace focus {

asio::awaitable<Turn::Held> Turn::take() {
    const auto place = std::make_shared<asio::steady_timer>(executor_, asio::steady_timer::time_point::max());
    waiting_.push_back(place);
    Held held(place.get(), [this, place](void*) { leave(place); });
    if (waiting_.front() != place) {
        co_await place->async_wait(use_result);
        if (waiting_.front() != place) held.reset();
    }
    co_return held;
}

}  // namespace focus
