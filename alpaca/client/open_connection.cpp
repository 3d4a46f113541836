#include "alpaca/client/open_connection.h"

namespace focus {

asio::awaitable<error_code> open_connection(boost::beast::tcp_stream& stream,
                                            const asio::ip::tcp::resolver::results_type& endpoints) {
    error_code last = asio::error::host_not_found;
    for (const auto& entry : endpoints) {
        const asio::ip::tcp::endpoint endpoint = entry.endpoint();
        error_code ignored;
        stream.socket().close(ignored);
        stream.socket().open(endpoint.protocol(), last);
        if (last) continue;
        if (endpoint.address().is_loopback()) refuse_at_once(stream.socket());
        const auto [error] = co_await stream.async_connect(endpoint, use_result);
        last = error;
        if (!last) {
            stream.socket().set_option(asio::ip::tcp::no_delay(true), ignored);
            break;
        }
    }
    co_return last;
}

}  // namespace focus
