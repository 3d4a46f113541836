#include "alpaca/http/server_limits.h"

namespace focus {

// Windows gives a process as many sockets as it asks for.
std::size_t allow_connections(std::size_t wanted) { return wanted; }

// As Windows has it without being asked: no second listener, and a restart takes the port at once. SO_REUSEADDR would
// let two servers have it, SO_EXCLUSIVEADDRUSE would keep it until the last client of the old one has hung up.
error_code keep_port_to_ourselves(asio::ip::tcp::acceptor&) { return {}; }

}  // namespace focus
