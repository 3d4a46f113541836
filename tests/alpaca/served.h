// Served: a real AlpacaServer on a loopback port, its loop on a thread of its own, in front of a ScriptedFocuser; and
// HttpClient, a blocking socket that says exactly what a test wants said.
#pragma once

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/use_future.hpp>
#include <boost/json.hpp>
#include <future>
#include <memory>
#include <string>
#include <thread>

#include "alpaca/server/alpaca_server.h"
#include "tests/support/scripted_focuser.h"

namespace focus {

/// Asks again until the condition holds; false after a minute, which only a broken program needs.
template <class Condition>
bool eventually(Condition condition) {
    const auto limit = Clock::now() + std::chrono::minutes(1);
    while (!condition()) {
        if (Clock::now() > limit) return false;
        std::this_thread::sleep_for(std::chrono::milliseconds(2));
    }
    return true;
}

struct HttpAnswer {
    unsigned status = 0;  ///< 0: the connection ended without an answer
    std::string head;     ///< lower case
    std::string body;

    std::string header(const std::string& name) const;
    boost::json::object json() const;
    std::int64_t error() const { return json().at("ErrorNumber").to_number<std::int64_t>(); }
    boost::json::value value() const { return json().at("Value"); }
};

/// Every wait ends after a minute with what there is, so that a broken server fails a test instead of hanging it.
class HttpClient {
public:
    /// Not connected yet, but with all it needs of the system.
    HttpClient();
    explicit HttpClient(unsigned short port) : HttpClient() { connect(port); }
    void connect(unsigned short port);
    void write(std::string_view bytes);
    /// `expect_body` false: an answer to HEAD.
    HttpAnswer read(bool expect_body = true);
    /// True if the server closes within `patience`.
    bool closed(std::chrono::milliseconds patience = std::chrono::minutes(1));
    void shutdown_send();

    HttpAnswer get(const std::string& target);
    HttpAnswer put(const std::string& target, const std::string& form);

private:
    bool fill();

    asio::io_context io_;
    asio::ip::tcp::socket socket_;
    std::string input_;
};

class Served {
public:
    explicit Served(AlpacaOptions options = defaults());
    ~Served();
    static AlpacaOptions defaults();

    unsigned short port() const { return port_; }
    /// Runs `what` on the loop's thread and gives its result.
    template <class What>
    auto run(What what) {
        return asio::post(io_, std::packaged_task<decltype(what())()>(std::move(what))).get();
    }
    std::vector<std::string> calls() {
        return run([this] { return focuser->calls; });
    }
    template <class Change>
    void set(Change change) {
        run([&] { focuser->set(change); });
    }

    HttpAnswer get(const std::string& target) { return HttpClient(port_).get(target); }
    HttpAnswer put(const std::string& target, const std::string& form) { return HttpClient(port_).put(target, form); }
    void connect() {
        put("/api/v1/focuser/0/connected", "Connected=true");
        put("/api/v1/observingconditions/0/connected", "Connected=true");
    }
    void stop() { asio::co_spawn(io_, server->stop(), asio::use_future).get(); }

private:
    asio::io_context io_{1};

public:
    std::shared_ptr<ScriptedFocuser> focuser;
    std::unique_ptr<AlpacaServer> server;

private:
    unsigned short port_ = 0;
    std::thread thread_;
};

}  // namespace focus
