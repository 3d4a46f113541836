// on_own_thread: a call of the system that takes its time and cannot be ended, such as a search for a computer's name
// or the opening of a port, while the loop goes on. The call is given up after `patience` (Error::timeout); its thread
// goes on until the system lets it, and what it then gives is dropped. Threads of Asio's would be waited for at the
// program's end.
#pragma once

#include <boost/asio/post.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/this_coro.hpp>
#include <chrono>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <thread>

#include "core/result.h"

namespace focus {

/// Between the one who waits and the thread; whichever is gone first, the other does not notice.
template <class Value>
struct Errand {
    std::mutex mutex;                    ///< held by the thread while it tells the loop, and by who stops waiting
    asio::steady_timer* done = nullptr;  ///< of the loop: cancelled by the result; null: nobody waits any more
    std::optional<Result<Value>> result;
};

/// The one who waits; also destroyed with its loop, while it waits.
template <class Value>
class ErrandWaits {
public:
    ErrandWaits(std::shared_ptr<Errand<Value>> errand, asio::steady_timer& done) : errand_(std::move(errand)) {
        errand_->done = &done;
    }
    ~ErrandWaits() {
        const std::lock_guard lock(errand_->mutex);
        errand_->done = nullptr;
    }
    ErrandWaits(const ErrandWaits&) = delete;
    ErrandWaits& operator=(const ErrandWaits&) = delete;

private:
    std::shared_ptr<Errand<Value>> errand_;
};

/// `work` runs on the thread and must own all that it uses. The rest on the loop's thread.
template <class Value>
Task<Value> on_own_thread(std::function<Result<Value>()> work, std::chrono::milliseconds patience) {
    asio::steady_timer done(co_await asio::this_coro::executor, patience);
    const auto errand = std::make_shared<Errand<Value>>();
    const ErrandWaits<Value> waits(errand, done);
    std::thread([errand, work = std::move(work)] {
        Result<Value> result = work();
        const std::lock_guard lock(errand->mutex);
        if (errand->done == nullptr) return;
        asio::post(errand->done->get_executor(), [errand, result = std::move(result)]() mutable {
            errand->result = std::move(result);
            if (errand->done != nullptr) errand->done->cancel();
        });
    }).detach();
    co_await done.async_wait(use_result);
    if (!errand->result) co_return Error::timeout;
    co_return std::move(*errand->result);
}

}  // namespace focus
