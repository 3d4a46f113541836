// A loop that runs until a condition holds, and tasks on it.
#pragma once

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>
#include <chrono>
#include <functional>
#include <gtest/gtest.h>
#include <memory>
#include <optional>

#include "core/result.h"

namespace focus::test {

struct Loop {
    asio::io_context context;

    /// Runs until `condition` holds; false once the deadline has passed.
    bool until(const std::function<bool()>& condition, std::chrono::milliseconds deadline = std::chrono::seconds(60)) {
        const auto end = std::chrono::steady_clock::now() + deadline;
        while (!condition()) {
            if (std::chrono::steady_clock::now() > end) return false;
            context.restart();
            context.run_one_for(std::chrono::milliseconds(20));
        }
        return true;
    }

    template <class T>
    using Pending = std::shared_ptr<std::optional<Result<T>>>;

    /// Begins a task; its result appears in what is given back.
    template <class T>
    Pending<T> begin(Task<T> task) {
        auto result = std::make_shared<std::optional<Result<T>>>();
        asio::co_spawn(context, hand_over(std::move(task), result), [](std::exception_ptr failure) {
            if (failure) std::rethrow_exception(failure);
        });
        return result;
    }

    template <class T>
    Result<T> get(Task<T> task) {
        const auto result = begin(std::move(task));
        if (until([&] { return result->has_value(); })) return std::move(**result);
        ADD_FAILURE() << "the task did not end";
        return asio::error::timed_out;
    }

private:
    template <class T>
    static asio::awaitable<void> hand_over(Task<T> task, Pending<T> result) {
        *result = co_await std::move(task);
    }
};

}  // namespace focus::test
