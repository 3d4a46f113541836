#include <algorithm>
#include <sys/resource.h>

#include "alpaca/server_limits.h"

namespace focus {

void allow_connections(std::size_t connections) {
    rlimit limit{};
    const rlim_t wanted = connections + 64;
    if (getrlimit(RLIMIT_NOFILE, &limit) != 0 || limit.rlim_cur >= wanted) return;
    limit.rlim_cur = std::min(wanted, limit.rlim_max);
    setrlimit(RLIMIT_NOFILE, &limit);
}

error_code keep_port_to_ourselves(asio::ip::tcp::acceptor& acceptor) {
    error_code error;
    acceptor.set_option(asio::ip::tcp::acceptor::reuse_address(true), error);
    return error;
}

}  // namespace focus
