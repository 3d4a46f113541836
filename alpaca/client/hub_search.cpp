#include "alpaca/client/hub_search.h"

#include <algorithm>
#include <boost/beast/core.hpp>
#include <boost/beast/http.hpp>
#include <set>

#include "alpaca/discovery/discovery.h"
#include "core/port/open_connection.h"
#include "core/resolve.h"

namespace focus {
namespace {

namespace beast = boost::beast;
namespace http = beast::http;

constexpr std::size_t kLargestList = 256UL * 1024;

struct Page {
    unsigned status = 0;
    std::string body;
};

Task<Page> get(std::string host, std::string port, std::string path, std::chrono::milliseconds patience) {
    const auto by = std::chrono::steady_clock::now() + patience;
    const auto endpoints = co_await resolve(host, port, patience);
    if (!endpoints) co_return endpoints.error();
    beast::tcp_stream stream(co_await asio::this_coro::executor);
    const error_code unconnected = co_await open_connection(stream.socket(), *endpoints, by);
    if (unconnected) co_return unconnected;
    stream.expires_at(by);
    http::request<http::empty_body> request(http::verb::get, path, 11);
    const bool ipv6 = host.find(':') != std::string::npos;
    request.set(http::field::host, (ipv6 ? "[" + host + "]" : host) + ":" + port);
    request.set(http::field::connection, "close");
    const auto [unsent, sent] = co_await http::async_write(stream, request, use_result);
    if (unsent) co_return unsent;
    beast::flat_buffer buffer;
    http::response_parser<http::string_body> parser;
    parser.body_limit(kLargestList);
    const auto [unread, size] = co_await http::async_read(stream, buffer, parser, use_result);
    if (unread) co_return unread;
    Page page{parser.get().result_int(), parser.get().body()};
    co_return page;
}

}  // namespace

asio::awaitable<FoundHub> ask_hub(std::string host_port, std::chrono::milliseconds patience) {
    FoundHub hub;
    hub.host_port = host_port;
    const auto colon = host_port.rfind(':');
    std::string host = host_port.substr(0, colon);
    std::string port = colon == std::string::npos ? "11111" : host_port.substr(colon + 1);
    if (host.size() > 2 && host.front() == '[') host = host.substr(1, host.size() - 2);
    const auto description = co_await get(host, port, "/management/v1/description", patience);
    if (!description) {
        hub.fault = description.error();
        co_return hub;
    }
    hub.wants_password = description->status == 401;
    if (!hub.wants_password) hub.maker = read_maker(description->body);
    const auto devices = co_await get(host, port, "/management/v1/configureddevices", patience);
    if (!devices) hub.fault = devices.error();
    if (devices && devices->status != 200) hub.fault = Error::unsupported;
    if (devices && devices->status == 200) hub.focusers = read_focusers(devices->body, host_port);
    co_return hub;
}

asio::awaitable<std::vector<FoundHub>> find_hubs(std::chrono::milliseconds patience) {
    std::vector<std::string> names = co_await discover(patience);
    std::stable_partition(names.begin(), names.end(), [](const std::string& name) { return name[0] != '['; });
    std::set<std::string> seen;
    std::vector<FoundHub> hubs;
    for (const std::string& name : names) {
        FoundHub hub = co_await ask_hub(name, patience);
        const bool known = !hub.focusers.empty() && !hub.focusers.front().id.empty();
        if (known && !seen.insert(hub.focusers.front().id).second) continue;
        hubs.push_back(std::move(hub));
    }
    co_return hubs;
}

}  // namespace focus
