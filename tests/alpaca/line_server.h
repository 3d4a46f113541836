// LineServer: an HTTP server of a few lines on the test's loop, for everything that a good one would not do: it answers
// with what a test says, or closes the connection on which a request came.
#pragma once

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/read.hpp>
#include <boost/asio/read_until.hpp>
#include <boost/asio/write.hpp>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "core/spawn.h"

namespace focus::test {

class LineServer {
public:
    /// What is sent for a request, whole; nothing: the connection is closed.
    using Answer = std::function<std::optional<std::string>(const std::string& request_line)>;

    LineServer(asio::io_context& loop, Answer answer) : life_(std::make_shared<Life>(loop, std::move(answer))) {
        spawn(loop.get_executor(), accept(life_));
    }
    LineServer(const LineServer&) = delete;
    LineServer& operator=(const LineServer&) = delete;
    ~LineServer() {
        error_code ignored;
        life_->acceptor.close(ignored);
        life_->answer = nullptr;
    }

    std::string host_port() const { return "127.0.0.1:" + std::to_string(life_->acceptor.local_endpoint().port()); }
    /// "PUT /api/v1/focuser/0/move HTTP/1.1", in the order they came.
    const std::vector<std::string>& heard() const { return life_->heard; }

    /// A good answer with this body.
    static std::string page(const std::string& body, const std::string& status = "200 OK") {
        return "HTTP/1.1 " + status +
               "\r\nContent-Type: application/json\r\nContent-Length: " + std::to_string(body.size()) + "\r\n\r\n" +
               body;
    }

private:
    using tcp = asio::ip::tcp;

    struct Life {
        Life(asio::io_context& loop, Answer with)
            : acceptor(loop, {asio::ip::address_v4::loopback(), 0}), answer(std::move(with)) {}
        tcp::acceptor acceptor;
        Answer answer;
        std::vector<std::string> heard;
    };

    static asio::awaitable<void> accept(std::shared_ptr<Life> life) {
        for (;;) {
            auto [ended, client] = co_await life->acceptor.async_accept(use_result);
            if (ended) co_return;
            spawn(client.get_executor(), serve(life, std::make_shared<tcp::socket>(std::move(client))));
        }
    }
    static asio::awaitable<void> serve(std::shared_ptr<Life> life, std::shared_ptr<tcp::socket> client) {
        std::string input;
        for (;;) {
            auto buffer = asio::dynamic_buffer(input);
            const auto [ended, size] = co_await asio::async_read_until(*client, buffer, "\r\n\r\n", use_result);
            if (ended) co_return;
            const std::string head = input.substr(0, size);
            input.erase(0, size);
            const std::size_t length = body_size(head);
            auto rest = asio::dynamic_buffer(input);
            const std::size_t missing = length - std::min(length, input.size());
            const auto [cut, more] =
                co_await asio::async_read(*client, rest, asio::transfer_exactly(missing), use_result);
            if (cut) co_return;
            input.erase(0, length);
            life->heard.push_back(head.substr(0, head.find("\r\n")));
            const auto answer = life->answer ? life->answer(life->heard.back()) : std::nullopt;
            if (!answer) co_return;
            const auto [unsent, sent] = co_await asio::async_write(*client, asio::buffer(*answer), use_result);
            if (unsent) co_return;
        }
    }
    static std::size_t body_size(const std::string& head) {
        const std::size_t at = head.find("Content-Length: ");
        return at == std::string::npos ? 0 : std::stoul(head.substr(at + 16));
    }

    std::shared_ptr<Life> life_;
};

}  // namespace focus::test
