#include "core/port/open_connection.h"

#include <boost/asio/steady_timer.hpp>
#include <memory>

namespace focus {

using asio::ip::tcp;

asio::awaitable<error_code> open_connection(tcp::socket& socket, const tcp::resolver::results_type& endpoints,
                                            std::chrono::steady_clock::time_point by) {
    // Shared with the deadline, whose handler may run after this coroutine has ended; null: too late.
    const auto waiting = std::make_shared<tcp::socket*>(&socket);
    asio::steady_timer deadline(socket.get_executor(), by);
    deadline.async_wait([waiting](error_code cancelled) {
        if (cancelled || *waiting == nullptr) return;
        error_code ignored;
        (*waiting)->close(ignored);
        *waiting = nullptr;
    });
    error_code last = asio::error::host_not_found;
    for (const auto& entry : endpoints) {
        const tcp::endpoint endpoint = entry.endpoint();
        error_code ignored;
        socket.close(ignored);
        socket.open(endpoint.protocol(), last);
        if (last) continue;
        if (endpoint.address().is_loopback()) refuse_at_once(socket);
        const auto [error] = co_await socket.async_connect(endpoint, use_result);
        last = error;
        if (!socket.is_open()) last = asio::error::operation_aborted;
        if (!last || !socket.is_open()) break;
    }
    const bool late = std::exchange(*waiting, nullptr) == nullptr;
    deadline.cancel();
    if (late) co_return asio::error::timed_out;
    error_code ignored;
    if (!last) socket.set_option(tcp::no_delay(true), ignored);
    co_return last;
}

}  // namespace focus
