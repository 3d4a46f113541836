// Connecting by TCP. On the loop's thread.
#pragma once

#include <boost/asio/ip/tcp.hpp>
#include <chrono>

#include "core/result.h"

namespace focus {

/// To the first of the endpoints that lets us in, until `by` (asio::error::timed_out); the error is that of the last.
/// Ends early if the owner closes the socket (asio::error::operation_aborted). On this computer a refusal comes at
/// once, on every system.
asio::awaitable<error_code> open_connection(asio::ip::tcp::socket& socket,
                                            const asio::ip::tcp::resolver::results_type& endpoints,
                                            std::chrono::steady_clock::time_point by);

/// Windows tries a port of this computer where nobody listens for two seconds unless it is told not to. One file a
/// system.
void refuse_at_once(asio::ip::tcp::socket& socket);

}  // namespace focus
