// focuserlink-sim: a SimServer, its commands on standard input, and a clean end.
#include <boost/asio/io_context.hpp>
#include <boost/asio/signal_set.hpp>
#include <csignal>
#include <cstdlib>
#include <fcntl.h>
#include <iostream>
#include <unistd.h>

#include "simulator/bodies/choose.h"
#include "simulator/command_line.h"
#include "simulator/command_lines.h"
#include "simulator/sim_server.h"

namespace {

using namespace focus::sim;

/// Scripts wait for these lines, so each is flushed.
void say(const std::string& line) { std::cout << line << std::endl; }

void greet(const SimServer& server, const SimOptions& options) {
    std::string where;
    if (options.pty) where = "serial:" + (options.link.empty() ? server.pty_path() : options.link);
    if (options.tcp_port)
        where += (where.empty() ? "tcp:127.0.0.1:" : " and at tcp:127.0.0.1:") + std::to_string(server.tcp_port());
    say("A simulated focuser is at " + where + "; type `help` for what can go wrong with it, Ctrl-C to end it.");
}

/// A closed standard descriptor would be given to the next thing opened, and lines then read from or printed into it.
void open_standard_descriptors() {
    for (int fd = STDIN_FILENO; fd <= STDERR_FILENO; ++fd) {
        if (::fcntl(fd, F_GETFD) < 0 && ::open("/dev/null", O_RDWR) < 0) std::exit(1);
    }
}

int run(SimOptions options) {
    boost::asio::io_context loop(1);
    std::string error = choose_body(options);
    if (!error.empty()) {
        std::cerr << "focuserlink-sim: " << error << std::endl;
        return 1;
    }
    options.say = say;
    options.quit = [&loop] { loop.stop(); };
    boost::asio::signal_set ends(loop, SIGINT, SIGTERM, SIGHUP);
    ends.async_wait([&loop](const auto& error, int) {
        if (!error) loop.stop();
    });
    SimServer server(loop.get_executor(), options);
    error = server.start();
    if (!error.empty()) {
        std::cerr << "focuserlink-sim: " << error << std::endl;
        return 1;
    }
    greet(server, options);
    const auto input = std::make_shared<CommandInput>(
        loop.get_executor(), [&server](std::string_view line) { return server.command(line); }, say);
    input->start();
    loop.run();
    return 0;
}

}  // namespace

int main(int argc, char** argv) {
    open_standard_descriptors();
    std::signal(SIGPIPE, SIG_IGN);
    std::signal(SIGTTIN, SIG_IGN);  // in the background of a terminal, standard input merely ends
    try {
        SimOptions options;
        int exit_code = 0;
        return read_command_line(argc, argv, options, exit_code) ? run(options) : exit_code;
    } catch (const std::exception& e) {
        std::cerr << "focuserlink-sim: " << e.what() << std::endl;
        return 1;
    }
}
