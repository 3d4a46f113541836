// What the simulator asks of the system it runs on, one file a platform.
#pragma once

#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/signal_set.hpp>
#include <boost/system/error_code.hpp>

namespace focus::sim {

/// At the start of main: descriptors and signals in order.
void prepare_process();

/// The signals that end it, added to `ends`.
void add_ends(boost::asio::signal_set& ends);

/// Before `acceptor` is bound: the port may be taken again at once, and by one simulator only.
void keep_port_to_ourselves(boost::asio::ip::tcp::acceptor& acceptor, boost::system::error_code& error);

}  // namespace focus::sim
