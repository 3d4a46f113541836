// Alpaca discovery, both ends: a server that tells who asks on which port the hub answers, and a search for hubs.
// On the loop's thread; never fatal: a hub without discovery is still reached by its address.
#pragma once

#include <chrono>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "core/result.h"

namespace focus {

constexpr unsigned short kDiscoveryPort = 32227;
constexpr std::string_view kDiscoveryQuestion = "alpacadiscovery1";  ///< what a search begins with

struct DiscoveryOptions {
    unsigned short port = kDiscoveryPort;  ///< UDP; 0: any free one
    unsigned short alpaca_port = 0;        ///< what is told
    bool this_machine_only = false;        ///< the API listens on loopback: do not tempt other machines
    bool ipv6 = true;                      ///< the API listens on IPv6 too
};

class DiscoveryServer {
public:
    DiscoveryServer(asio::any_io_executor executor, DiscoveryOptions options);
    ~DiscoveryServer();
    DiscoveryServer(const DiscoveryServer&) = delete;
    DiscoveryServer& operator=(const DiscoveryServer&) = delete;

    /// Error: IPv4 could not be bound. IPv6 is used where there is one.
    Result<void> start();
    /// The UDP port in use.
    unsigned short port() const;

private:
    struct Channel;
    std::shared_ptr<Channel> open(bool v6, unsigned short port, error_code& ec);

    asio::any_io_executor executor_;
    DiscoveryOptions options_;
    std::vector<std::shared_ptr<Channel>> channels_;
};

/// Asks on every interface, IPv4 and IPv6, and collects the hubs that answer within `patience`, each as "host:port"
/// ("[fe80::1%eth0]:11111"), those of this machine first. Empty if none answers or the network cannot be used.
asio::awaitable<std::vector<std::string>> discover(std::chrono::milliseconds patience,
                                                   unsigned short port = kDiscoveryPort);

}  // namespace focus
