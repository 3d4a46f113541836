// IoThread: lends the event loop to programs that own another loop (Qt, INDI, COM): an io_context on a thread of its
// own. In: `run`. Out: whatever callbacks copy. All members may be called from any other thread.
#pragma once

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/use_future.hpp>
#include <thread>
#include <utility>

#include "core/result.h"

namespace focus {

class IoThread {
public:
    IoThread() : work_(context_.get_executor()), thread_([this] { context_.run(); }) {}
    IoThread(const IoThread&) = delete;
    IoThread& operator=(const IoThread&) = delete;
    /// Stops the loop; tasks under way are dropped, and their futures say so with a broken promise.
    ~IoThread() {
        context_.stop();
        thread_.join();
    }

    asio::any_io_executor executor() { return context_.get_executor(); }

    /// Runs a task, or a function that gives one, on the loop's thread: `run([&] { return focuser.halt(); })` gives a
    /// future of its Result. What lives on the loop must be made and destroyed there, by such a function.
    template <class TaskOrFunction>
    auto run(TaskOrFunction&& task) {
        return asio::co_spawn(context_, std::forward<TaskOrFunction>(task), asio::use_future);
    }

private:
    asio::io_context context_{1};
    asio::executor_work_guard<asio::io_context::executor_type> work_;
    std::thread thread_;
};

}  // namespace focus
