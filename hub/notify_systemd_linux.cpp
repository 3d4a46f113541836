#include <charconv>
#include <cstddef>
#include <cstdlib>
#include <cstring>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include "hub/notify_systemd.h"

namespace focus {
namespace {

/// The variable as a positive number, 0 if it is not one.
long long number_in(const char* variable) {
    const char* text = std::getenv(variable);
    long long value = 0;
    if (text != nullptr) std::from_chars(text, text + std::strlen(text), value);
    return value > 0 ? value : 0;
}

}  // namespace

NotifySystemd::NotifySystemd(const boost::asio::any_io_executor& executor) : timer_(executor) {
    const char* path = std::getenv("NOTIFY_SOCKET");
    if (path == nullptr || (*path != '/' && *path != '@')) return;
    path_ = path;
    if (path_.size() >= sizeof(sockaddr_un::sun_path)) path_.clear();
    if (path_.empty()) return;
    socket_ = ::socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
    const long long watched = number_in("WATCHDOG_PID");
    if (watched == 0 || watched == ::getpid()) watchdog_ = std::chrono::microseconds(number_in("WATCHDOG_USEC"));
}

NotifySystemd::~NotifySystemd() {
    if (socket_ >= 0) ::close(socket_);
}

void NotifySystemd::send(const std::string& message) const {
    if (socket_ < 0) return;
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    std::memcpy(address.sun_path, path_.data(), path_.size());
    if (path_[0] == '@') address.sun_path[0] = '\0';  // the abstract namespace
    const auto size = static_cast<socklen_t>(offsetof(sockaddr_un, sun_path) + path_.size());
    (void)::sendto(socket_, message.data(), message.size(), MSG_NOSIGNAL, reinterpret_cast<const sockaddr*>(&address),
                   size);
}

void NotifySystemd::ready() {
    send("READY=1");
    if (watchdog_.count() > 0) ping_later();
}

void NotifySystemd::ping_later() {
    timer_.expires_after(watchdog_ / 2);
    timer_.async_wait([this](boost::system::error_code cancelled) {
        if (cancelled) return;
        send("WATCHDOG=1");
        ping_later();
    });
}

void NotifySystemd::stopping() {
    timer_.cancel();
    send("STOPPING=1");
}

}  // namespace focus
