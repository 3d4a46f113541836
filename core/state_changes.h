// StateChanges: lets a coroutine wait for the next change of a Focuser's snapshot instead of asking again and again.
// No change is lost: one that comes while nobody waits makes the next wait return at once.
//
// Lives on the io_context's thread. One waiter at a time.
#pragma once

#include <boost/asio/steady_timer.hpp>
#include <memory>

#include "core/focuser.h"

namespace focus {

class StateChanges {
public:
    StateChanges(const asio::any_io_executor& executor, std::shared_ptr<Focuser> focuser);

    /// True: the state changed, or wake() was called, since the last wait. False: `deadline` came first.
    asio::awaitable<bool> next(Clock::time_point deadline = Clock::time_point::max());
    /// Ends the wait for a reason of the caller's own.
    void wake();

private:
    asio::steady_timer timer_;
    bool changed_ = false;
    std::shared_ptr<Focuser> focuser_;
    Subscription subscription_;  // last, so that it ends before what its callback uses
};

}  // namespace focus
