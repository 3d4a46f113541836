// What tests of the simulator's cable need: a loop that runs until something is so, a folder that goes away, and a host
// that talks to a pty or a TCP port with plain system calls.
#pragma once

#include <arpa/inet.h>
#include <boost/asio/io_context.hpp>
#include <chrono>
#include <fcntl.h>
#include <filesystem>
#include <functional>
#include <gtest/gtest.h>
#include <netinet/in.h>
#include <poll.h>
#include <stdlib.h>
#include <string>
#include <sys/ioctl.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <termios.h>
#include <unistd.h>
#include <utility>

namespace focus::sim {

/// Runs the loop until `so()`; false when it is not so within a minute.
inline bool run_until(boost::asio::io_context& loop, const std::function<bool()>& so) {
    const auto deadline = std::chrono::steady_clock::now() + std::chrono::seconds(60);
    while (!so()) {
        if (std::chrono::steady_clock::now() > deadline) return false;
        loop.restart();
        loop.run_one_for(std::chrono::milliseconds(5));
    }
    return true;
}

class Folder {
public:
    Folder() {
        std::string name = (std::filesystem::temp_directory_path() / "simulator-XXXXXX").string();
        path_ = ::mkdtemp(name.data());
    }
    ~Folder() {
        std::error_code ignored;
        std::filesystem::remove_all(path_, ignored);
    }
    Folder(const Folder&) = delete;
    Folder& operator=(const Folder&) = delete;
    std::string operator/(const std::string& name) const { return path_ + "/" + name; }

private:
    std::string path_;
};

class Host {
public:
    static Host pty(const std::string& path) { return Host(::open(path.c_str(), O_RDWR | O_NOCTTY | O_NONBLOCK)); }
    static Host tcp(std::uint16_t port) {
        sockaddr_in where{};
        where.sin_family = AF_INET;
        where.sin_port = htons(port);
        where.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        return connected(::socket(AF_INET, SOCK_STREAM, 0), reinterpret_cast<sockaddr*>(&where), sizeof where);
    }
    static Host unix_socket(const std::string& path) {
        sockaddr_un where{};
        where.sun_family = AF_UNIX;
        path.copy(where.sun_path, sizeof where.sun_path - 1);
        return connected(::socket(AF_UNIX, SOCK_STREAM, 0), reinterpret_cast<sockaddr*>(&where), sizeof where);
    }
    Host(Host&& other) noexcept : fd_(std::exchange(other.fd_, -1)), heard_(std::move(other.heard_)) {}
    Host(const Host&) = delete;
    Host& operator=(const Host&) = delete;
    Host& operator=(Host&&) = delete;
    ~Host() {
        if (fd_ >= 0) ::close(fd_);
    }

    bool open() const { return fd_ >= 0; }
    int descriptor() const { return fd_; }
    void send(const std::string& bytes) const {
        EXPECT_EQ(::write(fd_, bytes.data(), bytes.size()), ssize_t(bytes.size()));
    }
    /// All that has come so far and was not taken.
    const std::string& heard() {
        char bytes[256];
        ssize_t size = 0;
        while ((size = ::read(fd_, bytes, sizeof bytes)) > 0) heard_.append(bytes, static_cast<std::size_t>(size));
        gone_ = gone_ || size == 0 || (errno != EAGAIN && errno != EINTR);
        return heard_;
    }
    /// The other end closed.
    bool gone() { return heard(), gone_; }
    /// One request and its answer line without the newline; "(nothing)" if none came.
    std::string ask(boost::asio::io_context& loop, const std::string& line) {
        heard_.clear();
        send(line + "\n");
        return next_line(loop);
    }
    std::string next_line(boost::asio::io_context& loop) {
        if (!run_until(loop, [this] { return heard().find('\n') != std::string::npos; })) return "(nothing)";
        const std::size_t end = heard_.find('\n');
        const std::string line = heard_.substr(0, end);
        heard_.erase(0, end + 1);
        return line;
    }

private:
    explicit Host(int fd) : fd_(fd) {}
    static Host connected(int fd, const sockaddr* where, socklen_t size) {
        if (::connect(fd, where, size) != 0) {
            ::close(fd);
            return Host(-1);
        }
        ::fcntl(fd, F_SETFL, O_NONBLOCK);
        return Host(fd);
    }

    int fd_;
    std::string heard_;
    bool gone_ = false;
};

}  // namespace focus::sim
