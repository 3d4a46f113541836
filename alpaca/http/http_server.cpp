#include "alpaca/http/http_server.h"

#include <boost/asio/ip/v6_only.hpp>
#include <spdlog/spdlog.h>
#include <vector>

#include "alpaca/http/http_connection.h"
#include "alpaca/http/server_limits.h"

namespace focus {
namespace {

using namespace std::chrono_literals;
using asio::ip::tcp;

constexpr int kBacklog = 1024;

}  // namespace

HttpServerCore::HttpServerCore(asio::any_io_executor on, HttpHandler with, HttpLimits within)
    : executor(std::move(on)), limits(within), handler(std::move(with)), sweep_timer_(executor), empty_(executor) {}

Result<unsigned short> HttpServerCore::listen(const tcp::endpoint& endpoint) {
    error_code ec;
    tcp::acceptor acceptor(executor);
    acceptor.open(endpoint.protocol(), ec);
    if (!ec) ec = keep_port_to_ourselves(acceptor);
    if (!ec && endpoint.address().is_v6()) acceptor.set_option(asio::ip::v6_only(true), ec);
    if (!ec) acceptor.bind(endpoint, ec);
    if (!ec) acceptor.listen(kBacklog, ec);
    if (!ec) acceptor.non_blocking(true, ec);
    if (ec) return ec;
    const unsigned short port = acceptor.local_endpoint(ec).port();
    if (ec) return ec;
    acceptors_.push_back(std::move(acceptor));
    accept(acceptors_.back());
    return port;
}

void HttpServerCore::accept(Acceptor& acceptor) {
    acceptor.async_accept([core = shared_from_this(), &acceptor](const error_code& ec, tcp::socket socket) {
        if (ec == asio::error::operation_aborted || !acceptor.is_open()) return;
        if (!ec) {
            core->admit(std::move(socket));
            return core->accept(acceptor);
        }
        if (ec != asio::error::no_descriptors && ec != asio::error::no_buffer_space && ec != asio::error::no_memory &&
            ec != boost::system::errc::too_many_files_open_in_system) {
            return core->accept(acceptor);  // that client is gone again
        }
        core->warn("no descriptors are left, new clients have to wait: " + ec.message());
        auto pause = std::make_shared<asio::steady_timer>(core->executor, 200ms);
        pause->async_wait([core, &acceptor, pause](const error_code&) {
            if (acceptor.is_open()) core->accept(acceptor);
        });
    });
}

/// At most once a minute; in between only who looks for faults sees it.
void HttpServerCore::warn(const std::string& words) {
    const HttpTime now = std::chrono::steady_clock::now();
    const bool again = now < next_warning_;
    if (!again) next_warning_ = now + 1min;
    spdlog::log(again ? spdlog::level::trace : spdlog::level::warn, "{}", words);
}

void HttpServerCore::admit(tcp::socket socket) {
    error_code ec;
    socket.non_blocking(true, ec);
    if (ec) return;
    if (count >= limits.connections) {
        warn(std::to_string(count) + " clients are connected: no more are let in");
        constexpr std::string_view kFull =
            "HTTP/1.1 503 Service Unavailable\r\nContent-Type: text/plain\r\nContent-Length: 26\r\n"
            "Connection: close\r\n\r\nToo many open connections.";
        socket.write_some(asio::buffer(kFull), ec);
        return;
    }
    socket.set_option(tcp::no_delay(true), ec);
    const auto connection = std::make_shared<HttpConnection>(shared_from_this(), std::move(socket));
    connections_.push_back(*connection);
    connection->start();
}

void HttpServerCore::stop_accepting() {
    stopping = true;
    error_code ignored;
    for (Acceptor& acceptor : acceptors_) acceptor.close(ignored);
}

void HttpServerCore::close_all() {
    while (!connections_.empty()) {
        const auto connection = connections_.front().shared_from_this();
        connection->close();
    }
}

asio::awaitable<void> HttpServerCore::drain() {
    const auto self = shared_from_this();
    stop_accepting();
    std::vector<std::shared_ptr<HttpConnection>> all;
    for (HttpConnection& connection : connections_) all.push_back(connection.shared_from_this());
    for (const auto& connection : all) connection->finish();
    all.clear();
    empty_.expires_after(limits.goodbye);
    if (count != 0) co_await empty_.async_wait(use_result);
    close_all();
}

void HttpServerCore::watch(HttpTime when) {
    if (when >= sweep_at_) return;
    sweep_at_ = when;
    sweep_timer_.expires_at(when);
    sweep_timer_.async_wait([core = weak_from_this()](const error_code& ec) {
        const auto self = core.lock();
        if (self && !ec) self->sweep();
    });
}

void HttpServerCore::sweep() {
    const HttpTime now = std::chrono::steady_clock::now();
    HttpTime next = HttpTime::max();
    std::vector<std::shared_ptr<HttpConnection>> late;
    for (HttpConnection& connection : connections_) {
        if (connection.deadline() <= now) {
            late.push_back(connection.shared_from_this());
        } else {
            next = std::min(next, connection.deadline());
        }
    }
    sweep_at_ = HttpTime::max();
    for (const auto& connection : late) connection->expire();
    // One look for all that fall due within the next moments.
    if (next != HttpTime::max())
        watch(std::max(next, now + std::min<std::chrono::milliseconds>(500ms, limits.request)));
}

std::unique_ptr<HttpRequestReader> HttpServerCore::take_reader() {
    if (spare_) return std::move(spare_);
    return std::make_unique<HttpRequestReader>(limits.head, limits.body);
}

void HttpServerCore::give_back(std::unique_ptr<HttpRequestReader> reader) {
    reader->restart();
    spare_ = std::move(reader);
}

std::string_view HttpServerCore::date() {
    const std::time_t now = std::time(nullptr);
    if (now != date_second_) {
        date_second_ = now;
        // Not strftime: its names follow the locale.
        constexpr const char* kDays[] = {"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
        constexpr const char* kMonths[] = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                           "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
        std::tm utc{};
        gmtime_r(&now, &utc);
        date_ = fmt::format("{}, {:02} {} {} {:02}:{:02}:{:02} GMT", kDays[utc.tm_wday], utc.tm_mday,
                            kMonths[utc.tm_mon], utc.tm_year + 1900, utc.tm_hour, utc.tm_min, utc.tm_sec);
    }
    return date_;
}

void HttpServerCore::left() {
    if (--count != 0) return;
    sweep_timer_.cancel();  // without clients there is nothing to wake up for
    sweep_at_ = HttpTime::max();
    empty_.cancel();
}

HttpServer::HttpServer(asio::any_io_executor executor, HttpHandler handler, HttpLimits limits) {
    limits.connections = allow_connections(limits.connections);
    core_ = std::make_shared<HttpServerCore>(std::move(executor), std::move(handler), limits);
}

HttpServer::~HttpServer() {
    core_->stop_accepting();
    core_->close_all();
    core_->handler = [](const HttpRequest&, const std::shared_ptr<HttpReply>&) {};
}

Result<unsigned short> HttpServer::listen(const std::string& address, unsigned short port) {
    error_code ec;
    const auto parsed = asio::ip::make_address(address, ec);
    if (ec) return ec;
    return core_->listen({parsed, port});
}

std::size_t HttpServer::connections() const { return core_->count; }

asio::awaitable<void> HttpServer::stop() {
    const auto core = core_;
    return core->drain();
}

}  // namespace focus
