#include "simulator/pty_port.h"

namespace focus::sim {

std::shared_ptr<PtyPort> PtyPort::make(const boost::asio::any_io_executor&) { return nullptr; }

bool PtyPort::exists_here() { return false; }

}  // namespace focus::sim
