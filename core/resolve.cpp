#include "core/resolve.h"

#include <boost/asio/io_context.hpp>
#include <charconv>

#include "core/own_thread.h"

namespace focus {

using asio::ip::tcp;

Task<tcp::resolver::results_type> resolve(std::string host, std::string port, std::chrono::milliseconds patience) {
    error_code no_address;
    const auto address = asio::ip::make_address(host, no_address);
    unsigned short number = 0;
    const auto [end, wrong] = std::from_chars(port.data(), port.data() + port.size(), number);
    const bool numeric = wrong == std::errc() && end == port.data() + port.size();
    if (!no_address && numeric) {
        co_return tcp::resolver::results_type::create(tcp::endpoint(address, number), host, port);
    }
    std::function<Result<tcp::resolver::results_type>()> search =
        [host = std::move(host), port = std::move(port)]() -> Result<tcp::resolver::results_type> {
        asio::io_context here;
        error_code unknown;
        auto found = tcp::resolver(here).resolve(host, port, unknown);
        if (unknown) return unknown;
        return found;
    };
    co_return co_await on_own_thread(std::move(search), patience);
}

}  // namespace focus
