// Turn: lets coroutines through one at a time, in the order they came, so that a read-modify-write of the settings
// is not mixed with another. Lives on the loop's thread.
#pragma once

#include <boost/asio/steady_timer.hpp>
#include <deque>
#include <memory>

#include "core/result.h"

namespace focus {

class Turn {
public:
    explicit Turn(asio::any_io_executor executor) : executor_(std::move(executor)) {}

    /// Held until destroyed. Empty: the wait was cancelled.
    using Held = std::shared_ptr<void>;

    /// The Turn must outlive the task and what it gives.
    asio::awaitable<Held> take();
    bool taken() const { return !waiting_.empty(); }

private:
    void leave(const std::shared_ptr<asio::steady_timer>& place) {
        std::erase(waiting_, place);
        if (!waiting_.empty()) waiting_.front()->cancel();
    }

    asio::any_io_executor executor_;
    std::deque<std::shared_ptr<asio::steady_timer>> waiting_;
};

}  // namespace focus
