#include <array>
#include <boost/asio/buffer.hpp>
#include <boost/asio/local/stream_protocol.hpp>
#include <filesystem>
#include <sys/socket.h>
#include <sys/stat.h>

#include "simulator/control_socket.h"

namespace focus::sim {
namespace {

namespace asio = boost::asio;
using asio::local::stream_protocol;
using boost::system::error_code;

class UnixSocket final : public ControlSocket, public std::enable_shared_from_this<UnixSocket> {
public:
    UnixSocket(const asio::any_io_executor& executor, OnCommand on_command)
        : acceptor_(executor), on_command_(std::move(on_command)) {}
    ~UnixSocket() override;
    UnixSocket(const UnixSocket&) = delete;
    UnixSocket& operator=(const UnixSocket&) = delete;

    std::string open(const std::string& path);
    std::string answer(std::string_view line) { return on_command_(line); }

private:
    void accept();

    stream_protocol::acceptor acceptor_;
    OnCommand on_command_;
    std::string path_;
};

class ControlSession : public std::enable_shared_from_this<ControlSession> {
public:
    ControlSession(stream_protocol::socket socket, std::weak_ptr<UnixSocket> owner)
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
    std::weak_ptr<UnixSocket> owner_;
    LineCutter lines_;
    std::array<char, 512> buffer_{};
};

UnixSocket::~UnixSocket() {
    std::error_code ignored;
    if (!path_.empty()) std::filesystem::remove(path_, ignored);
}

std::string UnixSocket::open(const std::string& path) {
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

void UnixSocket::accept() {
    acceptor_.async_accept([weak = weak_from_this()](error_code error, stream_protocol::socket socket) {
        const auto self = weak.lock();
        if (!self || !self->acceptor_.is_open()) return;
        if (!error) std::make_shared<ControlSession>(std::move(socket), weak)->read();
        self->accept();
    });
}

}  // namespace

std::shared_ptr<ControlSocket> ControlSocket::open(const asio::any_io_executor& executor, const std::string& path,
                                                   OnCommand on_command, std::string& error) {
    const auto socket = std::make_shared<UnixSocket>(executor, std::move(on_command));
    error = socket->open(path);
    return error.empty() ? socket : nullptr;
}

}  // namespace focus::sim
