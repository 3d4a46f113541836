// focuserlink-sim: a SimServer, its commands on standard input, and a clean end.
#include <boost/asio/io_context.hpp>
#include <boost/asio/signal_set.hpp>
#include <iostream>

#include "simulator/bodies/choose.h"
#include "simulator/command_input.h"
#include "simulator/command_line.h"
#include "simulator/process.h"
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

int run(SimOptions options) {
    boost::asio::io_context loop(1);
    std::string error = choose_body(options);
    if (!error.empty()) {
        std::cerr << "focuserlink-sim: " << error << std::endl;
        return 1;
    }
    options.say = say;
    options.quit = [&loop] { loop.stop(); };
    boost::asio::signal_set ends(loop);
    add_ends(ends);
    ends.async_wait([&loop](const auto& failed, int) {
        if (!failed) loop.stop();
    });
    SimServer server(loop.get_executor(), options);
    error = server.start();
    if (!error.empty()) {
        std::cerr << "focuserlink-sim: " << error << std::endl;
        return 1;
    }
    greet(server, options);
    const auto input = CommandInput::start(
        loop.get_executor(), [&server](std::string_view line) { return server.command(line); }, say);
    loop.run();
    return 0;
}

}  // namespace

int main(int argc, char** argv) {
    focus::sim::prepare_process();
    try {
        SimOptions options;
        int exit_code = 0;
        return read_command_line(argc, argv, options, exit_code) ? run(options) : exit_code;
    } catch (const std::exception& e) {
        std::cerr << "focuserlink-sim: " << e.what() << std::endl;
        return 1;
    }
}
