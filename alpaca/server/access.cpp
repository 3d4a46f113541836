#include "alpaca/server/access.h"

#include <algorithm>
#include <boost/asio/ip/address.hpp>
#include <boost/asio/ip/host_name.hpp>
#include <spdlog/spdlog.h>

#include "alpaca/parameters.h"
#include "core/plain_text.h"

namespace focus {
namespace {

constexpr std::size_t kMostRefused = 20;

std::string lower(std::string_view text) {
    std::string result(text);
    for (char& c : result) {
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    }
    return result;
}

/// "host:port" and "[v6]:port" without the port.
std::string_view without_port(std::string_view authority) {
    if (authority.substr(0, 1) == "[") {
        const std::size_t end = authority.find(']');
        return end == std::string_view::npos ? std::string_view() : authority.substr(1, end - 1);
    }
    return authority.substr(0, authority.find(':'));
}

/// "localhost." is localhost.
std::string_view without_dot(std::string_view name) {
    if (name.ends_with('.')) name.remove_suffix(1);
    return name;
}

std::string_view without_default_port(std::string_view authority) {
    constexpr std::string_view kDefault = ":80";
    if (authority.size() > kDefault.size() && authority.substr(authority.size() - kDefault.size()) == kDefault) {
        authority.remove_suffix(kDefault.size());
    }
    return authority;
}

/// A browser's page belongs to the hub only if it came from this very address.
bool own_origin(std::string_view origin, std::string_view host) {
    constexpr std::string_view kScheme = "http://";
    if (!equals_ignoring_case(origin.substr(0, kScheme.size()), kScheme)) return false;
    return equals_ignoring_case(without_default_port(origin.substr(kScheme.size())), without_default_port(host));
}

std::string base64(std::string_view text) {
    constexpr char kDigits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    std::string out;
    for (std::size_t i = 0; i < text.size(); i += 3) {
        const std::size_t count = std::min<std::size_t>(3, text.size() - i);
        unsigned bits = 0;
        for (std::size_t k = 0; k < 3; ++k)
            bits = bits << 8 | (k < count ? static_cast<unsigned char>(text[i + k]) : 0U);
        for (std::size_t k = 0; k < 4; ++k) out += k <= count ? kDigits[bits >> (18 - 6 * k) & 63] : '=';
    }
    return out;
}

/// Takes as long for a nearly right answer as for a wrong one.
bool same_secret(std::string_view given, std::string_view expected) {
    unsigned difference = given.size() == expected.size() ? 0U : 1U;
    for (std::size_t i = 0; i < given.size(); ++i) {
        difference |= static_cast<unsigned char>(given[i]) ^ static_cast<unsigned char>(expected[i % expected.size()]);
    }
    return difference == 0;
}

HttpResponse forbidden(std::string text) {
    HttpResponse response;
    response.status = 403;
    response.content_type = kPlainText;
    response.body = std::move(text);
    return response;
}

}  // namespace

Access::Access(const std::vector<std::string>& listen, const std::vector<std::string>& names, const std::string& user,
               const std::string& password, std::string domains)
    : names_{"localhost"}, domains_(std::move(domains)) {
    for (const std::string& name : names) names_.push_back(lower(without_dot(name)));
    for (const std::string& text : listen) {
        error_code ec;
        const auto address = asio::ip::make_address(text, ec);
        if (ec) continue;
        any_address_ = any_address_ || address.is_unspecified();
        loopback_ = loopback_ || address.is_loopback();
        addresses_.push_back(address.to_string());
    }
    if (!user.empty() || !password.empty()) credentials_ = base64(user + ":" + password);
}

/// Its name alone, with .local, and with the domains it is in. Asked when a name is needed: a hub that starts with the
/// computer is there before the router has told which domains those are.
bool Access::names_this_computer(std::string_view host) const {
    error_code nameless;
    const std::string full = lower(asio::ip::host_name(nameless));
    if (nameless || full.empty()) return false;
    const std::string first = full.substr(0, full.find('.'));
    if (host == full || host == first) return true;
    if (!host.starts_with(first + ".")) return false;
    const std::string_view domain = host.substr(first.size() + 1);
    const std::vector<std::string> ours = search_domains(domains_);
    return domain == "local" || std::any_of(ours.begin(), ours.end(), [domain](const std::string& each) {
               return domain == lower(without_dot(each));
           });
}

bool Access::own_host(std::string_view authority) {
    const std::string host = lower(without_dot(without_port(authority)));
    if (std::find(names_.begin(), names_.end(), host) != names_.end()) return true;
    error_code ec;
    const auto address = asio::ip::make_address(host.substr(0, host.find('%')), ec);
    if (ec) {
        if (!names_this_computer(host)) return false;
        names_.push_back(host);
        return true;
    }
    if (any_address_ || (loopback_ && address.is_loopback())) return true;
    return std::find(addresses_.begin(), addresses_.end(), address.to_string()) != addresses_.end();
}

/// A router or a VPN may have given this computer a name that it does not know itself.
HttpResponse Access::refuse_host(std::string_view authority) {
    const std::string name = plain_text(without_dot(without_port(authority.substr(0, 300))));
    if (refused_.size() < kMostRefused && refused_.insert(name).second) {
        spdlog::warn(
            "A program called this hub \"{0}\" and was refused. If that is a name of this computer, write "
            "names = [\"{0}\"] into hub.toml.",
            name);
    }
    return forbidden("\"" + name +
                     "\" is not a name of this hub. Use its address, localhost, or this computer's name; "
                     "or list the name under \"names\" in hub.toml.");
}

std::optional<HttpResponse> Access::refusal(const HttpRequest& request) {
    // Only HTTP/1.0 may leave the host out, and no browser speaks that.
    if (!request.host.empty() && request.host != known_host_) {
        if (!own_host(request.host)) {
            return refuse_host(request.host);
        }
        known_host_ = request.host;
    }
    if (!request.origin.empty() && !own_origin(request.origin, request.host)) {
        return forbidden("A page from " + std::string(request.origin) + " may not use this hub.");
    }
    if (!credentials_.empty()) {
        constexpr std::string_view kScheme = "Basic ";
        std::string_view given = request.authorization;
        const bool basic = equals_ignoring_case(given.substr(0, kScheme.size()), kScheme);
        if (!basic || !same_secret(given.substr(kScheme.size()), credentials_)) {
            HttpResponse response;
            response.status = 401;
            response.content_type = kPlainText;
            response.body = "This hub asks for a user name and a password.";
            response.extra_headers = "WWW-Authenticate: Basic realm=\"FocuserLink\", charset=\"UTF-8\"\r\n";
            return response;
        }
    }
    return std::nullopt;
}

}  // namespace focus
