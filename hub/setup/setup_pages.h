// The setup page and the requests behind it: /setup, the two pages that ASCOM names, and /setup/api. All state-changing
// requests are PUT or POST with a JSON body, which no form of a foreign web page can send; Host, Origin and credentials
// are checked by the AlpacaServer before.
#pragma once

#include "alpaca/http/http_server.h"

namespace focus {

class Hub;

/// `hub` must outlive the handler and `executor` be its loop's.
HttpHandler setup_pages(Hub& hub, const asio::any_io_executor& executor);

}  // namespace focus
