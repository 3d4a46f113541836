// Connecting by TCP to one of several addresses: the next if one refuses, no further than its owner and its time allow.
#include "core/port/open_connection.h"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>
#include <gtest/gtest.h>
#include <optional>
#include <vector>

namespace focus {
namespace {

using asio::ip::tcp;
using namespace std::chrono_literals;

constexpr auto kLong = 2min;  // more than any machine needs

class OpenConnection : public testing::Test {
protected:
    tcp::acceptor listener(int queue) {
        tcp::acceptor acceptor(io);
        acceptor.open(tcp::v4());
        acceptor.bind({asio::ip::address_v4::loopback(), 0});
        acceptor.listen(queue);
        acceptor.non_blocking(true);
        return acceptor;
    }
    /// Lets nobody in and refuses nobody: who has taken the only place in its queue is never called.
    tcp::endpoint deaf() {
        first_.connect(deaf_.local_endpoint());
        return deaf_.local_endpoint();
    }
    /// Refuses everybody: bound, so that nobody else is given its port, but never listening.
    tcp::endpoint nobody() {
        bound_.emplace_back(io, tcp::endpoint(asio::ip::address_v4::loopback(), 0));
        return bound_.back().local_endpoint();
    }
    bool knocked() {
        error_code nothing;
        tcp::socket client(io);
        open_.accept(client, nothing);
        return !nothing;
    }
    void start(const std::vector<tcp::endpoint>& to, std::chrono::steady_clock::duration patience) {
        endpoints_ = tcp::resolver::results_type::create(to.begin(), to.end(), "host", "port");
        auto task = open_connection(socket, endpoints_, std::chrono::steady_clock::now() + patience);
        asio::co_spawn(io, std::move(task), [this](const std::exception_ptr&, error_code end) { outcome = end; });
    }

    asio::io_context io;
    tcp::socket socket{io};
    std::optional<error_code> outcome;
    tcp::acceptor open_ = listener(5);

private:
    tcp::acceptor deaf_ = listener(0);
    tcp::socket first_{io};
    std::vector<tcp::socket> bound_;
    tcp::resolver::results_type endpoints_;
};

TEST_F(OpenConnection, TakesTheNextIfOneRefuses) {
    start({nobody(), open_.local_endpoint()}, kLong);
    io.run();
    EXPECT_EQ(*outcome, error_code());
    EXPECT_EQ(socket.remote_endpoint(), open_.local_endpoint());
    EXPECT_TRUE(knocked());
}

TEST_F(OpenConnection, SaysWhyTheLastRefused) {
    start({nobody(), nobody()}, kLong);
    io.run();
    EXPECT_EQ(*outcome, asio::error::connection_refused);
}

TEST_F(OpenConnection, EndsWhenItsOwnerClosesTheSocket) {
    start({deaf(), open_.local_endpoint()}, kLong);
    while (!socket.is_open()) ASSERT_NE(io.run_one(), 0U);
    io.poll();
    ASSERT_FALSE(outcome);
    socket.close();
    io.run();
    EXPECT_EQ(*outcome, asio::error::operation_aborted);
    EXPECT_FALSE(knocked()) << "another address was tried for nobody";
}

TEST_F(OpenConnection, EndsWithItsTime) {
    start({deaf(), open_.local_endpoint()}, 50ms);
    io.run();
    EXPECT_EQ(*outcome, asio::error::timed_out);
    EXPECT_FALSE(socket.is_open());
    EXPECT_FALSE(knocked()) << "another address was tried too late";
}

}  // namespace
}  // namespace focus
