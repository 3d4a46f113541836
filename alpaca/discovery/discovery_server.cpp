#include <algorithm>
#include <array>
#include <boost/asio/ip/multicast.hpp>
#include <boost/asio/ip/udp.hpp>
#include <boost/asio/ip/v6_only.hpp>
#include <boost/asio/steady_timer.hpp>
#include <cstdio>
#include <string_view>

#include "alpaca/discovery/discovery.h"
#include "alpaca/discovery/discovery_socket.h"
#include "alpaca/discovery/network_interfaces.h"

namespace focus {
namespace {

using asio::ip::udp;

constexpr std::size_t kLongestQuestion = 64;
/// A hub that the computer starts is there before its wireless network.
constexpr std::chrono::seconds kNewInterfaces{10};

}  // namespace

/// One bound socket.
struct DiscoveryServer::Channel : std::enable_shared_from_this<Channel> {
    Channel(const asio::any_io_executor& executor, const DiscoveryOptions& with)
        : socket(executor), options(with), look_again(executor) {}

    void await() {
        socket.async_wait(udp::socket::wait_read, [self = shared_from_this()](const error_code& ec) {
            if (ec || !self->socket.is_open()) return;
            self->answer();
            self->await();
        });
    }

    /// On every interface that has IPv6, also on those to come.
    void join() {
        const auto group = asio::ip::make_address_v6("ff12::a1:9aca");
        for (const NetworkInterface& each : network_interfaces()) {
            if (!each.multicast || std::find(joined.begin(), joined.end(), each.index) != joined.end()) continue;
            error_code without_ipv6;
            socket.set_option(asio::ip::multicast::join_group(group, each.index), without_ipv6);
            if (!without_ipv6) joined.push_back(each.index);
        }
        look_again.expires_after(kNewInterfaces);
        look_again.async_wait([self = shared_from_this()](const error_code& ec) {
            if (!ec && self->socket.is_open()) self->join();
        });
    }

    void answer() {
        std::array<char, kLongestQuestion + 1> text{};
        const auto question = read_question(socket, text.data(), text.size());
        if (!question || question->size < kDiscoveryQuestion.size() || question->size > kLongestQuestion) return;
        if (std::string_view(text.data(), kDiscoveryQuestion.size()) != kDiscoveryQuestion) return;
        if (options.this_machine_only && !from_this_machine(question->sender.address())) return;

        char reply[40];
        const int length = std::snprintf(reply, sizeof reply, "{\"AlpacaPort\":%u}", options.alpaca_port);
        // Where the API is on loopback, the answer must seem to come from there.
        send_answer(socket, *question, {reply, static_cast<std::size_t>(length)}, options.this_machine_only);
    }

    static bool from_this_machine(const asio::ip::address& sender) {
        if (sender.is_loopback()) return true;
        const std::vector<NetworkInterface> all = network_interfaces();
        return sender.is_v4() && std::any_of(all.begin(), all.end(),
                                             [&](const NetworkInterface& each) { return each.address == sender; });
    }

    udp::socket socket;
    DiscoveryOptions options;
    std::vector<unsigned> joined;
    asio::steady_timer look_again;
};

DiscoveryServer::DiscoveryServer(asio::any_io_executor executor, DiscoveryOptions options)
    : executor_(std::move(executor)), options_(options) {}

DiscoveryServer::~DiscoveryServer() {
    error_code ignored;
    for (const auto& channel : channels_) {
        channel->socket.close(ignored);
        channel->look_again.cancel();
    }
}

std::shared_ptr<DiscoveryServer::Channel> DiscoveryServer::open(bool v6, unsigned short port, error_code& ec) {
    auto channel = std::make_shared<Channel>(executor_, options_);
    udp::socket& socket = channel->socket;
    const udp protocol = v6 ? udp::v6() : udp::v4();
    socket.open(protocol, ec);
    if (!ec) ec = share_discovery_port(socket);
    if (!ec && v6) socket.set_option(asio::ip::v6_only(true), ec);
    // A wildcard address: a socket bound to one address hears no broadcasts.
    if (!ec) socket.bind({protocol, port}, ec);
    if (ec) return nullptr;
    if (v6) channel->join();
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
