// HttpServer: HTTP/1.1 on one thread, made for thousands of small requests a second from patient clients: keep-alive,
// no delay, one write a response, bounded memory, slow or silent peers closed without harm to the others.
//
// A handler answers at once or keeps the HttpReply and answers later, on the same thread; dropping it unanswered is a
// 500. The requests of one connection are handled one after the other, so answers keep their order.
#pragma once

#include <boost/asio/any_io_executor.hpp>
#include <chrono>
#include <functional>
#include <memory>
#include <string>
#include <string_view>

#include "core/result.h"

namespace focus {

enum class HttpVerb { get, put, post, other };

/// Views are good until the handler returns; a handler that answers later copies what it needs. HEAD arrives as `get`
/// and its answer goes out without the body.
struct HttpRequest {
    HttpVerb verb = HttpVerb::other;
    std::string_view path;           ///< without query, not decoded
    std::string_view query;          ///< without '?', not decoded
    std::string_view body;           ///< at most 64 KiB
    std::string_view host;           ///< Host header, empty if absent
    std::string_view origin;         ///< Origin header
    std::string_view authorization;  ///< Authorization header
    std::string_view content_type;
};

constexpr std::string_view kPlainText = "text/plain; charset=utf-8";

struct HttpResponse {
    unsigned status = 200;
    std::string_view content_type;  ///< a literal: stays alive
    std::string body;
    std::string extra_headers;  ///< whole lines ended by \r\n, normally empty
};

/// Answers one request, once. May outlive the connection: then nothing is sent.
class HttpReply {
public:
    virtual ~HttpReply() = default;
    virtual void send(HttpResponse response) = 0;
};

using HttpHandler = std::function<void(const HttpRequest&, std::shared_ptr<HttpReply>)>;

struct HttpLimits {
    std::size_t head = 8192;                    ///< bytes of request line and headers; beyond: 431
    std::size_t body = 65536;                   ///< bytes; beyond: 413
    std::size_t connections = 4096;             ///< beyond: 503
    std::chrono::milliseconds request{10'000};  ///< a request that has begun is complete within this; else 408
    std::chrono::milliseconds idle{120'000};    ///< a connection without a request is kept this long
    std::chrono::milliseconds goodbye{1500};    ///< answers under way at the end have so long
};

class HttpServerCore;

class HttpServer {
public:
    HttpServer(asio::any_io_executor executor, HttpHandler handler, HttpLimits limits = {});
    /// Closes every connection at once.
    ~HttpServer();

    /// Binds a literal IPv4 or IPv6 address and begins to answer there; may be called for several addresses. "::" is
    /// IPv6 only. Gives the port in use, also when 0 was asked for.
    Result<unsigned short> listen(const std::string& address, unsigned short port);
    /// Connections open at the moment.
    std::size_t connections() const;
    /// Accepts nothing more, finishes the answers under way, closes the rest, and completes, within 1.5 s.
    asio::awaitable<void> stop();

private:
    std::shared_ptr<HttpServerCore> core_;
};

}  // namespace focus
