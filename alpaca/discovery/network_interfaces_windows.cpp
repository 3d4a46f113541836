#include <winsock2.h>
#include <boost/asio/ip/network_v4.hpp>
#include <iphlpapi.h>
#include <ws2tcpip.h>

#include "alpaca/discovery/network_interfaces.h"

namespace focus {
namespace {

namespace ip = boost::asio::ip;

constexpr ULONG kFlags = GAA_FLAG_SKIP_ANYCAST | GAA_FLAG_SKIP_MULTICAST | GAA_FLAG_SKIP_DNS_SERVER;
constexpr int kAttempts = 3;  // the list may grow between asking how long it is and reading it

/// The system's list, empty if it has none.
std::vector<unsigned char> adapter_list() {
    ULONG size = 16384;
    for (int i = 0; i < kAttempts; ++i) {
        std::vector<unsigned char> buffer(size);
        auto* first = reinterpret_cast<IP_ADAPTER_ADDRESSES*>(buffer.data());
        const ULONG result = ::GetAdaptersAddresses(AF_UNSPEC, kFlags, nullptr, first, &size);
        if (result == NO_ERROR) return buffer;
        if (result != ERROR_BUFFER_OVERFLOW) break;
    }
    return {};
}

/// Index is 0 in an entry that is neither IPv4 nor IPv6.
NetworkInterface interface_of(const IP_ADAPTER_ADDRESSES& adapter, const IP_ADAPTER_UNICAST_ADDRESS& unicast) {
    NetworkInterface entry;
    entry.multicast = (adapter.Flags & IP_ADAPTER_NO_MULTICAST) == 0;
    const SOCKADDR* address = unicast.Address.lpSockaddr;
    if (address->sa_family == AF_INET) {
        const auto* in = reinterpret_cast<const sockaddr_in*>(address);
        const ip::address_v4 v4(ntohl(in->sin_addr.s_addr));
        entry.index = adapter.IfIndex;
        entry.address = v4;
        // Nobody else is on a loopback, nor on a link of two.
        if (!v4.is_loopback() && unicast.OnLinkPrefixLength < 31) {
            entry.broadcast = ip::make_network_v4(v4, unicast.OnLinkPrefixLength).broadcast();
        }
    } else if (address->sa_family == AF_INET6) {
        const auto* in6 = reinterpret_cast<const sockaddr_in6*>(address);
        ip::address_v6::bytes_type bytes;
        std::copy_n(in6->sin6_addr.s6_addr, bytes.size(), bytes.begin());
        entry.index = adapter.Ipv6IfIndex;
        entry.address = ip::address_v6(bytes, in6->sin6_scope_id);
    }
    return entry;
}

}  // namespace

std::vector<NetworkInterface> network_interfaces() {
    std::vector<NetworkInterface> result;
    const std::vector<unsigned char> list = adapter_list();
    const auto* adapter = list.empty() ? nullptr : reinterpret_cast<const IP_ADAPTER_ADDRESSES*>(list.data());
    for (; adapter != nullptr; adapter = adapter->Next) {
        if (adapter->OperStatus != IfOperStatusUp) continue;
        for (const auto* each = adapter->FirstUnicastAddress; each != nullptr; each = each->Next) {
            const NetworkInterface entry = interface_of(*adapter, *each);
            if (entry.index != 0) result.push_back(entry);
        }
    }
    return result;
}

std::vector<std::string> search_domains(const std::string&) {
    char domain[256];
    DWORD size = sizeof domain;
    if (GetComputerNameExA(ComputerNameDnsDomain, domain, &size) == 0 || size == 0) return {};
    return {std::string(domain, size)};
}

}  // namespace focus
