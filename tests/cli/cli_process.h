// The real focuserlink as a child process, and the simulator it talks to on the same event loop as the test. Output and
// end of the child are events of that loop; a test waits for them, never for a time.
#pragma once

#include <boost/asio/io_context.hpp>
#include <boost/asio/posix/stream_descriptor.hpp>
#include <filesystem>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "simulator/sim_server.h"

namespace focus {

struct Ended {
    int code = -1;
    std::string out;
    std::string err;
};

class CliProcess {
public:
    /// `terminal`: standard output and input are a terminal of 80 columns. `config`: the folder of its user.
    CliProcess(boost::asio::io_context& context, std::vector<std::string> arguments, bool terminal, std::string config,
               std::string program = PROGRAMS "/focuserlink");
    ~CliProcess();
    CliProcess(const CliProcess&) = delete;
    CliProcess& operator=(const CliProcess&) = delete;

    const std::string& out() const { return out_; }
    const std::string& err() const { return err_; }
    /// Runs the loop until standard output has `text`; false if the child ended without.
    bool says(const std::string& text);
    void type(const std::string& text);
    void interrupt();
    Ended end();

private:
    void read(boost::asio::posix::stream_descriptor& stream, std::string& text);
    bool run_until(const std::function<bool()>& condition);

    boost::asio::io_context& context_;
    boost::asio::posix::stream_descriptor out_stream_;
    boost::asio::posix::stream_descriptor err_stream_;
    std::string out_, err_;
    int open_streams_ = 2;
    int pid_ = -1;
};

/// A simulated focuser, twenty times as fast as a real one, and a configuration folder of its own.
class CliFixture {
public:
    CliFixture();
    ~CliFixture();

    /// To its end, with the simulator's address.
    Ended run(std::vector<std::string> arguments);
    /// To its end, with no address.
    Ended run_alone(std::vector<std::string> arguments);
    /// A line of the shell, to its end.
    Ended shell(const std::string& line);
    std::unique_ptr<CliProcess> start(std::vector<std::string> arguments, bool terminal = false);

    std::string tcp() { return "tcp:127.0.0.1:" + std::to_string(sim->tcp_port()); }
    std::string serial() { return "serial:" + sim->pty_path(); }
    /// The documents folder of the programs that are run.
    std::filesystem::path documents() { return config / "FocuserLink"; }
    std::string ask(const std::string& line) { return sim->device().ask(line); }
    /// Runs the simulator until the condition holds; fails after a minute.
    void until(const std::function<bool()>& condition);

    boost::asio::io_context context;
    std::unique_ptr<sim::SimServer> sim;
    std::filesystem::path config;
};

}  // namespace focus
