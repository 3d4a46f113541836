// HttpConnection: one client of an HttpServer. Holds no buffer while it waits for a request: it asks to be told when
// bytes are there and reads them into the server's one scratch buffer. HttpServerCore: what connections share.
// All on the server's thread.
#pragma once

#include <array>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/intrusive/list.hpp>
#include <ctime>
#include <list>
#include <memory>
#include <string>

#include "alpaca/http/http_request_reader.h"
#include "alpaca/http/http_server.h"

namespace focus {

using HttpTime = std::chrono::steady_clock::time_point;

class HttpConnection final
    : public std::enable_shared_from_this<HttpConnection>,
      public boost::intrusive::list_base_hook<boost::intrusive::link_mode<boost::intrusive::auto_unlink>> {
public:
    HttpConnection(std::shared_ptr<HttpServerCore> core, asio::ip::tcp::socket socket);
    ~HttpConnection();
    HttpConnection(const HttpConnection&) = delete;
    HttpConnection& operator=(const HttpConnection&) = delete;

    void start();
    /// Takes the answer to the request under way.
    void respond(const HttpResponse& response);
    /// The request under way will have no answer: 500 and close, without any waiting.
    void abandon();
    /// When `expire` is due.
    HttpTime deadline() const { return deadline_; }
    /// Gives up on a client that is too slow or idle for too long.
    void expire();
    /// Closes now if no answer is under way, else after it.
    void finish();
    void close();

private:
    enum class Phase { reading, handling, writing, draining, closed };

    void await_bytes();
    void receive();
    void process(std::string_view bytes);
    void handle();
    void refuse(unsigned status);
    void write(std::string_view bytes);
    void written();
    void set_deadline(HttpTime when);
    void return_reader();

    std::shared_ptr<HttpServerCore> core_;
    asio::ip::tcp::socket socket_;
    std::unique_ptr<HttpRequestReader> reader_;  ///< only while a request is under way
    std::string input_;                          ///< received, not yet read
    std::string output_;                         ///< what the socket did not take at once
    HttpTime deadline_ = HttpTime::max();
    std::size_t drained_ = 0;
    Phase phase_ = Phase::reading;
    bool started_ = false;  ///< bytes of a request have come
    bool in_process_ = false;
    bool close_after_ = false;
    bool head_only_ = false;
};

class HttpServerCore final : public std::enable_shared_from_this<HttpServerCore> {
public:
    HttpServerCore(asio::any_io_executor executor, HttpHandler handler, HttpLimits limits);

    Result<unsigned short> listen(const asio::ip::tcp::endpoint& endpoint);
    void stop_accepting();
    void close_all();
    /// See HttpServer::stop.
    asio::awaitable<void> drain();

    /// Sees to it that a connection whose deadline is `when` is looked at in time.
    void watch(HttpTime when);
    std::unique_ptr<HttpRequestReader> take_reader();
    void give_back(std::unique_ptr<HttpRequestReader> reader);
    /// The value of the Date header.
    std::string_view date();
    void left();

    const asio::any_io_executor executor;
    const HttpLimits limits;
    HttpHandler handler;
    bool stopping = false;
    std::size_t count = 0;  ///< open connections
    std::string response;   ///< the bytes of the response being built
    std::array<char, 16384> scratch{};

private:
    using Acceptor = asio::ip::tcp::acceptor;
    void accept(Acceptor& acceptor);
    void admit(asio::ip::tcp::socket socket);
    void sweep();

    std::list<Acceptor> acceptors_;
    boost::intrusive::list<HttpConnection, boost::intrusive::constant_time_size<false>> connections_;
    asio::steady_timer sweep_timer_;
    asio::steady_timer empty_;  ///< cancelled when the last connection has left
    HttpTime sweep_at_ = HttpTime::max();
    void warn(const std::string& words);

    HttpTime next_warning_{};  ///< before then nothing is said again
    std::unique_ptr<HttpRequestReader> spare_;
    std::time_t date_second_ = 0;
    std::string date_;
};

}  // namespace focus
