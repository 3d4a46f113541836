#include <algorithm>
#include <array>
#include <boost/asio/ip/multicast.hpp>
#include <boost/asio/ip/udp.hpp>
#include <boost/asio/ip/v6_only.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/json.hpp>

#include "alpaca/discovery/discovery.h"
#include "alpaca/discovery/network_interfaces.h"

namespace focus {
namespace {

using asio::ip::udp;

/// One search; its receive handlers keep it alive until its sockets are closed.
struct Search : std::enable_shared_from_this<Search> {
    explicit Search(const asio::any_io_executor& executor) : v4{udp::socket(executor)}, v6{udp::socket(executor)} {}

    struct Ear {
        udp::socket socket;
        udp::endpoint sender{};
        std::array<char, 256> text{};
    };

    void ask(unsigned short port) {
        error_code ec;
        v4.socket.open(udp::v4(), ec);
        if (!ec) v4.socket.set_option(udp::socket::broadcast(true), ec);
        if (!ec) v4.socket.bind({udp::v4(), 0}, ec);
        error_code no_v6;
        v6.socket.open(udp::v6(), no_v6);
        if (!no_v6) v6.socket.set_option(asio::ip::v6_only(true), no_v6);
        if (!no_v6) v6.socket.bind({udp::v6(), 0}, no_v6);
        // Loopback itself too: not every system carries broadcasts there.
        std::vector<asio::ip::address_v4> broadcasts{asio::ip::address_v4({127, 255, 255, 255}),
                                                     asio::ip::address_v4::loopback()};
        std::vector<unsigned> interfaces;
        for (const NetworkInterface& each : network_interfaces()) {
            if (each.broadcast) broadcasts.push_back(*each.broadcast);
            if (each.multicast) interfaces.push_back(each.index);
        }
        error_code ignored;  // an interface that cannot carry the question has no hub for us
        for (const auto& address : broadcasts) {
            if (!ec) v4.socket.send_to(asio::buffer(kDiscoveryQuestion), {address, port}, 0, ignored);
        }
        std::sort(interfaces.begin(), interfaces.end());
        interfaces.erase(std::unique(interfaces.begin(), interfaces.end()), interfaces.end());
        auto group = asio::ip::make_address_v6("ff12::a1:9aca");
        for (const unsigned index : interfaces) {
            group.scope_id(index);
            if (!no_v6) v6.socket.send_to(asio::buffer(kDiscoveryQuestion), {group, port}, 0, ignored);
        }
        const asio::ip::address_v6 loopback = asio::ip::address_v6::loopback();
        if (!no_v6) v6.socket.send_to(asio::buffer(kDiscoveryQuestion), {loopback, port}, 0, ignored);
        if (!ec) hear(v4);
        if (!no_v6) hear(v6);
    }

    void hear(Ear& ear) {
        ear.socket.async_receive_from(asio::buffer(ear.text), ear.sender,
                                      [self = shared_from_this(), &ear](const error_code& ec, std::size_t size) {
                                          if (ec == asio::error::operation_aborted || !ear.socket.is_open()) return;
                                          if (!ec) self->take(ear.sender, {ear.text.data(), size});
                                          self->hear(ear);
                                      });
    }

    void take(const udp::endpoint& sender, std::string_view text) {
        error_code ec;
        const auto reply = boost::json::parse(boost::json::string_view(text.data(), text.size()), ec);
        const auto* object = ec ? nullptr : reply.if_object();
        const auto* port = object ? object->if_contains("AlpacaPort") : nullptr;
        const auto* number = port ? port->if_int64() : nullptr;
        if (!number || *number < 1 || *number > 65535) return;
        const auto address = sender.address();
        const std::string host = address.is_v6() ? "[" + address.to_string() + "]" : address.to_string();
        const std::string found = host + ":" + std::to_string(*number);
        if (std::find(hubs.begin(), hubs.end(), found) != hubs.end()) return;
        if (address.is_loopback()) {
            hubs.insert(hubs.begin(), found);
        } else {
            hubs.push_back(found);
        }
    }

    Ear v4, v6;
    std::vector<std::string> hubs;
};

}  // namespace

asio::awaitable<std::vector<std::string>> discover(std::chrono::milliseconds patience, unsigned short port) {
    const auto executor = co_await asio::this_coro::executor;
    const auto search = std::make_shared<Search>(executor);
    search->ask(port);
    asio::steady_timer timer(executor, patience);
    co_await timer.async_wait(use_result);
    error_code ignored;
    search->v4.socket.close(ignored);
    search->v6.socket.close(ignored);
    co_return search->hubs;
}

}  // namespace focus
