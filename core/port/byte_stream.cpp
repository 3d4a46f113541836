#include "core/port/byte_stream.h"

#include <boost/algorithm/string/classification.hpp>
#include <boost/algorithm/string/predicate.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/this_coro.hpp>
#include <chrono>

#include "core/port/asio_stream.h"
#include "core/port/open_connection.h"
#include "core/resolve.h"

namespace focus {
namespace {

using asio::ip::tcp;

constexpr std::chrono::seconds kConnectPatience{2};

Task<std::unique_ptr<ByteStream>> connect(std::string host, std::string port) {
    const auto executor = co_await asio::this_coro::executor;
    const auto by = std::chrono::steady_clock::now() + kConnectPatience;
    const auto endpoints = co_await resolve(std::move(host), std::move(port), kConnectPatience);
    if (!endpoints) co_return endpoints.error();
    tcp::socket socket(executor);
    if (const error_code failed = co_await open_connection(socket, *endpoints, by)) co_return failed;
    co_return std::make_unique<AsioStream<tcp::socket>>(std::move(socket));
}

}  // namespace

std::string stream_address(const std::string& typed) {
    if (typed.starts_with("/")) return "serial:" + typed;
    if (boost::istarts_with(typed, "COM") && typed.size() > 3 && boost::all(typed.substr(3), boost::is_digit()))
        return "serial:COM" + typed.substr(3);
    if (typed.starts_with("serial:")) return typed.size() > 7 ? typed : "";
    const std::size_t colon = typed.rfind(':');
    return typed.starts_with("tcp:") && colon > 4 && colon + 1 < typed.size() ? typed : "";
}

Task<std::unique_ptr<ByteStream>> open_stream(StreamOptions options) {
    const std::string address = stream_address(options.address);
    if (address.starts_with("serial:")) {
        std::string path = address.substr(7);
        co_return co_await open_serial_port(std::move(path), options.reset_on_connect);
    }
    if (address.starts_with("tcp:")) {
        const std::size_t colon = address.rfind(':');
        std::string host = address.substr(4, colon - 4);
        if (host.size() > 2 && host.front() == '[' && host.back() == ']') host = host.substr(1, host.size() - 2);
        std::string port = address.substr(colon + 1);
        co_return co_await connect(std::move(host), std::move(port));
    }
    co_return Error::out_of_range;
}

}  // namespace focus
