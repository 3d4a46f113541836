#include <boost/asio/buffer.hpp>

#include "alpaca/discovery/discovery_socket.h"

namespace focus {

using asio::ip::udp;

error_code share_discovery_port(udp::socket& socket) {
    error_code error;
    socket.set_option(udp::socket::reuse_address(true), error);
    if (!error) socket.non_blocking(true, error);
    return error;
}

std::optional<DiscoveryQuestion> read_question(udp::socket& socket, char* buffer, std::size_t size) {
    DiscoveryQuestion question;
    error_code error;
    question.size = socket.receive_from(asio::buffer(buffer, size), question.sender, 0, error);
    if (error) return std::nullopt;
    return question;
}

void send_answer(udp::socket& socket, const DiscoveryQuestion& question, std::string_view text, bool from_loopback) {
    // Windows sends from the address that the receiver is reached by, and lets nothing leave loopback: who asked by
    // another address of this computer asks by loopback too.
    if (from_loopback && !question.sender.address().is_loopback()) return;
    error_code ignored;
    socket.send_to(asio::buffer(text.data(), text.size()), question.sender, 0, ignored);
}

}  // namespace focus
