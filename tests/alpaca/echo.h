// Echo: an HttpServer on a thread of its own, for tests of what arrives at an HTTP port.
#pragma once

#include "alpaca/http/http_server.h"
#include "tests/alpaca/served.h"

namespace focus {

/// A server whose answer tells what it understood. "/later" is answered only by `release`.
class Echo {
public:
    template <class What>
    auto run(What what) {
        return asio::post(io_, std::packaged_task<decltype(what())()>(std::move(what))).get();
    }

    explicit Echo(HttpLimits limits = {}) {
        run([&] {
            server = std::make_unique<HttpServer>(
                io_.get_executor(),
                [this](const HttpRequest& request, std::shared_ptr<HttpReply> reply) { handle(request, reply); },
                limits);
            port = server->listen("127.0.0.1", 0).value();
        });
    }
    ~Echo() {
        run([this] {
            waiting.clear();
            server.reset();
        });
        work_.reset();
        io_.stop();
        thread_.join();
    }
    Echo(const Echo&) = delete;
    Echo& operator=(const Echo&) = delete;

    void release() {
        run([this] {
            HttpResponse response;
            response.body = "released";
            for (const auto& reply : std::exchange(waiting, {})) reply->send(response);
        });
    }
    std::size_t connections() {
        return run([this] { return server->connections(); });
    }
    std::size_t held() {
        return run([this] { return waiting.size(); });
    }
    asio::any_io_executor executor() { return io_.get_executor(); }

    std::unique_ptr<HttpServer> server;
    std::vector<std::shared_ptr<HttpReply>> waiting;
    unsigned short port = 0;

private:
    void handle(const HttpRequest& request, const std::shared_ptr<HttpReply>& reply) {
        if (request.path == "/later") {
            waiting.push_back(reply);
            return;
        }
        if (request.path == "/drop") return;
        HttpResponse response;
        response.content_type = "text/plain";
        const char* verbs[] = {"get", "put", "post", "other"};
        response.body = std::string(verbs[static_cast<int>(request.verb)]) + " " + std::string(request.path) + " " +
                        std::string(request.query) + " " + std::string(request.body) + " " + std::string(request.host) +
                        " " + std::string(request.content_type);
        if (request.path == "/large") response.body.assign(8 * 1024 * 1024, 'x');
        reply->send(std::move(response));
    }

    asio::io_context io_{1};
    asio::executor_work_guard<asio::io_context::executor_type> work_ = asio::make_work_guard(io_);
    std::thread thread_{[this] { io_.run(); }};
};

inline const std::string kGet = "GET /a?b=c HTTP/1.1\r\nHost: h\r\n\r\n";

}  // namespace focus
