// Where fault commands come in as lines: a descriptor such as standard input, and a unix socket.
//
// Both live on the thread of the executor, behind a shared_ptr.
#pragma once

#include <array>
#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/local/stream_protocol.hpp>
#include <boost/asio/posix/stream_descriptor.hpp>
#include <functional>
#include <memory>
#include <string>
#include <string_view>

namespace focus::sim {

/// Takes a line, gives the answer.
using OnCommand = std::function<std::string(std::string_view)>;

/// Cuts bytes into lines of bounded length.
class LineCutter {
public:
    static constexpr std::size_t kLongest = 1000;

    /// Calls `on_line` for every line that these bytes complete; a line too long is cut into several.
    void take(std::string_view bytes, const std::function<void(std::string_view)>& on_line);
    /// What came after the last newline.
    const std::string& rest() const { return line_; }

private:
    std::string line_;
};

/// Standard input, also when it is a pipe, a file, a terminal of another job or /dev/null; its end ends nothing else.
class CommandInput : public std::enable_shared_from_this<CommandInput> {
public:
    /// Answers go to `say`.
    CommandInput(const boost::asio::any_io_executor& executor, OnCommand on_command,
                 std::function<void(const std::string&)> say);
    void start();

private:
    void read();
    void take(std::string_view bytes);

    boost::asio::posix::stream_descriptor input_;
    OnCommand on_command_;
    std::function<void(const std::string&)> say_;
    LineCutter lines_;
    std::array<char, 512> buffer_{};
};

/// A unix socket; every line is answered with its answer and a newline. Only this user may connect.
class ControlSocket : public std::enable_shared_from_this<ControlSocket> {
public:
    ControlSocket(const boost::asio::any_io_executor& executor, OnCommand on_command);
    ~ControlSocket();
    ControlSocket(const ControlSocket&) = delete;
    ControlSocket& operator=(const ControlSocket&) = delete;

    /// A socket file left by a dead simulator is replaced. Empty if all went well, else what went wrong.
    std::string open(const std::string& path);
    std::string answer(std::string_view line) { return on_command_(line); }

private:
    void accept();

    boost::asio::local::stream_protocol::acceptor acceptor_;
    OnCommand on_command_;
    std::string path_;
};

}  // namespace focus::sim
