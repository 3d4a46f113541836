#include <arpa/inet.h>
#include <array>
#include <cstdlib>
#include <netinet/tcp.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include "bench/panel/cable_tap.h"

namespace focus::bench {
namespace {

constexpr int kGlance = 50;  // ms between looks at `ending_`

sockaddr_in loopback(int port) {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    address.sin_port = htons(static_cast<std::uint16_t>(port));
    return address;
}

int stream() { return socket(AF_INET, SOCK_STREAM, 0); }

void at_once(int socket) {
    const int on = 1;
    setsockopt(socket, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
}

bool readable(int socket) {
    pollfd wanted{socket, POLLIN, 0};
    return poll(&wanted, 1, kGlance) > 0;
}

}  // namespace

CableTap::CableTap(int focuser) : focuser_port_(focuser), listener_(stream()) {
    sockaddr_in address = loopback(0);
    socklen_t size = sizeof address;
    auto* any = reinterpret_cast<sockaddr*>(&address);
    if (bind(listener_, any, size) != 0 || listen(listener_, 1) != 0 || getsockname(listener_, any, &size) != 0)
        abort();
    port_ = ntohs(address.sin_port);
    thread_ = std::thread([this] { serve(); });
}

CableTap::~CableTap() {
    ending_ = true;
    thread_.join();
    close(listener_);
}

void CableTap::serve() {
    while (!ending_) {
        if (!readable(listener_)) continue;
        const int panel = accept(listener_, nullptr, nullptr);
        const int focuser = stream();
        sockaddr_in address = loopback(focuser_port_);
        if (connect(focuser, reinterpret_cast<sockaddr*>(&address), sizeof address) == 0) {
            at_once(panel);
            at_once(focuser);
            pass(panel, focuser);
        }
        close(panel);
        close(focuser);
    }
}

void CableTap::pass(int panel, int focuser) {
    std::array<char, 4096> bytes{};
    bool line_begins = true;
    while (!ending_) {
        pollfd ends[2] = {{panel, POLLIN, 0}, {focuser, POLLIN, 0}};
        if (poll(ends, 2, kGlance) <= 0) continue;
        for (const auto& [from, to] : {std::pair(ends[0], focuser), std::pair(ends[1], panel)}) {
            if (from.revents == 0) continue;
            const ssize_t count = read(from.fd, bytes.data(), bytes.size());
            if (count <= 0) return;
            for (ssize_t i = 0; from.fd == panel && i < count; ++i) {
                const char byte = bytes[static_cast<std::size_t>(i)];
                if (line_begins && byte == 'H') halted_ = steady_ns();
                line_begins = byte == '\n';
            }
            if (write(to, bytes.data(), static_cast<std::size_t>(count)) != count) return;
        }
    }
}

}  // namespace focus::bench
