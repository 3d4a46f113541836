#include "simulator/pty_port.h"

#include <boost/asio/buffer.hpp>
#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <filesystem>
#include <stdlib.h>
#include <sys/inotify.h>
#include <sys/ioctl.h>
#include <termios.h>
#include <unistd.h>

namespace focus::sim {

namespace asio = boost::asio;
namespace fs = std::filesystem;
using boost::system::error_code;

PtyPort::PtyPort(const asio::any_io_executor& executor) : near_(executor), watch_(executor) {}

PtyPort::~PtyPort() { close(); }

std::string PtyPort::open_pty() {
    const int near = ::posix_openpt(O_RDWR | O_NOCTTY | O_CLOEXEC | O_NONBLOCK);
    if (near < 0) return std::string("no pseudo terminal: ") + std::strerror(errno);
    near_.assign(near);
    char name[128];
    if (::grantpt(near) != 0 || ::unlockpt(near) != 0 || ::ptsname_r(near, name, sizeof name) != 0) {
        return std::string("no pseudo terminal: ") + std::strerror(errno);
    }
    far_ = ::open(name, O_RDWR | O_NOCTTY | O_CLOEXEC);
    if (far_ < 0) return std::string("cannot open ") + name + ": " + std::strerror(errno);
    termios raw{};
    ::tcgetattr(far_, &raw);
    ::cfmakeraw(&raw);
    ::cfsetspeed(&raw, B38400);
    ::tcsetattr(far_, TCSANOW, &raw);
    path_ = name;
    return {};
}

std::string PtyPort::open(const std::string& link) {
    std::string error = open_pty();
    if (error.empty() && !link.empty()) error = make_link(link);
    if (!error.empty()) {
        close();
        return error;
    }
    hosts_ = 0;
    watch_hosts();
    read();
    return {};
}

std::string PtyPort::make_link(const std::string& link) {
    std::error_code failed;
    const fs::file_status there = fs::symlink_status(link, failed);
    if (fs::exists(there) && !fs::is_symlink(there)) {
        return link + " exists and is not a link; choose another path for the link";
    }
    const std::string fresh = link + "." + std::to_string(::getpid());
    fs::remove(fresh, failed);
    fs::create_symlink(path_, fresh, failed);
    if (!failed) fs::rename(fresh, link, failed);
    if (failed) {
        std::error_code ignored;
        fs::remove(fresh, ignored);
        return "cannot make the link " + link + ": " + failed.message();
    }
    link_ = link;
    return {};
}

void PtyPort::close() {
    error_code ignored;
    near_.close(ignored);
    watch_.close(ignored);
    if (far_ >= 0) ::close(far_);
    far_ = -1;
    std::error_code failed;
    if (!link_.empty() && fs::read_symlink(link_, failed) == path_) fs::remove(link_, failed);
    link_.clear();
    path_.clear();
}

void PtyPort::write(std::string_view bytes) {
    if (near_.is_open() && ::write(near_.native_handle(), bytes.data(), bytes.size()) < 0) return;  // lost
}

void PtyPort::read() {
    near_.async_read_some(asio::buffer(buffer_), [weak = weak_from_this()](error_code error, std::size_t size) {
        const auto self = weak.lock();
        if (!self || error) return;
        if (self->on_bytes) self->on_bytes({self->buffer_.data(), size});
        if (self->near_.is_open()) self->read();
    });
}

void PtyPort::watch_hosts() {
    const int fd = ::inotify_init1(IN_NONBLOCK | IN_CLOEXEC);
    if (fd < 0) return;
    if (::inotify_add_watch(fd, path_.c_str(), IN_OPEN | IN_CLOSE) < 0) {
        ::close(fd);
        return;
    }
    watch_.assign(fd);
    read_watch();
}

void PtyPort::read_watch() {
    watch_.async_read_some(asio::buffer(events_), [weak = weak_from_this()](error_code error, std::size_t size) {
        const auto self = weak.lock();
        if (!self || error) return;
        self->count_hosts(size);
        if (self->watch_.is_open()) self->read_watch();
    });
}

void PtyPort::count_hosts(std::size_t size) {
    for (std::size_t at = 0; at + sizeof(inotify_event) <= size && far_ >= 0;) {
        inotify_event event{};
        std::memcpy(&event, events_.data() + at, sizeof event);
        at += sizeof event + event.len;
        if ((event.mask & IN_OPEN) != 0 && hosts_++ == 0 && on_opened) on_opened();
        if ((event.mask & IN_CLOSE) == 0 || --hosts_ > 0) continue;
        hosts_ = 0;
        // The last close of a real port ends its exclusive use; ours is never the last.
        ::ioctl(far_, TIOCNXCL);
    }
}

}  // namespace focus::sim
