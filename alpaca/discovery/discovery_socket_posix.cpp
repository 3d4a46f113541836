#include <array>
#include <cerrno>
#include <cstring>
#include <netinet/in.h>
#include <sys/socket.h>

#include "alpaca/discovery/discovery_socket.h"

namespace focus {
namespace {

using asio::ip::udp;

error_code set_flag(udp::socket& socket, int level, int name) {
    const int on = 1;
    if (::setsockopt(socket.native_handle(), level, name, &on, sizeof on) == 0) return {};
    return {errno, asio::error::get_system_category()};
}

/// Where the question came in, from what the kernel says beside it.
std::optional<asio::ip::address_v4> local_address(msghdr& message) {
    for (cmsghdr* item = CMSG_FIRSTHDR(&message); item != nullptr; item = CMSG_NXTHDR(&message, item)) {
        if (item->cmsg_level != IPPROTO_IP || item->cmsg_type != IP_PKTINFO) continue;
        in_pktinfo info{};
        std::memcpy(&info, CMSG_DATA(item), sizeof info);
        return asio::ip::address_v4(ntohl(info.ipi_spec_dst.s_addr));
    }
    return std::nullopt;
}

}  // namespace

error_code share_discovery_port(udp::socket& socket) {
    error_code error;
    socket.set_option(udp::socket::reuse_address(true), error);
    if (!error) error = set_flag(socket, SOL_SOCKET, SO_REUSEPORT);
    const bool v4 = !error && socket.local_endpoint(error).protocol() == udp::v4();
    if (!error && v4) error = set_flag(socket, IPPROTO_IP, IP_PKTINFO);
    return error;
}

std::optional<DiscoveryQuestion> read_question(udp::socket& socket, char* buffer, std::size_t size) {
    alignas(cmsghdr) std::array<char, 256> control{};
    DiscoveryQuestion question;
    iovec part{buffer, size};
    msghdr message{};
    message.msg_name = question.sender.data();
    message.msg_namelen = static_cast<socklen_t>(question.sender.capacity());
    message.msg_iov = &part;
    message.msg_iovlen = 1;
    message.msg_control = control.data();
    message.msg_controllen = control.size();
    const ssize_t count = ::recvmsg(socket.native_handle(), &message, MSG_DONTWAIT);
    if (count < 0) return std::nullopt;
    question.sender.resize(message.msg_namelen);
    question.came_to = local_address(message);
    question.size = static_cast<std::size_t>(count);
    return question;
}

void send_answer(udp::socket& socket, const DiscoveryQuestion& question, std::string_view text, bool from_loopback) {
    udp::endpoint receiver = question.sender;
    iovec part{const_cast<char*>(text.data()), text.size()};
    msghdr message{};
    message.msg_name = receiver.data();
    message.msg_namelen = static_cast<socklen_t>(receiver.size());
    message.msg_iov = &part;
    message.msg_iovlen = 1;
    alignas(cmsghdr) std::array<char, CMSG_SPACE(sizeof(in_pktinfo))> control{};
    if (question.came_to) {
        in_pktinfo info{};
        info.ipi_spec_dst.s_addr = htonl(from_loopback ? INADDR_LOOPBACK : question.came_to->to_uint());
        message.msg_control = control.data();
        message.msg_controllen = control.size();
        cmsghdr* item = CMSG_FIRSTHDR(&message);
        item->cmsg_level = IPPROTO_IP;
        item->cmsg_type = IP_PKTINFO;
        item->cmsg_len = CMSG_LEN(sizeof info);
        std::memcpy(CMSG_DATA(item), &info, sizeof info);
    }
    (void)::sendmsg(socket.native_handle(), &message, MSG_DONTWAIT | MSG_NOSIGNAL);
}

}  // namespace focus
