#include <algorithm>
#include <sys/resource.h>

#include "alpaca/http/server_limits.h"

namespace focus {

std::size_t allow_connections(std::size_t wanted) {
    constexpr rlim_t kReserve = 64;
    rlimit limit{};
    if (getrlimit(RLIMIT_NOFILE, &limit) != 0) return wanted;
    if (limit.rlim_cur < wanted + kReserve) {
        limit.rlim_cur = std::min<rlim_t>(wanted + kReserve, limit.rlim_max);
        setrlimit(RLIMIT_NOFILE, &limit);
        getrlimit(RLIMIT_NOFILE, &limit);
    }
    // With very few there is nothing to divide.
    return limit.rlim_cur < 2 * kReserve
               ? wanted
               : static_cast<std::size_t>(std::min<rlim_t>(wanted, limit.rlim_cur - kReserve));
}

error_code keep_port_to_ourselves(asio::ip::tcp::acceptor& acceptor) {
    error_code error;
    acceptor.set_option(asio::ip::tcp::acceptor::reuse_address(true), error);
    return error;
}

}  // namespace focus
