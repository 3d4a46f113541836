// HttpServer: HTTP/1.1 on one thread, made for thousands of small requests a second from patient clients: keep-alive,
// no delay, one write a response, bounded memory, slow or silent peers closed without harm to the others.
//
// A handler answers at once or keeps the HttpReply and answers later, on the same thread; dropping it unanswered is a
// 500.
#pragma once

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "core/result.h"

namespace focus {

enum class HttpVerb { get, put, post, other };

/// Views are good until the handler returns; a handler that answers later copies what it needs.
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

}  // namespace focus
