#include <windows.h>
#include <csignal>

#include "simulator/process.h"

namespace focus::sim {

void prepare_process() { ::SetConsoleOutputCP(CP_UTF8); }

// The third is Ctrl-Break, and what closing the console sends.
void add_ends(boost::asio::signal_set& ends) {
    for (const int signal : {SIGINT, SIGTERM, SIGBREAK}) ends.add(signal);
}

// As Windows has it without being asked; SO_REUSEADDR would let two simulators have one port.
void keep_port_to_ourselves(boost::asio::ip::tcp::acceptor&, boost::system::error_code&) {}

}  // namespace focus::sim
