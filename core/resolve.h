// The addresses of a host, in time. The system's own search may take half a minute and cannot be ended; whoever waits
// for it here does not.
#pragma once

#include <boost/asio/ip/tcp.hpp>
#include <chrono>
#include <string>

#include "core/result.h"

namespace focus {

/// `host`: a name, or an IPv4 or IPv6 address without brackets. Error::timeout after `patience`; an error of asio's
/// netdb category: there is no such host. On the loop's thread.
Task<asio::ip::tcp::resolver::results_type> resolve(std::string host, std::string port,
                                                    std::chrono::milliseconds patience);

}  // namespace focus
