// The requests of the setup page, /setup/api/NAME?device=N:
//   GET  state, ports
//   PUT  device {address, reset_on_connect, trace}, settings {...}, buttons {enabled}
//   POST test {address}, move {position} or {by}, halt, compensate, confirm, position {position},
//        factory-reset {confirm: true}, sentence {coefficient}
// Answers are JSON objects; a refusal is {"error": "a sentence"}.
#pragma once

#include <boost/json/object.hpp>
#include <string>

#include "alpaca/http/http_server.h"

namespace focus {

class Hub;

struct ApiRequest {
    HttpVerb verb = HttpVerb::get;
    std::string name;
    std::size_t device = 0;
    boost::json::object body;
};

struct ApiAnswer {
    unsigned status = 200;
    boost::json::object body;
};

ApiAnswer refused(unsigned status, const std::string& why);

/// `hub` must outlive it.
asio::awaitable<ApiAnswer> handle_api(Hub& hub, ApiRequest request);

}  // namespace focus
