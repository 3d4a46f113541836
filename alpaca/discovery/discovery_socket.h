// The UDP socket of a DiscoveryServer: what Asio has no words for, one file a platform.
#pragma once

#include <boost/asio/ip/udp.hpp>
#include <optional>
#include <string_view>

#include "core/result.h"

namespace focus {

struct DiscoveryQuestion {
    asio::ip::udp::endpoint sender;
    std::optional<asio::ip::address_v4> came_to;  ///< which of our addresses it was sent to, where the system tells
    std::size_t size = 0;                         ///< bytes of it in the buffer; the rest is lost
};

/// Before the socket is bound: several hubs, and other programs' discovery, share the port.
error_code share_discovery_port(asio::ip::udp::socket& socket);

/// The next datagram that waits at the socket; nothing if there is none. Does not block.
std::optional<DiscoveryQuestion> read_question(asio::ip::udp::socket& socket, char* buffer, std::size_t size);

/// Answers from the address that the question was sent to, or from loopback, whichever is asked for. A lost answer is
/// asked for again, so it is not said whether it left.
void send_answer(asio::ip::udp::socket& socket, const DiscoveryQuestion& question, std::string_view text,
                 bool from_loopback);

}  // namespace focus
