#include <array>
#include <boost/asio/buffer.hpp>
#include <boost/asio/posix/stream_descriptor.hpp>
#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <filesystem>
#include <stdlib.h>
#include <sys/inotify.h>
#include <sys/ioctl.h>
#include <termios.h>
#include <unistd.h>

#include "simulator/pty_port.h"

namespace focus::sim {

namespace asio = boost::asio;
namespace fs = std::filesystem;
using boost::system::error_code;

namespace {

class LinuxPty final : public PtyPort, public std::enable_shared_from_this<LinuxPty> {
public:
    explicit LinuxPty(const asio::any_io_executor& executor) : near_(executor), watch_(executor) {}
    ~LinuxPty() override { LinuxPty::close(); }
    LinuxPty(const LinuxPty&) = delete;
    LinuxPty& operator=(const LinuxPty&) = delete;

    std::string open(const std::string& link) override;
    void close() override;
    const std::string& path() const override { return path_; }
    void write(std::string_view bytes) override;

private:
    std::string make_link(const std::string& link);
    std::string open_pty();
    void watch_hosts();
    void read();
    void read_watch();
    void count_hosts(std::size_t size);

    asio::posix::stream_descriptor near_;
    asio::posix::stream_descriptor watch_;  // tells when hosts open and close the far end
    int far_ = -1;
    int hosts_ = 0;
    std::string path_;
    std::string link_;
    std::array<char, 512> buffer_{};
    alignas(8) std::array<char, 1024> events_{};
};

std::string LinuxPty::open_pty() {
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

std::string LinuxPty::open(const std::string& link) {
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

std::string LinuxPty::make_link(const std::string& link) {
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

void LinuxPty::close() {
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

void LinuxPty::write(std::string_view bytes) {
    if (near_.is_open() && ::write(near_.native_handle(), bytes.data(), bytes.size()) < 0) return;  // lost
}

void LinuxPty::read() {
    near_.async_read_some(asio::buffer(buffer_), [weak = weak_from_this()](error_code error, std::size_t size) {
        const auto self = weak.lock();
        if (!self || error) return;
        if (self->on_bytes) self->on_bytes({self->buffer_.data(), size});
        if (self->near_.is_open()) self->read();
    });
}

void LinuxPty::watch_hosts() {
    const int fd = ::inotify_init1(IN_NONBLOCK | IN_CLOEXEC);
    if (fd < 0) return;
    if (::inotify_add_watch(fd, path_.c_str(), IN_OPEN | IN_CLOSE) < 0) {
        ::close(fd);
        return;
    }
    watch_.assign(fd);
    read_watch();
}

void LinuxPty::read_watch() {
    watch_.async_read_some(asio::buffer(events_), [weak = weak_from_this()](error_code error, std::size_t size) {
        const auto self = weak.lock();
        if (!self || error) return;
        self->count_hosts(size);
        if (self->watch_.is_open()) self->read_watch();
    });
}

void LinuxPty::count_hosts(std::size_t size) {
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

}  // namespace

std::shared_ptr<PtyPort> PtyPort::make(const asio::any_io_executor& executor) {
    return std::make_shared<LinuxPty>(executor);
}

bool PtyPort::exists_here() { return true; }

}  // namespace focus::sim
