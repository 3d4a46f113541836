#include "hub/notify_systemd.h"

#include <boost/asio/io_context.hpp>
#include <cstring>
#include <gtest/gtest.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

namespace focus {
namespace {

/// The end that systemd holds.
class NotifySystemdTest : public testing::Test {
protected:
    NotifySystemdTest() {
        char folder[] = "/tmp/focuserlink-notify.XXXXXX";
        path_ = std::string(mkdtemp(folder)) + "/socket";
        socket_ = ::socket(AF_UNIX, SOCK_DGRAM | SOCK_NONBLOCK, 0);
        sockaddr_un address{};
        address.sun_family = AF_UNIX;
        std::strcpy(address.sun_path, path_.c_str());
        EXPECT_EQ(::bind(socket_, reinterpret_cast<sockaddr*>(&address), sizeof address), 0);
        setenv("NOTIFY_SOCKET", path_.c_str(), 1);
    }
    ~NotifySystemdTest() override {
        for (const char* name : {"NOTIFY_SOCKET", "WATCHDOG_USEC", "WATCHDOG_PID"}) unsetenv(name);
        ::close(socket_);
        ::unlink(path_.c_str());
        ::rmdir(path_.substr(0, path_.rfind('/')).c_str());
    }

    std::string received() const {
        char text[64];
        const ssize_t n = ::recv(socket_, text, sizeof text, 0);
        return n < 0 ? std::string() : std::string(text, static_cast<std::size_t>(n));
    }

    std::string path_;
    int socket_ = -1;
    boost::asio::io_context io_;
};

TEST_F(NotifySystemdTest, ReadyPingsWhileTheLoopTurnsThenStopping) {
    setenv("WATCHDOG_USEC", "2000", 1);
    setenv("WATCHDOG_PID", std::to_string(::getpid()).c_str(), 1);
    NotifySystemd notify(io_.get_executor());
    notify.ready();
    EXPECT_EQ(received(), "READY=1");
    EXPECT_EQ(received(), "") << "a ping without the loop";
    io_.run_one();
    EXPECT_EQ(received(), "WATCHDOG=1");
    io_.run_one();
    EXPECT_EQ(received(), "WATCHDOG=1");
    notify.stopping();
    io_.run();
    EXPECT_EQ(received(), "STOPPING=1");
    EXPECT_EQ(received(), "");
}

TEST_F(NotifySystemdTest, NobodyWatchesNobodyPings) {
    setenv("WATCHDOG_USEC", "2000", 1);
    setenv("WATCHDOG_PID", "1", 1);  // meant for another process
    NotifySystemd notify(io_.get_executor());
    notify.ready();
    EXPECT_EQ(received(), "READY=1");
    EXPECT_EQ(io_.run(), 0U);
}

TEST_F(NotifySystemdTest, WithoutSystemdNothingHappens) {
    unsetenv("NOTIFY_SOCKET");
    NotifySystemd notify(io_.get_executor());
    notify.ready();
    notify.stopping();
    EXPECT_EQ(io_.run(), 0U);
}

}  // namespace
}  // namespace focus
