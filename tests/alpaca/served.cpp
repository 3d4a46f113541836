#include "tests/alpaca/served.h"

#include <boost/asio/read.hpp>
#include <boost/asio/write.hpp>
#include <gtest/gtest.h>

namespace focus {

using namespace std::chrono_literals;
using asio::ip::tcp;

std::string HttpAnswer::header(const std::string& name) const {
    const std::size_t at = head.find("\r\n" + name + ": ");
    if (at == std::string::npos) return {};
    const std::size_t from = at + name.size() + 4;
    return head.substr(from, head.find("\r\n", from) - from);
}

boost::json::object HttpAnswer::json() const {
    error_code ec;
    const auto value = boost::json::parse(body, ec);
    EXPECT_FALSE(ec) << body;
    return value.is_object() ? value.get_object() : boost::json::object();
}

HttpClient::HttpClient() : socket_(io_, tcp::v4()) {}

void HttpClient::connect(unsigned short port) {
    socket_.connect({asio::ip::address_v4::loopback(), port});
    socket_.set_option(tcp::no_delay(true));
}

void HttpClient::write(std::string_view bytes) {
    error_code ignored;  // a server that refuses early may be gone already
    asio::write(socket_, asio::buffer(bytes), ignored);
}

bool HttpClient::fill() {
    char part[8192];
    bool more = false;
    socket_.async_read_some(asio::buffer(part), [&](const error_code& ec, std::size_t size) {
        more = !ec;
        input_.append(part, size);
    });
    io_.restart();
    io_.run_for(1min);
    if (!io_.stopped()) {
        ADD_FAILURE() << "no answer within a minute";
        socket_.close();
        io_.run();
    }
    return more;
}

HttpAnswer HttpClient::read(bool expect_body) {
    HttpAnswer answer;
    std::size_t end = 0;
    while ((end = input_.find("\r\n\r\n")) == std::string::npos) {
        if (!fill()) return answer;
    }
    answer.head = input_.substr(0, end + 2);
    for (char& c : answer.head) c = static_cast<char>(std::tolower(c));
    input_.erase(0, end + 4);
    answer.status = static_cast<unsigned>(std::stoul(answer.head.substr(9, 3)));
    const std::string length = answer.header("content-length");
    const std::size_t size = expect_body && !length.empty() ? std::stoul(length) : 0;
    while (input_.size() < size) {
        if (!fill()) return {};
    }
    answer.body = input_.substr(0, size);
    input_.erase(0, size);
    return answer;
}

bool HttpClient::closed(std::chrono::milliseconds patience) {
    bool ended = false;
    char part[64];
    socket_.async_read_some(asio::buffer(part), [&](const error_code& ec, std::size_t) { ended = bool(ec); });
    io_.restart();
    io_.run_for(patience);
    const bool result = ended;
    if (!io_.stopped()) {
        socket_.cancel();
        io_.run();
    }
    return result;
}

void HttpClient::shutdown_send() { socket_.shutdown(tcp::socket::shutdown_send); }

HttpAnswer HttpClient::get(const std::string& target) {
    write("GET " + target + " HTTP/1.1\r\nHost: localhost\r\n\r\n");
    return read();
}

HttpAnswer HttpClient::put(const std::string& target, const std::string& form) {
    write("PUT " + target + " HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/x-www-form-urlencoded\r\n" +
          "Content-Length: " + std::to_string(form.size()) + "\r\n\r\n" + form);
    return read();
}

AlpacaOptions Served::defaults() {
    AlpacaOptions options;
    options.listen = {"127.0.0.1"};
    options.port = 0;
    options.discovery_port = 0;
    return options;
}

Served::Served(AlpacaOptions options)
    : focuser(std::make_shared<ScriptedFocuser>(io_.get_executor())),
      server(std::make_unique<AlpacaServer>(io_.get_executor(), std::move(options))) {
    AlpacaDevice device;
    device.focuser = focuser;
    device.name = "FocuserLink";
    device.focuser_id = "5c1d1b2e-0000-4000-8000-000000000001";
    device.conditions_id = "5c1d1b2e-0000-4000-8000-000000000002";
    server->add(std::move(device));
    const auto started = server->start();
    EXPECT_TRUE(started) << server->failure();
    port_ = server->port();
    thread_ = std::thread([this] {
        const auto work = asio::make_work_guard(io_);
        io_.run();
    });
}

Served::~Served() {
    run([this] { server.reset(); });
    io_.stop();
    thread_.join();
}

}  // namespace focus
