#include "simulator/command_lines.h"

#include <boost/asio/buffer.hpp>
#include <fcntl.h>
#include <filesystem>
#include <sys/socket.h>
#include <sys/stat.h>
#include <unistd.h>

namespace focus::sim {

namespace asio = boost::asio;
using asio::local::stream_protocol;
using boost::system::error_code;

void LineCutter::take(std::string_view bytes, const std::function<void(std::string_view)>& on_line) {
    for (const char c : bytes) {
        if (c != '\n') line_ += c;
        if (c != '\n' && line_.size() < kLongest) continue;
        const std::string line = std::exchange(line_, {});
        on_line(line);
    }
}

CommandInput::CommandInput(const asio::any_io_executor& executor, OnCommand on_command,
                           std::function<void(const std::string&)> say)
    : input_(executor), on_command_(std::move(on_command)), say_(std::move(say)) {}

void CommandInput::start() {
    // A description of our own where the system gives one: the loop makes it non-blocking, and a shell that shares a
    // terminal with us must not notice.
    int fd = ::open("/proc/self/fd/0", O_RDONLY | O_NOCTTY | O_CLOEXEC);
    if (fd < 0) fd = ::fcntl(STDIN_FILENO, F_DUPFD_CLOEXEC, 3);
    if (fd < 0) return;
    error_code unpollable;
    input_.assign(fd, unpollable);
    if (!unpollable) return read();
    // A file or /dev/null cannot be waited for: all of it is there now.
    ssize_t size = 0;
    while ((size = ::read(fd, buffer_.data(), buffer_.size())) > 0)
        take({buffer_.data(), static_cast<std::size_t>(size)});
    if (!lines_.rest().empty()) take("\n");
    ::close(fd);
}

void CommandInput::take(std::string_view bytes) {
    lines_.take(bytes, [this](std::string_view line) {
        if (!line.empty()) say_(on_command_(line));
    });
}

void CommandInput::read() {
    input_.async_read_some(asio::buffer(buffer_), [weak = weak_from_this()](error_code error, std::size_t size) {
        const auto self = weak.lock();
        if (!self) return;
        self->take({self->buffer_.data(), size});
        if (!error) return self->read();
        if (!self->lines_.rest().empty()) self->take("\n");
        error_code ignored;
        self->input_.close(ignored);
    });
}

namespace {

class ControlSession : public std::enable_shared_from_this<ControlSession> {
public:
    ControlSession(stream_protocol::socket socket, std::weak_ptr<ControlSocket> owner)
        : socket_(std::move(socket)), owner_(std::move(owner)) {}

    void read() {
        socket_.async_read_some(asio::buffer(buffer_), [self = shared_from_this()](error_code error, std::size_t size) {
            if (!error && self->take({self->buffer_.data(), size})) self->read();
        });
    }

private:
    /// False once the simulator is gone.
    bool take(std::string_view bytes) {
        const auto owner = owner_.lock();
        if (!owner) return false;
        lines_.take(bytes, [&](std::string_view line) {
            const std::string answer = owner->answer(line) + '\n';
            error_code lost;
            socket_.send(asio::buffer(answer), MSG_DONTWAIT | MSG_NOSIGNAL, lost);
        });
        return true;
    }

    stream_protocol::socket socket_;
    std::weak_ptr<ControlSocket> owner_;
    LineCutter lines_;
    std::array<char, 512> buffer_{};
};

}  // namespace

ControlSocket::ControlSocket(const asio::any_io_executor& executor, OnCommand on_command)
    : acceptor_(executor), on_command_(std::move(on_command)) {}

ControlSocket::~ControlSocket() {
    std::error_code ignored;
    if (!path_.empty()) std::filesystem::remove(path_, ignored);
}

std::string ControlSocket::open(const std::string& path) {
    if (path.size() > 107) return "the control socket's path is longer than the 107 characters that sockets may have";
    error_code error;
    const stream_protocol::endpoint where(path);
    std::error_code failed;
    if (std::filesystem::exists(std::filesystem::symlink_status(path, failed))) {
        if (!std::filesystem::is_socket(path, failed)) return path + " exists and is not a socket; choose another path";
        stream_protocol::socket probe(acceptor_.get_executor());
        probe.connect(where, error);
        if (!error) return "the control socket " + path + " is used by another simulator";
        std::filesystem::remove(path, failed);
    }
    error = {};
    acceptor_.open(where.protocol(), error);
    const mode_t mask = ::umask(0077);
    if (!error) acceptor_.bind(where, error);
    ::umask(mask);
    if (!error) acceptor_.listen(asio::socket_base::max_listen_connections, error);
    if (error) return "cannot make the control socket " + path + ": " + error.message();
    path_ = path;
    accept();
    return {};
}

void ControlSocket::accept() {
    acceptor_.async_accept([weak = weak_from_this()](error_code error, stream_protocol::socket socket) {
        const auto self = weak.lock();
        if (!self || !self->acceptor_.is_open()) return;
        if (!error) std::make_shared<ControlSession>(std::move(socket), weak)->read();
        self->accept();
    });
}

}  // namespace focus::sim
