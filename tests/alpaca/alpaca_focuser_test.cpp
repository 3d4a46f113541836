// AlpacaFocuser against a real AlpacaServer on loopback, both on one loop, in front of a ScriptedFocuser.
#include "alpaca/client/alpaca_focuser.h"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/write.hpp>
#include <gmock/gmock.h>

#include "alpaca/open_focuser.h"
#include "alpaca/server/alpaca_server.h"
#include "tests/support/scripted_focuser.h"

namespace focus {
namespace {

using namespace std::chrono_literals;
using testing::Contains;
using testing::HasSubstr;
using tcp = asio::ip::tcp;

class AlpacaFocuserTest : public testing::Test {
protected:
    AlpacaFocuserTest() : device_(std::make_shared<ScriptedFocuser>(io_.get_executor())) {
        device_->set([](FocuserState& s) { s.extended.emplace(); });
    }

    void serve(unsigned short port = 0, const std::string& user = "", const std::string& password = "") {
        AlpacaOptions options;
        options.listen = {"127.0.0.1"};
        options.port = port;
        options.discovery_port = 0;
        options.user = user;
        options.password = password;
        server_ = std::make_unique<AlpacaServer>(io_.get_executor(), options);
        server_->add({device_, "FocuserLink", "a", "b"});
        ASSERT_TRUE(server_->start()) << server_->failure();
        port_ = server_->port();
    }
    void stop_serving() {
        bool stopped = false;
        asio::co_spawn(io_, server_->stop(), [&](const std::exception_ptr&) { stopped = true; });
        ASSERT_TRUE(until([&] { return stopped; }));
        server_.reset();
    }

    /// Turns the loop until the condition holds.
    template <class Condition>
    bool until(Condition condition) {
        const auto deadline = Clock::now() + 60s;
        while (!condition()) {
            if (Clock::now() > deadline) return false;
            io_.restart();
            io_.run_one_until(deadline);
        }
        return true;
    }
    template <class T>
    Result<T> run(Task<T> task) {
        std::optional<Result<T>> result;
        begin(std::move(task), result);
        EXPECT_TRUE(until([&] { return result.has_value(); }));
        return result ? std::move(*result) : Result<T>(Error::timeout);
    }
    template <class T>
    void begin(Task<T> task, std::optional<Result<T>>& result) {
        asio::co_spawn(io_, hand_over(std::move(task), result),
                       [](const std::exception_ptr& thrown) { EXPECT_FALSE(thrown); });
    }
    template <class T>
    static asio::awaitable<void> hand_over(Task<T> task, std::optional<Result<T>>& result) {
        result = co_await std::move(task);
    }

    void open(const std::string& credentials = "") {
        const auto address =
            AlpacaAddress::parse("alpaca://" + credentials + "127.0.0.1:" + std::to_string(port_) + "/0");
        ASSERT_TRUE(address);
        focuser_ = std::make_unique<AlpacaFocuser>(io_.get_executor(), *address);
        focuser_->start();
    }
    bool connected() {
        return until([&] { return focuser_->state().link == Link::connected; });
    }
    bool faulty() {
        return until([&] { return focuser_->state().link == Link::disconnected && focuser_->state().fault; });
    }
    bool moved_to(int position) {
        return std::count(device_->calls.begin(), device_->calls.end(), "move " + std::to_string(position)) > 0;
    }

    asio::io_context io_;
    std::shared_ptr<ScriptedFocuser> device_;
    std::unique_ptr<AlpacaServer> server_;
    std::unique_ptr<AlpacaFocuser> focuser_;
    unsigned short port_ = 0;
};

TEST_F(AlpacaFocuserTest, ShowsWhatTheHubShows) {
    serve();
    open();
    ASSERT_TRUE(connected());
    const FocuserState& state = focuser_->state();
    EXPECT_EQ(state.address, "alpaca://127.0.0.1:" + std::to_string(port_) + "/0");
    EXPECT_EQ(state.position, Position(1000));
    EXPECT_FALSE(state.moving || state.commanded);
    ASSERT_TRUE(state.sensor);
    EXPECT_DOUBLE_EQ(state.sensor->temperature, 12.34);
    ASSERT_TRUE(state.settings);
    EXPECT_EQ((*state.settings)[Slot::coefficient], -2000);
    EXPECT_EQ(state.compensation, Compensation::manual);
    EXPECT_EQ(state.identity, "FocuserLink:open:0.1.0");
    EXPECT_EQ(state.firmware, "0.1.0");
    EXPECT_EQ(state.buttons_enabled, true);
    EXPECT_TRUE(state.extended);
    EXPECT_EQ(state.fault_text, "");
    device_->set([](FocuserState& s) { s.sensor.reset(); });
    EXPECT_TRUE(until([&] { return !state.sensor; }));
    EXPECT_TRUE(device_->calls.empty()) << "polling is answered from the hub's snapshot";
}

TEST_F(AlpacaFocuserTest, CommandedFromAcceptanceToArrival) {
    serve();
    open();
    ASSERT_TRUE(connected());
    bool fell = false;
    const auto watch = focuser_->on_change([&](const FocuserState& s) { fell = fell || !s.commanded; });
    ASSERT_TRUE(run(focuser_->move_to(Position(5000))));
    EXPECT_TRUE(focuser_->state().commanded);
    EXPECT_EQ(focuser_->state().target, Position(5000));
    fell = false;
    device_->set([](FocuserState& s) { s.position = Position(2000); });
    ASSERT_TRUE(until([&] { return focuser_->state().position == Position(2000); }));
    EXPECT_TRUE(focuser_->state().moving);
    EXPECT_FALSE(fell);
    device_->arrive();
    ASSERT_TRUE(until([&] { return !focuser_->state().commanded; }));
    EXPECT_EQ(focuser_->state().position, Position(5000));
    // A second one, at once, with the poll anywhere.
    for (int target = 5001; target < 5040; ++target) {
        ASSERT_TRUE(run(focuser_->move_to(Position(target))));
        ASSERT_TRUE(focuser_->state().commanded);
        device_->arrive();
        ASSERT_TRUE(until([&] { return !focuser_->state().commanded; }));
        ASSERT_EQ(focuser_->state().position, Position(target));
    }
}

TEST_F(AlpacaFocuserTest, AnotherClientsMoveIsCommandedCompensationIsNot) {
    serve();
    open();
    ASSERT_TRUE(connected());
    device_->set([](FocuserState& s) { s.to_go = Steps(9), s.target = Position(1009), s.moving = s.commanded = true; });
    EXPECT_TRUE(until([&] { return focuser_->state().commanded; }));
    device_->arrive();
    EXPECT_TRUE(until([&] { return !focuser_->state().moving; }));
    EXPECT_FALSE(focuser_->state().commanded);
    device_->set([](FocuserState& s) { s.to_go = Steps(9), s.target = Position(1018), s.moving = true; });
    EXPECT_TRUE(until([&] { return focuser_->state().moving; }));
    EXPECT_FALSE(focuser_->state().commanded);
}

TEST_F(AlpacaFocuserTest, HaltWaitsForNothingAndDropsMoves) {
    serve();
    open();
    ASSERT_TRUE(connected());
    device_->hold();
    std::optional<Result<void>> first, second, halted;
    begin(focuser_->move_to(Position(2000)), first);
    ASSERT_TRUE(until([&] { return moved_to(2000); }));
    begin(focuser_->move_to(Position(3000)), second);
    begin(focuser_->halt(), halted);
    ASSERT_TRUE(until([&] { return device_->calls.back() == "halt"; })) << "it waited behind the move";
    EXPECT_FALSE(first);
    device_->release();
    ASSERT_TRUE(until([&] { return first && second && halted; }));
    EXPECT_TRUE(*halted);
    EXPECT_EQ(second->error(), Error::cancelled);
    EXPECT_FALSE(moved_to(3000));
}

TEST_F(AlpacaFocuserTest, EverythingElse) {
    serve();
    open();
    ASSERT_TRUE(connected());
    ASSERT_TRUE(run(focuser_->set_compensation(true)));
    EXPECT_EQ(device_->state().compensation, Compensation::automatic);
    ASSERT_TRUE(run(focuser_->sync(Position(77))));
    EXPECT_THAT(device_->calls, Contains("command P:77"));
    device_->answers["S:20"] = "S";
    EXPECT_EQ(run(focuser_->command("S:20")).value(), "S");
    device_->answers["Z&=%+"] = "!:unknown";
    EXPECT_EQ(run(focuser_->command("Z&=%+")).value(), "!:unknown");
    EXPECT_EQ(run(focuser_->command("a\nb")).error(), Error::out_of_range);
    EXPECT_EQ(run(focuser_->command(std::string(79, 'a'))).error(), Error::out_of_range);
    EXPECT_EQ(run(focuser_->command("H")).value(), "H");

    DeviceSettings settings = run(focuser_->settings()).value();
    settings.set(Slot::speed, 300);
    ASSERT_TRUE(run(focuser_->apply(settings)));
    EXPECT_EQ((*device_->state().settings)[Slot::speed], 300);
    EXPECT_THAT(device_->calls, Not(Contains(HasSubstr("command U")))) << "the hub changes what differs, in one turn";
    settings.set(Slot::speed, 3);
    EXPECT_EQ(run(focuser_->apply(settings)).error(), Error::out_of_range);
    device_->failure = Error::busy;
    EXPECT_EQ(run(focuser_->sync(Position(5))).error(), Error::busy);
}

TEST_F(AlpacaFocuserTest, TheModeMayBeChosenBeforeTheCoefficient) {
    device_->set([](FocuserState& s) { s.settings->set(Slot::coefficient, 0); });
    device_->answers["u"] = "u:400:3:500:0:28800:0:500:0:30:10:0";
    serve();
    open();
    ASSERT_TRUE(connected());
    ASSERT_TRUE(run(focuser_->set_compensation(true))) << "as it is on a cable";
    EXPECT_TRUE(device_->state().settings->automatic());
}

TEST_F(AlpacaFocuserTest, AFaultOfTheCableIsToldInTheHubsWords) {
    serve();
    open();
    ASSERT_TRUE(connected());
    device_->fresh = false;
    device_->failure = Error::disconnected;
    device_->set([](FocuserState& s) {
        s.link = Link::disconnected;
        s.fault = Error::disconnected;
        s.fault_text = "The cable was pulled.";
    });
    ASSERT_TRUE(until([&] { return focuser_->state().fault_text.find("The cable was pulled.") != std::string::npos; }));
    EXPECT_EQ(focuser_->state().link, Link::disconnected);
    EXPECT_EQ(run(focuser_->move_to(Position(1))).error(), Error::disconnected);
    device_->fresh = true;
    device_->failure = {};
    device_->set([](FocuserState& s) { s.link = Link::connected, s.fault = {}, s.fault_text.clear(); });
    EXPECT_TRUE(connected());
    EXPECT_EQ(focuser_->state().fault_text, "");
}

TEST_F(AlpacaFocuserTest, FindsTheHubAgain) {
    serve();
    const unsigned short port = port_;
    open();
    ASSERT_TRUE(connected());
    stop_serving();
    ASSERT_TRUE(
        until([&] { return focuser_->state().fault_text.find("No hub runs at 127.0.0.1") != std::string::npos; }));
    EXPECT_EQ(focuser_->state().fault, asio::error::connection_refused);
    serve(port);
    EXPECT_TRUE(connected());
    EXPECT_TRUE(run(focuser_->move_to(Position(5))));
}

TEST_F(AlpacaFocuserTest, Credentials) {
    serve(0, "me", "p@ss");
    open();
    ASSERT_TRUE(faulty());
    EXPECT_THAT(focuser_->state().fault_text, HasSubstr("asks for a user and a password"));
    open("me:p%40ss@");
    EXPECT_TRUE(connected());
    EXPECT_EQ(focuser_->state().address.find("p@ss"), std::string::npos);
}

TEST_F(AlpacaFocuserTest, GoneWhileAsking) {
    serve();
    open();
    ASSERT_TRUE(connected());
    device_->hold();
    std::optional<Result<void>> moved;
    begin(focuser_->move_to(Position(2000)), moved);
    ASSERT_TRUE(until([&] { return moved_to(2000); }));
    focuser_.reset();
    ASSERT_TRUE(until([&] { return moved.has_value(); }));
    EXPECT_FALSE(*moved);
    device_->release();
}

TEST_F(AlpacaFocuserTest, BelievesNothing) {
    const std::string head = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: ";
    const std::string huge(80 * 1024, ' ');
    for (const std::string& said : {std::string("SSH-2.0-OpenSSH\r\n\r\n"), head + "2\r\n\r\n[]",
                                    head + "5\r\n\r\n{\"a\":", head + "20\r\n\r\n{\"ErrorNumber\":\"0\"} ",
                                    head + std::to_string(huge.size()) + "\r\n\r\n" + huge,
                                    std::string("HTTP/1.1 400 Bad\r\nContent-Length: 4\r\n\r\nno\n\x01")}) {
        tcp::acceptor acceptor(io_, tcp::endpoint(asio::ip::address_v4::loopback(), 0));
        port_ = acceptor.local_endpoint().port();
        tcp::socket peer(io_);
        acceptor.async_accept(peer, [&](const error_code& bad) {
            if (!bad) asio::async_write(peer, asio::buffer(said), [](const error_code&, std::size_t) {});
        });
        open();
        ASSERT_TRUE(faulty()) << said.substr(0, 80);
        EXPECT_NE(focuser_->state().fault_text, "") << said.substr(0, 80);
        EXPECT_EQ(focuser_->state().fault_text.find('\x01'), std::string::npos);
        focuser_.reset();
    }
}

TEST_F(AlpacaFocuserTest, OpenFocuserKnowsEveryKindOfAddress) {
    serve();
    const std::string address = "http://127.0.0.1:" + std::to_string(port_) + "/0";
    const auto open_hub = run(open_focuser(address, 60s));
    ASSERT_TRUE(open_hub);
    EXPECT_EQ((*open_hub)->state().position, Position(1000));
    for (const char* wrong : {"", "serial:", "tcp:", "tcp:4000", "ttyUSB0", "alpaca://:1/0"}) {
        EXPECT_EQ(make_focuser(io_.get_executor(), wrong).error(), Error::out_of_range) << wrong;
    }
    for (const char* cable : {"serial:/dev/nowhere", "/dev/nowhere", "com77"})
        EXPECT_TRUE(make_focuser(io_.get_executor(), cable));
    // It goes on trying for as long as it may; a slow machine is given longer.
    error_code missing;
    for (auto patience = 300ms; patience < 30s && missing != Error::unsupported; patience *= 3) {
        missing = run(open_focuser("http://127.0.0.1:" + std::to_string(port_) + "/7", patience)).error();
    }
    EXPECT_EQ(missing, Error::unsupported);
}

}  // namespace
}  // namespace focus
