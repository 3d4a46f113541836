// Slow, silent and many: what a server on one thread must bear without harm to the others.
#include <atomic>
#include <boost/asio/read.hpp>
#include <boost/asio/write.hpp>
#include <gtest/gtest.h>
#include <sched.h>
#include <sys/resource.h>
#include <unistd.h>

#include "tests/alpaca/echo.h"
#include "tests/support/log_of_test.h"

namespace focus {
namespace {

using namespace std::chrono_literals;

TEST(HttpServer, ClosesIdleClients) {
    HttpLimits limits;
    limits.idle = 100ms;
    Echo echo(limits);
    EXPECT_TRUE(HttpClient(echo.port).closed());
    // Between two requests too. On a slow machine it may be closed before the first.
    EXPECT_TRUE(eventually([&] {
        HttpClient client(echo.port);
        client.write(kGet);
        return client.read().status == 200 && client.closed();
    }));
    EXPECT_TRUE(eventually([&] { return echo.connections() == 0; }));
}

TEST(HttpServer, ClosesSlowSendersAndNobodyWhoWaits) {
    HttpLimits limits;
    limits.request = 200ms;
    limits.idle = 1h;
    Echo echo(limits);
    HttpClient slow(echo.port);
    slow.write("GET /a HT");
    HttpClient slow_body(echo.port);
    slow_body.write("PUT /a HTTP/1.1\r\nHost: h\r\nContent-Length: 5\r\n\r\nhel");
    HttpClient waiting(echo.port);  // an answer may take longer than any of the limits
    waiting.write("GET /later HTTP/1.1\r\nHost: h\r\n\r\n");
    EXPECT_EQ(slow.read().status, 408U);
    EXPECT_TRUE(slow.closed());
    EXPECT_EQ(slow_body.read().status, 408U);
    EXPECT_FALSE(waiting.closed(500ms));
    echo.release();
    EXPECT_EQ(waiting.read().body, "released");
}

/// The descriptors this process may have, changed for a while.
class Descriptors {
public:
    Descriptors() { ::getrlimit(RLIMIT_NOFILE, &before_); }
    ~Descriptors() { ::setrlimit(RLIMIT_NOFILE, &before_); }
    Descriptors(const Descriptors&) = delete;
    Descriptors& operator=(const Descriptors&) = delete;

    std::size_t allowed() const {
        rlimit now{};
        ::getrlimit(RLIMIT_NOFILE, &now);
        return static_cast<std::size_t>(now.rlim_cur);
    }
    void allow(std::size_t count) const {
        const rlimit fewer{count, before_.rlim_max};
        EXPECT_EQ(::setrlimit(RLIMIT_NOFILE, &fewer), 0);
    }
    /// The first that is free; all below are taken.
    static std::size_t next() {
        const int free = ::dup(0);
        ::close(free);
        return static_cast<std::size_t>(free);
    }

private:
    rlimit before_{};
};

TEST(HttpServer, ACrowdOfIdleClientsHarmsNobody) {
    HttpLimits limits;
    limits.connections = 1200;
    Echo echo(limits);
    // Both ends are ours here: Debian gives a process 1024 descriptors unless the system allows it more.
    const std::size_t count = std::min<std::size_t>(1000, (Descriptors().allowed() - 100) / 2);
    asio::io_context io;
    std::vector<asio::ip::tcp::socket> crowd;
    for (std::size_t i = 0; i < count; ++i) {
        crowd.emplace_back(io).connect({asio::ip::address_v4::loopback(), echo.port});
        if (i % 2 == 0) asio::write(crowd.back(), asio::buffer("GET /half", 9));
    }
    ASSERT_TRUE(eventually([&] { return echo.connections() == count; }));
    HttpClient client(echo.port);
    client.write(kGet);
    EXPECT_EQ(client.read().status, 200U);
    asio::write(crowd.front(), asio::buffer(std::string("way HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n")));
    std::string answer;
    error_code end;
    asio::read(crowd.front(), asio::dynamic_buffer(answer), end);
    EXPECT_TRUE(answer.ends_with("get /halfway   h ")) << answer;
    crowd.clear();
    EXPECT_TRUE(eventually([&] { return echo.connections() == 1; }));
}

TEST(HttpServer, LivesWhenItRunsOutOfDescriptors) {
    const LogOfTest log(spdlog::level::trace);
    Echo echo;
    HttpClient early(echo.port);
    early.write(kGet);
    EXPECT_EQ(early.read().status, 200U);
    auto waiting = std::make_unique<HttpClient>(echo.port);
    ASSERT_TRUE(eventually([&] { return echo.connections() == 2; }));
    const Descriptors descriptors;
    auto late = std::make_unique<HttpClient>();  // has its descriptor, and none is left for the server
    descriptors.allow(Descriptors::next());
    late->connect(echo.port);
    late->write(kGet);
    ASSERT_TRUE(eventually([&] { return log.warnings() == 1; }));
    early.write(kGet);
    EXPECT_EQ(early.read().status, 200U) << "who is there already notices nothing";
    ASSERT_TRUE(eventually([&] { return log.lines().size() >= 4; })) << "it tries again and again";
    EXPECT_EQ(log.warnings(), 1U) << "said once, not at every attempt";
    EXPECT_NE(log.lines().back().find("descriptors"), std::string::npos);
    waiting.reset();
    EXPECT_EQ(late->read().status, 200U) << "served as soon as somebody has left";
}

/// 200 descriptors and 170 clients who do nothing. In a process of its own: what a process has given up of its
/// descriptors it does not get back.
[[noreturn]] void serve_a_crowd_with_few_descriptors() {
    const rlimit few{200, 200};
    if (::setrlimit(RLIMIT_NOFILE, &few) != 0) ::_exit(2);
    const LogOfTest log;
    Echo echo;
    std::atomic<bool> turned_away = false;
    std::thread crowd([&, port = echo.port] {
        if (::unshare(CLONE_FILES) != 0) ::_exit(3);  // its sockets are not the server's descriptors
        asio::io_context io;
        std::vector<asio::ip::tcp::socket> clients;
        for (int i = 0; i < 170; ++i) clients.emplace_back(io).connect({asio::ip::address_v4::loopback(), port});
        std::string answer;
        error_code end;
        asio::read(clients.back(), asio::dynamic_buffer(answer), end);
        turned_away = answer.starts_with("HTTP/1.1 503");
        for (;;) ::pause();
    });
    if (!eventually([&] { return turned_away.load(); })) ::_exit(4);
    std::size_t spare = 0;
    while (::dup(0) >= 0) ++spare;
    if (spare < 32) ::_exit(5);
    ::_exit(log.lines().size() == 1 && log.lines()[0].find("clients are connected") != std::string::npos ? 0 : 6);
}

TEST(HttpServer, ACrowdLeavesDescriptorsForTheCable) {
    EXPECT_EXIT(serve_a_crowd_with_few_descriptors(), testing::ExitedWithCode(0), "");
}

TEST(HttpServer, TurnsAwayWhoIsTooMany) {
    HttpLimits limits;
    limits.connections = 2;
    Echo echo(limits);
    auto first = std::make_unique<HttpClient>(echo.port);
    HttpClient second(echo.port);
    ASSERT_TRUE(eventually([&] { return echo.connections() == 2; }));
    HttpClient third(echo.port);
    EXPECT_EQ(third.read().status, 503U);
    EXPECT_TRUE(third.closed());
    first.reset();
    ASSERT_TRUE(eventually([&] { return echo.connections() == 1; }));
    HttpClient fourth(echo.port);
    fourth.write(kGet);
    EXPECT_EQ(fourth.read().status, 200U);
}

}  // namespace
}  // namespace focus
