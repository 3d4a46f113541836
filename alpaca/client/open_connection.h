// Connecting to a hub. On the loop's thread.
#pragma once

#include <boost/asio/ip/tcp.hpp>
#include <boost/beast/core/tcp_stream.hpp>

#include "core/result.h"

namespace focus {

/// To the first of the endpoints that lets us in, within the stream's own time; the error is that of the last. On this
/// computer a refusal comes at once, on every system.
asio::awaitable<error_code> open_connection(boost::beast::tcp_stream& stream,
                                            const asio::ip::tcp::resolver::results_type& endpoints);

/// Windows tries a port of this computer where nobody listens for two seconds unless it is told not to. One file a
/// system.
void refuse_at_once(asio::ip::tcp::socket& socket);

}  // namespace focus
