// Finding a hub: real datagrams on this machine, on a port of the moment.
#include "alpaca/discovery/discovery.h"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/udp.hpp>
#include <boost/asio/use_future.hpp>
#include <gtest/gtest.h>

namespace focus {
namespace {

using namespace std::chrono_literals;
using asio::ip::udp;

class Discovery : public testing::Test {
protected:
    void start(DiscoveryOptions options) {
        options.port = 0;
        options.alpaca_port = 4321;
        server_ = std::make_unique<DiscoveryServer>(io_.get_executor(), options);
        ASSERT_TRUE(server_->start());
    }

    /// The answer to `question` sent to `target`, empty if there is none before the answer to a good question that is
    /// sent after it; `from` is who answered.
    std::string ask(const std::string& question, const std::string& target, udp::endpoint* from = nullptr) {
        const udp::endpoint to(asio::ip::make_address(target), server_->port());
        udp::socket socket(io_, udp::endpoint(to.protocol(), 0));
        socket.set_option(udp::socket::broadcast(true));
        socket.send_to(asio::buffer(question), to);
        std::string text(256, '\0');
        std::string answer;
        udp::endpoint sender;
        socket.async_receive_from(asio::buffer(text), sender, [&](const error_code& ec, std::size_t size) {
            if (!ec) answer = text.substr(0, size);
        });
        io_.restart();
        const auto limit = std::chrono::steady_clock::now() + (answers_expected_ ? 60s : 50ms);
        while (answer.empty() && std::chrono::steady_clock::now() < limit) io_.run_one_for(10ms);
        socket.close();
        io_.restart();
        io_.poll();
        if (from) *from = sender;
        return answer;
    }

    asio::io_context io_;
    std::unique_ptr<DiscoveryServer> server_;
    bool answers_expected_ = true;
};

const std::string kAnswer = R"({"AlpacaPort":4321})";

TEST_F(Discovery, AnswersOnIpv4AndIpv6) {
    start({});
    udp::endpoint from;
    EXPECT_EQ(ask("alpacadiscovery1", "127.0.0.1", &from), kAnswer);
    EXPECT_EQ(from.address().to_string(), "127.0.0.1");
    EXPECT_EQ(ask("alpacadiscovery1", "127.255.255.255"), kAnswer) << "local clients rely on it";
    EXPECT_EQ(ask("alpacadiscovery1", "127.0.0.7", &from), kAnswer);
    EXPECT_EQ(from.address().to_string(), "127.0.0.7") << "from the address that was asked";
    EXPECT_EQ(ask("alpacadiscovery1", "::1"), kAnswer);
}

TEST_F(Discovery, TakesWhatFollowsAndNothingElse) {
    start({});
    EXPECT_EQ(ask("alpacadiscovery1 and more", "127.0.0.1"), kAnswer);
    EXPECT_EQ(ask("alpacadiscovery1" + std::string(48, 'x'), "127.0.0.1"), kAnswer);
    answers_expected_ = false;
    for (const std::string& wrong :
         {std::string("alpacadiscovery"), std::string("alpacadiscovery2"), std::string("Alpacadiscovery1"),
          std::string(), std::string(64, 'x'), "alpacadiscovery1" + std::string(49, 'x')}) {
        EXPECT_EQ(ask(wrong, "127.0.0.1"), "") << wrong;
    }
    answers_expected_ = true;
    EXPECT_EQ(ask("alpacadiscovery1", "127.0.0.1"), kAnswer) << "and is still there";
}

TEST_F(Discovery, SharesItsPortWithOthers) {
    start({});
    DiscoveryOptions same;
    same.port = server_->port();
    DiscoveryServer second(io_.get_executor(), same);
    EXPECT_TRUE(second.start());
}

TEST_F(Discovery, FindsAHubOnThisMachineThatListensOnLoopbackOnly) {
    DiscoveryOptions options;
    options.this_machine_only = true;
    start(options);
    std::vector<std::string> hubs;
    for (auto patience = 300ms; patience < 30s && hubs.empty(); patience *= 3) {  // a slow machine is given longer
        auto search = asio::co_spawn(io_, discover(patience, server_->port()), asio::use_future);
        io_.restart();
        while (search.wait_for(0s) != std::future_status::ready) ASSERT_NE(io_.run_one(), 0U);
        hubs = search.get();
    }
    ASSERT_FALSE(hubs.empty());
    EXPECT_EQ(std::count(hubs.begin(), hubs.end(), "127.0.0.1:4321"), 1);
    for (const std::string& hub : hubs) EXPECT_TRUE(hub == "127.0.0.1:4321" || hub == "[::1]:4321") << hub;
}

TEST_F(Discovery, ASearchWithoutHubsFindsNone) {
    udp::socket taken(io_, udp::endpoint(udp::v4(), 0));  // a port where nobody answers
    auto search = asio::co_spawn(io_, discover(50ms, taken.local_endpoint().port()), asio::use_future);
    io_.restart();
    while (search.wait_for(0s) != std::future_status::ready) ASSERT_NE(io_.run_one(), 0U);
    EXPECT_TRUE(search.get().empty());
}

}  // namespace
}  // namespace focus
