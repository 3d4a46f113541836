// Starts a coroutine that nobody waits for. What it throws is not lost: it leaves the io_context's run(), and so
// reaches main, which says it.
#pragma once

#include <boost/asio/co_spawn.hpp>
#include <exception>
#include <utility>

#include "core/result.h"

namespace focus {

/// `start`: an awaitable<void>, or a function that gives one. GCC 12: name a capturing lambda on the line above.
template <class Executor, class Start>
void spawn(const Executor& executor, Start&& start) {
    asio::co_spawn(executor, std::forward<Start>(start), [](const std::exception_ptr& thrown) {
        if (thrown) std::rethrow_exception(thrown);
    });
}

}  // namespace focus
