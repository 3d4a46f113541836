#include "tests/cli/cli_process.h"

#include <array>
#include <boost/asio/buffer.hpp>
#include <csignal>
#include <fcntl.h>
#include <gtest/gtest.h>
#include <pty.h>
#include <sys/wait.h>
#include <unistd.h>

namespace focus {
namespace {

constexpr auto kDeadline = std::chrono::seconds(60);

struct Ends {
    int ours = -1;
    int theirs = -1;
};

Ends make_pipe() {
    std::array<int, 2> ends{};
    EXPECT_EQ(::pipe2(ends.data(), O_CLOEXEC), 0);
    return {ends[0], ends[1]};
}

Ends make_terminal() {
    Ends ends;
    winsize size{};
    size.ws_col = 80;
    size.ws_row = 24;
    EXPECT_EQ(::openpty(&ends.ours, &ends.theirs, nullptr, nullptr, &size), 0);
    ::fcntl(ends.ours, F_SETFD, FD_CLOEXEC);
    return ends;
}

}  // namespace

CliProcess::CliProcess(boost::asio::io_context& context, std::vector<std::string> arguments, bool terminal,
                       std::string config, std::string program)
    : context_(context), out_stream_(context), err_stream_(context) {
    const Ends out = terminal ? make_terminal() : make_pipe();
    const Ends err = make_pipe();
    arguments.insert(arguments.begin(), std::move(program));
    std::vector<char*> argv;
    for (std::string& argument : arguments) argv.push_back(argument.data());
    argv.push_back(nullptr);
    pid_ = ::fork();
    if (pid_ == 0) {
        for (const char* folder : {"HOME", "XDG_CONFIG_HOME", "XDG_DOCUMENTS_DIR"}) ::setenv(folder, config.c_str(), 1);
        ::setenv("TERM", "xterm", 1);
        ::dup2(terminal ? out.theirs : ::open("/dev/null", O_RDONLY), STDIN_FILENO);
        ::dup2(out.theirs, STDOUT_FILENO);
        ::dup2(err.theirs, STDERR_FILENO);
        ::close_range(3, ~0U, 0);  // the simulator's sockets are not the program's
        ::execv(argv[0], argv.data());
        ::_exit(127);
    }
    ::close(out.theirs);
    ::close(err.theirs);
    out_stream_.assign(out.ours);
    err_stream_.assign(err.ours);
    read(out_stream_, out_);
    read(err_stream_, err_);
}

CliProcess::~CliProcess() {
    if (pid_ < 0) return;
    ::kill(pid_, SIGKILL);
    ::waitpid(pid_, nullptr, 0);
}

void CliProcess::read(boost::asio::posix::stream_descriptor& stream, std::string& text) {
    auto buffer = std::make_shared<std::array<char, 4096>>();
    stream.async_read_some(boost::asio::buffer(*buffer), [this, buffer, &stream, &text](auto error, std::size_t size) {
        if (error == boost::asio::error::operation_aborted) return;
        text.append(buffer->data(), size);
        if (error) {
            --open_streams_;  // the end of a pipe, or of a terminal whose last user is gone
        } else {
            read(stream, text);
        }
    });
}

bool CliProcess::run_until(const std::function<bool()>& condition) {
    const auto deadline = std::chrono::steady_clock::now() + kDeadline;
    context_.restart();
    while (!condition() && std::chrono::steady_clock::now() < deadline) context_.run_one_until(deadline);
    return condition();
}

bool CliProcess::says(const std::string& text) {
    run_until([&] { return out_.find(text) != std::string::npos || open_streams_ == 0; });
    return out_.find(text) != std::string::npos;
}

void CliProcess::type(const std::string& text) {
    EXPECT_EQ(::write(out_stream_.native_handle(), text.data(), text.size()), static_cast<ssize_t>(text.size()));
}

void CliProcess::interrupt() { ::kill(pid_, SIGINT); }

Ended CliProcess::end() {
    EXPECT_TRUE(run_until([this] { return open_streams_ == 0; })) << "did not end; it said " << out_ << err_;
    if (open_streams_ != 0) ::kill(pid_, SIGKILL);
    int status = 0;
    ::waitpid(pid_, &status, 0);
    pid_ = -1;
    return {WIFEXITED(status) ? WEXITSTATUS(status) : -WTERMSIG(status), out_, err_};
}

CliFixture::CliFixture() {
    std::string name = (std::filesystem::temp_directory_path() / "focuserlink-XXXXXX").string();
    config = ::mkdtemp(name.data());
    sim::SimOptions options;
    options.tcp_port = 0;
    options.speed = 20;
    sim = std::make_unique<sim::SimServer>(context.get_executor(), options);
    EXPECT_EQ(sim->start(), "");
}

CliFixture::~CliFixture() {
    sim.reset();
    std::filesystem::remove_all(config);
}

void CliFixture::until(const std::function<bool()>& condition) {
    const auto deadline = std::chrono::steady_clock::now() + kDeadline;
    context.restart();
    while (!condition() && std::chrono::steady_clock::now() < deadline) context.run_one_until(deadline);
    EXPECT_TRUE(condition());
}

std::unique_ptr<CliProcess> CliFixture::start(std::vector<std::string> arguments, bool terminal) {
    arguments.insert(arguments.begin(), {"-d", tcp()});
    return std::make_unique<CliProcess>(context, std::move(arguments), terminal, config.string());
}

Ended CliFixture::run_alone(std::vector<std::string> arguments) {
    return CliProcess(context, std::move(arguments), false, config.string()).end();
}

Ended CliFixture::shell(const std::string& line) {
    return CliProcess(context, {"-c", line}, false, config.string(), "/bin/sh").end();
}

Ended CliFixture::run(std::vector<std::string> arguments) { return start(std::move(arguments))->end(); }

}  // namespace focus
