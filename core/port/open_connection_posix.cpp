#include "core/port/open_connection.h"

namespace focus {

void refuse_at_once(asio::ip::tcp::socket& /*socket*/) {}

}  // namespace focus
