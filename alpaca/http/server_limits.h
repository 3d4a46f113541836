// What a server asks of the system, one file a platform.
#pragma once

#include <boost/asio/ip/tcp.hpp>
#include <cstddef>

#include "core/result.h"

namespace focus {

/// A thousand idle clients need more descriptors than a process is given at first. Gives how many of `wanted`
/// connections there can be: some descriptors are always left for cables, files and the hub's own connections.
std::size_t allow_connections(std::size_t wanted);

/// Before `acceptor` is bound: the port is taken again at once after a restart, and never shared with another server
/// that listens on it. Error: why it cannot be.
error_code keep_port_to_ourselves(asio::ip::tcp::acceptor& acceptor);

}  // namespace focus
