// The network interfaces of this computer that are up, one entry an address.
#pragma once

#include <boost/asio/ip/address.hpp>
#include <optional>
#include <string>
#include <vector>

namespace focus {

struct NetworkInterface {
    unsigned index = 0;
    boost::asio::ip::address address;
    std::optional<boost::asio::ip::address_v4> broadcast;
    bool multicast = false;
};

std::vector<NetworkInterface> network_interfaces();

inline constexpr const char* kSearchDomains = "/etc/resolv.conf";
/// The domains in which this computer's name is looked for, "fritz.box": with its own name before them, they are names
/// that others know it by. `path`: the file that POSIX systems keep them in.
std::vector<std::string> search_domains(const std::string& path = kSearchDomains);

}  // namespace focus
