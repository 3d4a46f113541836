#include <csignal>
#include <cstdlib>
#include <fcntl.h>
#include <unistd.h>

#include "simulator/process.h"

namespace focus::sim {

void prepare_process() {
    // A closed standard descriptor would be given to the next thing opened, and lines then read from or printed into
    // it.
    for (int fd = STDIN_FILENO; fd <= STDERR_FILENO; ++fd) {
        if (::fcntl(fd, F_GETFD) < 0 && ::open("/dev/null", O_RDWR) < 0) std::exit(1);
    }
    std::signal(SIGPIPE, SIG_IGN);
    std::signal(SIGTTIN, SIG_IGN);  // in the background of a terminal, standard input merely ends
}

void add_ends(boost::asio::signal_set& ends) {
    for (const int signal : {SIGINT, SIGTERM, SIGHUP}) ends.add(signal);
}

void keep_port_to_ourselves(boost::asio::ip::tcp::acceptor& acceptor, boost::system::error_code& error) {
    acceptor.set_option(boost::asio::ip::tcp::acceptor::reuse_address(true), error);
}

}  // namespace focus::sim
