// Boards that boot slowly, cables that are pulled, ports that others hold: said in words, recovered without help.
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/write.hpp>
#include <fcntl.h>
#include <fstream>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include "core/port/byte_stream.h"
#include "core/port/port_fault.h"
#include "tests/core/serial_fixture.h"

namespace focus::test {
namespace {

struct Reconnect : SerialFixture {};

TEST_F(Reconnect, PatientWithABoardThatRebootsOnOpen) {
    int deaf = 7;  // lines
    device.on_line([&](const std::string& line) -> std::optional<std::string> {
        if (deaf > 0 && deaf-- > 0) return std::nullopt;
        return device.usual_answer(line);
    });
    patience.answer = milliseconds(100);
    start();
    EXPECT_EQ(state().link, Link::connecting);
    ASSERT_TRUE(until_link(Link::connected));
    EXPECT_EQ(state().position, Position(10000));
    EXPECT_GT(device.heard_lines("#").size(), 7U);
}

TEST_F(Reconnect, ResetOnConnectIsHarmlessWithoutTheLine) {
    start({.address = device.address(), .reset_on_connect = true});
    EXPECT_TRUE(until_link(Link::connected));
}

TEST_F(Reconnect, APulledCableIsNoticedAtOnceAndTakenUpAgain) {
    connect();
    device.unplug();
    ASSERT_TRUE(until_link(Link::disconnected));
    EXPECT_TRUE(state().fault);
    EXPECT_NE(state().fault_text, "");
    EXPECT_EQ(loop.get(focuser->halt()).error(), Error::disconnected);
    device.position = 4321;
    device.record = "80:1:500:0:20000:0:500:-3500:30:10:0";
    device.plug_in();
    ASSERT_TRUE(until_link(Link::connected));
    EXPECT_FALSE(state().fault);
    EXPECT_EQ(state().position, Position(4321));
    EXPECT_EQ((*state().settings)[Slot::maximum], 20000);
}

TEST_F(Reconnect, WaitingRequestsEndWithTheCable) {
    connect();
    device.set_mute(true);
    const auto read = loop.begin(focuser->settings());
    const auto move = loop.begin(focuser->move_to(Position(5)));
    device.unplug();
    ASSERT_TRUE(loop.until([&] { return read->has_value() && move->has_value(); }));
    EXPECT_TRUE((*read)->has_error());
    EXPECT_TRUE((*move)->has_error());
}

// What the program waits in the field, added up: a lost device is noticed within two seconds.
TEST(SerialPatience, AMuteDeviceIsNoticedWithinTwoSeconds) {
    const SerialOptions usual;
    EXPECT_LE(usual.idle_period + usual.patience.silence + std::max(usual.patience.answer, usual.patience.saving),
              seconds(2));
}

TEST_F(Reconnect, AMuteDeviceIsNoticed) {
    patience.answer = milliseconds(50);
    patience.silence = milliseconds(200);
    connect();
    device.set_mute(true);
    ASSERT_TRUE(until_link(Link::disconnected));
    EXPECT_EQ(state().fault, Error::timeout);
    device.set_mute(false);
    EXPECT_TRUE(until_link(Link::connected));
}

TEST_F(Reconnect, AMuteDeviceIsNoticedWhileMovesArePouringIn) {
    patience.answer = milliseconds(50);
    patience.silence = milliseconds(200);
    connect();
    device.set_mute(true);
    std::vector<Loop::Pending<void>> moves;
    int target = 0;
    ASSERT_TRUE(loop.until([&] {
        if (moves.empty() || moves.back()->has_value()) {
            moves.push_back(loop.begin(focuser->move_to(Position(++target))));
        }
        return state().link == Link::disconnected;
    }));
}

TEST_F(Reconnect, AMoveUnderWayIsFoundAgain) {
    connect();
    ASSERT_TRUE(loop.get(focuser->move_to(Position(12000))));
    device.unplug();
    ASSERT_TRUE(until_link(Link::disconnected));
    device.plug_in();
    ASSERT_TRUE(until_link(Link::connected));
    EXPECT_TRUE(state().commanded);
    EXPECT_EQ(state().target, Position(12000));
    device.arrive();
    EXPECT_TRUE(loop.until([&] { return !state().commanded; }));
}

TEST_F(Reconnect, AnotherDeviceIsNamed) {
    device.identity = "FilterWheel:2";
    start();
    ASSERT_TRUE(until_link(Link::disconnected));
    EXPECT_EQ(state().fault, Error::unsupported);
    EXPECT_NE(state().fault_text.find("not a FocuserLink"), std::string::npos) << state().fault_text;
    EXPECT_NE(state().fault_text.find("FilterWheel:2"), std::string::npos) << state().fault_text;
    EXPECT_EQ(loop.get(focuser->wait_connected(milliseconds(1))).error(), Error::unsupported);
    device.identity = "FocuserLink";
    EXPECT_TRUE(until_link(Link::connected));
}

TEST_F(Reconnect, APortInUseIsBusyAndTakenWhenFree) {
    auto first = std::make_unique<SerialFocuser>(loop.context.get_executor(),
                                                 SerialOptions{.address = device.address(), .patience = patience});
    first->start();
    ASSERT_TRUE(loop.get(first->wait_connected(seconds(60))));
    start();
    ASSERT_TRUE(until_link(Link::disconnected));
    EXPECT_EQ(state().fault, Error::busy);
    EXPECT_NE(state().fault_text.find("in use by"), std::string::npos) << state().fault_text;
    first.reset();
    EXPECT_TRUE(until_link(Link::connected));
}

TEST_F(Reconnect, TcpWorksLikeACable) {
    using asio::ip::tcp;
    tcp::acceptor acceptor(loop.context, tcp::endpoint(asio::ip::address_v4::loopback(), 0));
    tcp::socket peer(loop.context);
    std::string received(256, '\0');
    std::function<void()> serve = [&] {
        peer.async_read_some(asio::buffer(received), [&](error_code error, std::size_t count) {
            if (error) return;
            const std::string line = received.substr(0, count - 1);
            asio::write(peer, asio::buffer(*device.usual_answer(line) + "\n"));
            serve();
        });
    };
    const auto accept = [&] {
        acceptor.async_accept([&](error_code error, tcp::socket socket) {
            peer = std::move(socket);
            if (!error) serve();
        });
    };
    accept();
    start({.address = "tcp:127.0.0.1:" + std::to_string(acceptor.local_endpoint().port())});
    ASSERT_TRUE(until_link(Link::connected));
    peer.close();
    ASSERT_TRUE(until_link(Link::disconnected));
    accept();
    EXPECT_TRUE(until_link(Link::connected));
    focuser.reset();
}

TEST(PortFault, EveryFaultSaysWhatToDo) {
    namespace errc = boost::system::errc;
    const std::string address = "serial:/dev/ttyUSB7";
    const auto contains = [&](error_code fault, const std::string& words) {
        const std::string text = explain_fault(address, fault, "dialout");
        EXPECT_NE(text.find(words), std::string::npos) << text;
    };
    contains(make_error_code(errc::permission_denied), "sudo usermod -aG dialout $USER");
    contains(make_error_code(errc::no_such_file_or_directory), "There is no port /dev/ttyUSB7");
    contains(make_error_code(errc::inappropriate_io_control_operation), "not a serial port");
    contains(make_error_code(errc::io_error), "cable");
    contains(Error::busy, "in use by");
    contains(Error::timeout, "power");
    contains(Error::out_of_range, "serial:PORT");
    contains(error_code(EACCES, boost::system::system_category()), "dialout");
}

TEST(PortFault, NamesTheProgramThatHasThePort) {
    const std::string path = std::filesystem::temp_directory_path() / ("held-" + std::to_string(::getpid()));
    const std::string script = ": >" + path + "; exec 3<" + path + "; echo ready; exec sleep 60";
    FILE* other = ::popen(script.c_str(), "r");
    ASSERT_TRUE(other);
    char ready[16];
    ASSERT_TRUE(std::fgets(ready, sizeof ready, other));
    const auto holder = port_holder(path);
    const std::string text = explain_fault("serial:" + path, Error::busy);
    if (holder) ::kill(holder->pid, SIGKILL);
    ::pclose(other);
    std::filesystem::remove(path);
    ASSERT_TRUE(holder);
    EXPECT_TRUE(holder->name == "sh" || holder->name == "sleep") << holder->name;
    EXPECT_NE(text.find("process " + std::to_string(holder->pid)), std::string::npos) << text;
}

/// A process that makes a pseudo terminal if `path` is empty, opens its near end, says where it is, and waits.
pid_t holder_of(std::string& path) {
    int ends[2] = {};
    EXPECT_EQ(::pipe(ends), 0);
    const pid_t child = ::fork();
    if (child == 0) {
        if (path.empty()) {
            const int far = ::posix_openpt(O_RDWR | O_NOCTTY);
            if (far < 0 || ::grantpt(far) != 0 || ::unlockpt(far) != 0) ::_exit(1);
            path = ::ptsname(far);
        }
        if (::open(path.c_str(), O_RDWR | O_NOCTTY) < 0) ::_exit(1);
        if (::write(ends[1], path.data(), path.size()) < 0) ::_exit(1);
        for (;;) ::pause();
    }
    ::close(ends[1]);
    char text[64] = {};
    EXPECT_GT(::read(ends[0], text, sizeof text - 1), 0);
    ::close(ends[0]);
    path = text;
    return child;
}

TEST(PortFault, TheFarEndOfAPseudoTerminalIsTheDeviceAndNotItsUser) {
    std::string path;
    const pid_t device = holder_of(path);
    EXPECT_FALSE(port_holder(path));
    const pid_t user = holder_of(path);
    const auto holder = port_holder(path);
    for (const pid_t child : {user, device}) {
        ::kill(child, SIGKILL);
        ::waitpid(child, nullptr, 0);
    }
    ASSERT_TRUE(holder);
    EXPECT_EQ(holder->pid, user);
}

// The hub of the whole computer is such a program.
TEST(PortFault, AHolderWhomThisUserCannotSeeIsAnotherUsers) {
    int ends[2] = {};
    ASSERT_EQ(::pipe(ends), 0);
    const pid_t child = ::fork();
    if (child == 0) {
        constexpr uid_t kNobody = 65534;
        if (::geteuid() == 0 && ::setuid(kNobody) != 0) ::_exit(1);
        const std::string text = explain_fault("serial:/no/such/port", Error::busy);
        ::_exit(::write(ends[1], text.data(), text.size()) < 0 ? 1 : 0);
    }
    ::close(ends[1]);
    char text[512] = {};
    EXPECT_GT(::read(ends[0], text, sizeof text - 1), 0);
    ::close(ends[0]);
    ::waitpid(child, nullptr, 0);
    EXPECT_NE(std::string(text).find("perhaps of another user: the hub of the whole computer"), std::string::npos)
        << text;
    EXPECT_NE(std::string(text).find("systemctl status focuserlinkd"), std::string::npos) << text;
}

TEST(PortFault, WhatThisProgramHasItselfIsSaid) {
    const std::string path = std::filesystem::temp_directory_path() / ("own-" + std::to_string(::getpid()));
    const std::ofstream ours(path);
    const std::string text = explain_fault("serial:" + path, Error::busy);
    std::filesystem::remove(path);
    EXPECT_NE(text.find("in use by this very program"), std::string::npos) << text;
}

TEST(PortFault, HolderOfAPortNobodyHasIsEmpty) { EXPECT_FALSE(port_holder("/no/such/port")); }

TEST(ByteStream, AddressesAndPortsThatAreNone) {
    Loop loop;
    const auto error = [&](std::string address) {
        return loop.get(open_stream({.address = std::move(address)})).error();
    };
    EXPECT_EQ(error("ttyUSB0"), Error::out_of_range);
    EXPECT_EQ(error("serial:"), Error::out_of_range);
    EXPECT_EQ(error("tcp:host"), Error::out_of_range);
    EXPECT_EQ(error("tcp::4000"), Error::out_of_range);
    EXPECT_EQ(error("serial:/no/such/port"), boost::system::errc::no_such_file_or_directory);
    EXPECT_EQ(error("serial:/dev/null"), boost::system::errc::inappropriate_io_control_operation);
}

}  // namespace
}  // namespace focus::test
