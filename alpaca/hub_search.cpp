#include "alpaca/hub_search.h"

#include <algorithm>
#include <boost/asio/ip/tcp.hpp>
#include <boost/beast/core.hpp>
#include <boost/beast/http.hpp>
#include <boost/json.hpp>
#include <set>

#include "alpaca/discovery.h"

namespace focus {
namespace {

namespace beast = boost::beast;
namespace http = beast::http;
namespace json = boost::json;

constexpr std::size_t kLargestList = 256UL * 1024;

Task<std::string> get(std::string host, std::string port, std::string path, std::chrono::milliseconds patience) {
    const auto executor = co_await asio::this_coro::executor;
    asio::ip::tcp::resolver resolver(executor);
    const auto [unresolved, endpoints] = co_await resolver.async_resolve(host, port, use_result);
    if (unresolved) co_return unresolved;
    beast::tcp_stream stream(executor);
    stream.expires_after(patience);
    const auto [unconnected, endpoint] = co_await stream.async_connect(endpoints, use_result);
    if (unconnected) co_return unconnected;
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
    if (parser.get().result_int() != 200) co_return Error::unsupported;
    co_return parser.get().body();
}

/// The focusers of a configureddevices answer; what does not look like one is passed over.
std::vector<HubFocuser> focusers_in(const std::string& text, const std::string& host_port) {
    std::vector<HubFocuser> focusers;
    error_code error;
    const json::value answer = json::parse(text, error);
    const json::object* object = error ? nullptr : answer.if_object();
    const json::value* value = object == nullptr ? nullptr : object->if_contains("Value");
    const json::array* devices = value == nullptr ? nullptr : value->if_array();
    if (devices == nullptr) return focusers;
    for (const json::value& device : *devices) {
        const json::object* entry = device.if_object();
        const json::value* kind = entry == nullptr ? nullptr : entry->if_contains("DeviceType");
        const json::value* number = entry == nullptr ? nullptr : entry->if_contains("DeviceNumber");
        const json::value* id = entry == nullptr ? nullptr : entry->if_contains("UniqueID");
        const json::value* name = entry == nullptr ? nullptr : entry->if_contains("DeviceName");
        if (kind == nullptr || number == nullptr || !kind->is_string() || !number->is_int64()) continue;
        std::string type(kind->get_string());
        for (char& c : type) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
        if (type != "focuser") continue;
        focusers.push_back({name != nullptr && name->is_string() ? std::string(name->get_string()) : "Focuser",
                            "alpaca://" + host_port + "/" + std::to_string(number->get_int64()),
                            id != nullptr && id->is_string() ? std::string(id->get_string()) : ""});
    }
    return focusers;
}

}  // namespace

asio::awaitable<FoundHub> ask_hub(std::string host_port, std::chrono::milliseconds patience) {
    FoundHub hub{host_port, {}, {}};
    const auto colon = host_port.rfind(':');
    std::string host = host_port.substr(0, colon);
    std::string port = colon == std::string::npos ? "11111" : host_port.substr(colon + 1);
    if (host.size() > 2 && host.front() == '[') host = host.substr(1, host.size() - 2);
    const auto answer = co_await get(host, port, "/management/v1/configureddevices", patience);
    if (answer) {
        hub.focusers = focusers_in(*answer, host_port);
    } else {
        hub.fault = answer.error();
    }
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
