#include "alpaca/alpaca_address.h"

#include <algorithm>
#include <boost/asio/ip/address.hpp>

#include "alpaca/parameters.h"

namespace focus {
namespace {

constexpr std::size_t kLongest = 512;

bool is_number(std::string_view text, unsigned long largest) {
    return !text.empty() && text.size() <= 5 &&
           std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; }) &&
           std::stoul(std::string(text)) <= largest;
}

bool is_host_name(std::string_view text) {
    return !text.empty() && text.size() <= 253 && std::all_of(text.begin(), text.end(), [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '.' || c == '-' ||
               c == '_';
    });
}

/// Percent-decoded; a plus is a plus here.
std::optional<std::string> decode(std::string_view text) {
    if (!well_formed(text)) return std::nullopt;
    std::string escaped;
    for (const char c : text) {
        if (c == '+') {
            escaped += "%2B";
        } else {
            escaped += c;
        }
    }
    return decode_form_text(escaped);
}

/// Takes USER:PASSWORD@ off the front, if there. False: it cannot be read.
bool take_credentials(std::string_view& rest, AlpacaAddress& address) {
    const std::size_t at = rest.substr(0, rest.find('/')).rfind('@');
    if (at == std::string_view::npos) return true;
    const std::string_view both = rest.substr(0, at);
    rest.remove_prefix(at + 1);
    const std::size_t colon = both.find(':');
    if (colon == std::string_view::npos || colon == 0) return false;
    const auto user = decode(both.substr(0, colon));
    const auto password = decode(both.substr(colon + 1));
    if (!user || !password) return false;
    address.user = *user;
    address.password = *password;
    return true;
}

/// Takes HOST or [IPV6] off the front.
bool take_host(std::string_view& rest, AlpacaAddress& address) {
    if (rest.starts_with('[')) {
        const std::size_t end = rest.find(']');
        if (end == std::string_view::npos) return false;
        address.host = rest.substr(1, end - 1);
        rest.remove_prefix(end + 1);
        boost::system::error_code bad;
        boost::asio::ip::make_address_v6(address.host, bad);
        return !bad;
    }
    const std::size_t end = std::min(rest.find_first_of(":/"), rest.size());
    address.host = rest.substr(0, end);
    rest.remove_prefix(end);
    return is_host_name(address.host);
}

}  // namespace

std::optional<AlpacaAddress> AlpacaAddress::parse(std::string_view text) {
    if (text.size() > kLongest) return std::nullopt;
    AlpacaAddress address;
    std::string_view rest = text;
    for (const std::string_view scheme : {"alpaca://", "http://"}) {
        if (rest.starts_with(scheme)) rest.remove_prefix(scheme.size());
    }
    if (rest.size() == text.size()) return std::nullopt;
    if (!take_credentials(rest, address) || !take_host(rest, address)) return std::nullopt;
    if (rest.starts_with(':')) {
        const std::size_t end = std::min(rest.find('/'), rest.size());
        address.port = rest.substr(1, end - 1);
        rest.remove_prefix(end);
        if (!is_number(address.port, 65535) || std::stoul(address.port) == 0) return std::nullopt;
    }
    if (rest.starts_with('/')) rest.remove_prefix(1);
    if (!rest.empty()) {
        if (!is_number(rest, 9999)) return std::nullopt;
        address.number = std::to_string(std::stoul(std::string(rest)));
    }
    return address;
}

std::string AlpacaAddress::authority() const {
    return (host.find(':') == std::string::npos ? host : "[" + host + "]") + ":" + port;
}

bool AlpacaAddress::on_this_computer() const {
    boost::system::error_code bad;
    const auto address = boost::asio::ip::make_address(host, bad);
    return bad ? host == "localhost" : address.is_loopback();
}

std::string AlpacaAddress::shown() const { return "alpaca://" + authority() + "/" + number; }

std::string shown_address(const std::string& address) {
    const auto hub = AlpacaAddress::parse(address);
    return hub ? hub->shown() : address;
}

}  // namespace focus
