#include <cstring>
#include <fstream>
#include <ifaddrs.h>
#include <net/if.h>
#include <netinet/in.h>
#include <sstream>

#include "alpaca/discovery/network_interfaces.h"

namespace focus {
namespace {

namespace ip = boost::asio::ip;

constexpr std::size_t kMostDomains = 20;

ip::address_v4 to_v4(const sockaddr* address) {
    sockaddr_in in{};
    std::memcpy(&in, address, sizeof in);
    return ip::address_v4(ntohl(in.sin_addr.s_addr));
}

ip::address_v6 to_v6(const sockaddr* address) {
    sockaddr_in6 in{};
    std::memcpy(&in, address, sizeof in);
    ip::address_v6::bytes_type bytes;
    std::memcpy(bytes.data(), &in.sin6_addr, bytes.size());
    return ip::address_v6(bytes, in.sin6_scope_id);
}

}  // namespace

std::vector<NetworkInterface> network_interfaces() {
    std::vector<NetworkInterface> result;
    ifaddrs* first = nullptr;
    if (getifaddrs(&first) != 0) return result;
    for (const ifaddrs* each = first; each != nullptr; each = each->ifa_next) {
        if (each->ifa_addr == nullptr || (each->ifa_flags & IFF_UP) == 0) continue;
        NetworkInterface entry;
        entry.index = if_nametoindex(each->ifa_name);
        entry.multicast = (each->ifa_flags & IFF_MULTICAST) != 0;
        if (each->ifa_addr->sa_family == AF_INET) {
            entry.address = to_v4(each->ifa_addr);
            if ((each->ifa_flags & IFF_BROADCAST) != 0 && each->ifa_broadaddr != nullptr) {
                entry.broadcast = to_v4(each->ifa_broadaddr);
            }
        } else if (each->ifa_addr->sa_family == AF_INET6) {
            entry.address = to_v6(each->ifa_addr);
        } else {
            continue;
        }
        result.push_back(entry);
    }
    freeifaddrs(first);
    return result;
}

std::vector<std::string> search_domains(const std::string& path) {
    std::vector<std::string> domains;
    std::ifstream file(path);
    for (std::string line; std::getline(file, line) && domains.size() < kMostDomains;) {
        std::istringstream words(line);
        std::string word;
        if (!(words >> word) || (word != "search" && word != "domain")) continue;
        while (words >> word) domains.push_back(word);
    }
    return domains;
}

}  // namespace focus
