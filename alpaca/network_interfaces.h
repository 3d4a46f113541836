// The network interfaces of this computer that are up, one entry an address.
#pragma once

#include <boost/asio/ip/address.hpp>
#include <optional>
#include <vector>

namespace focus {

struct NetworkInterface {
    unsigned index = 0;
    boost::asio::ip::address address;
    std::optional<boost::asio::ip::address_v4> broadcast;
    bool multicast = false;
};

std::vector<NetworkInterface> network_interfaces();

}  // namespace focus
