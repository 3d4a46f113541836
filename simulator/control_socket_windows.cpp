#include "simulator/control_socket.h"

namespace focus::sim {

std::shared_ptr<ControlSocket> ControlSocket::open(const boost::asio::any_io_executor&, const std::string&, OnCommand,
                                                   std::string& error) {
    error = "there is no control socket on Windows; type commands on standard input";
    return nullptr;
}

}  // namespace focus::sim
