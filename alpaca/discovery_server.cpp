#include <algorithm>
#include <array>
#include <boost/asio/ip/multicast.hpp>
#include <boost/asio/ip/udp.hpp>
#include <boost/asio/ip/v6_only.hpp>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <net/if.h>
#include <netinet/in.h>
#include <string_view>
#include <sys/socket.h>

#include "alpaca/discovery.h"
#include "alpaca/network_interfaces.h"

namespace focus {
namespace {

using asio::ip::udp;

constexpr std::string_view kQuestion = "alpacadiscovery1";
constexpr std::size_t kLongestQuestion = 64;

void set_flag(udp::socket& socket, int level, int name, error_code& ec) {
    const int on = 1;
    if (setsockopt(socket.native_handle(), level, name, &on, sizeof on) != 0)
        ec.assign(errno, asio::error::get_system_category());
}

}  // namespace

/// One bound socket. Uses the socket's own calls, since only they tell at which of our addresses a datagram came in.
struct DiscoveryServer::Channel : std::enable_shared_from_this<Channel> {
    Channel(const asio::any_io_executor& executor, const DiscoveryOptions& with) : socket(executor), options(with) {}

    void await() {
        socket.async_wait(udp::socket::wait_read, [self = shared_from_this()](const error_code& ec) {
            if (ec || !self->socket.is_open()) return;
            self->answer();
            self->await();
        });
    }

    void answer() {
        std::array<char, kLongestQuestion + 1> text{};
        alignas(cmsghdr) std::array<char, 256> control{};
        sockaddr_storage sender{};
        iovec part{text.data(), text.size()};
        msghdr message{};
        message.msg_name = &sender;
        message.msg_namelen = sizeof sender;
        message.msg_iov = &part;
        message.msg_iovlen = 1;
        message.msg_control = control.data();
        message.msg_controllen = control.size();
        const ssize_t size = recvmsg(socket.native_handle(), &message, MSG_DONTWAIT);
        if (size < static_cast<ssize_t>(kQuestion.size()) || size > static_cast<ssize_t>(kLongestQuestion)) return;
        if (std::string_view(text.data(), kQuestion.size()) != kQuestion) return;
        if (options.this_machine_only && !from_this_machine(sender)) return;

        char reply[40];
        const int length = std::snprintf(reply, sizeof reply, "{\"AlpacaPort\":%u}", options.alpaca_port);
        part = {reply, static_cast<std::size_t>(length)};
        message.msg_flags = 0;
        set_source(message);
        sendmsg(socket.native_handle(), &message, MSG_DONTWAIT | MSG_NOSIGNAL);  // a lost answer is asked for again
    }

    /// Makes the answer leave from the address at which the question came in.
    void set_source(msghdr& message) const {
        for (cmsghdr* item = CMSG_FIRSTHDR(&message); item != nullptr; item = CMSG_NXTHDR(&message, item)) {
            if (item->cmsg_level != IPPROTO_IP || item->cmsg_type != IP_PKTINFO) continue;
            in_pktinfo info{};
            std::memcpy(&info, CMSG_DATA(item), sizeof info);
            info.ipi_ifindex = 0;
            // The API is on loopback, so this must be the address that the answer seems to come from.
            if (options.this_machine_only) info.ipi_spec_dst.s_addr = htonl(INADDR_LOOPBACK);
            std::memcpy(CMSG_DATA(item), &info, sizeof info);
            message.msg_control = item;
            message.msg_controllen = CMSG_SPACE(sizeof info);
            return;
        }
        message.msg_control = nullptr;
        message.msg_controllen = 0;
    }

    static bool from_this_machine(const sockaddr_storage& sender) {
        if (sender.ss_family == AF_INET6) {
            sockaddr_in6 from{};
            std::memcpy(&from, &sender, sizeof from);
            return IN6_IS_ADDR_LOOPBACK(&from.sin6_addr);
        }
        sockaddr_in from{};
        std::memcpy(&from, &sender, sizeof from);
        const asio::ip::address_v4 address(ntohl(from.sin_addr.s_addr));
        if (address.is_loopback()) return true;
        for (const NetworkInterface& each : network_interfaces()) {
            if (each.address == asio::ip::address(address)) return true;
        }
        return false;
    }

    udp::socket socket;
    DiscoveryOptions options;
};

DiscoveryServer::DiscoveryServer(asio::any_io_executor executor, DiscoveryOptions options)
    : executor_(std::move(executor)), options_(options) {}

DiscoveryServer::~DiscoveryServer() {
    error_code ignored;
    for (const auto& channel : channels_) channel->socket.close(ignored);
}

std::shared_ptr<DiscoveryServer::Channel> DiscoveryServer::open(bool v6, unsigned short port, error_code& ec) {
    auto channel = std::make_shared<Channel>(executor_, options_);
    udp::socket& socket = channel->socket;
    const udp protocol = v6 ? udp::v6() : udp::v4();
    socket.open(protocol, ec);
    // Both: several hubs, and other programs' discovery, share the port.
    if (!ec) socket.set_option(udp::socket::reuse_address(true), ec);
    if (!ec) set_flag(socket, SOL_SOCKET, SO_REUSEPORT, ec);
    if (!ec && v6) socket.set_option(asio::ip::v6_only(true), ec);
    if (!ec && !v6) set_flag(socket, IPPROTO_IP, IP_PKTINFO, ec);
    // A wildcard address: a socket bound to one address hears no broadcasts.
    if (!ec) socket.bind({protocol, port}, ec);
    if (ec) return nullptr;
    if (v6) {
        const auto group = asio::ip::make_address_v6("ff12::a1:9aca");
        std::vector<unsigned> joined;
        for (const NetworkInterface& each : network_interfaces()) {
            if (!each.multicast || std::find(joined.begin(), joined.end(), each.index) != joined.end()) continue;
            joined.push_back(each.index);
            error_code ignored;  // an interface without IPv6
            socket.set_option(asio::ip::multicast::join_group(group, each.index), ignored);
        }
    }
    return channel;
}

Result<void> DiscoveryServer::start() {
    error_code ec;
    const auto v4 = open(false, options_.port, ec);
    if (ec) return ec;
    channels_.push_back(v4);
    v4->await();
    if (options_.ipv6) {
        error_code absent;
        if (const auto v6 = open(true, port(), absent)) {
            channels_.push_back(v6);
            v6->await();
        }
    }
    return {};
}

unsigned short DiscoveryServer::port() const {
    error_code ignored;
    return channels_.empty() ? options_.port : channels_.front()->socket.local_endpoint(ignored).port();
}

}  // namespace focus
