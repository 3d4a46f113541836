#include "simulator/sim_server.h"

#include <gmock/gmock.h>

#include "device/wire/extended.h"
#include "tests/simulator/host.h"

namespace focus::sim {
namespace {

using testing::HasSubstr;
using testing::StartsWith;

class SimServerTest : public testing::Test {
protected:
    SimServerTest() {
        options_.say = [this](const std::string& line) { said_.push_back(line); };
    }

    void start() {
        server_ = std::make_unique<SimServer>(loop_.get_executor(), options_);
        ASSERT_EQ(server_->start(), "");
    }
    std::string start_error() {
        SimServer server(loop_.get_executor(), options_);
        return server.start();
    }
    Host open_pty() { return Host::pty(server_->pty_path()); }
    Host open_tcp() { return Host::tcp(server_->tcp_port()); }
    bool until(const std::function<bool()>& so) { return run_until(loop_, so); }
    std::string command(const std::string& line) { return server_->command(line); }
    /// POS and TOGO of a `q` answer.
    static std::pair<int, int> progress(const std::string& answer) {
        std::pair<int, int> result{-1, -1};
        EXPECT_EQ(std::sscanf(answer.c_str(), "q:%d:%d:", &result.first, &result.second), 2) << answer;
        return result;
    }
    wire::ExtendedStatus extended(Host& host) {
        const std::string line = host.ask(loop_, "x");
        wire::ExtendedStatus status;
        EXPECT_TRUE(wire::parse_extended({line.data(), static_cast<unsigned>(line.size())}, status)) << line;
        return status;
    }

    boost::asio::io_context loop_;
    Folder folder_;
    SimOptions options_;
    std::vector<std::string> said_;
    std::unique_ptr<SimServer> server_;
};

TEST_F(SimServerTest, AnswersOnThePtyAndThroughItsLink) {
    options_.link = folder_ / "focuser";
    start();
    EXPECT_EQ(said_.front(), "pty " + server_->pty_path());
    EXPECT_EQ(std::filesystem::read_symlink(options_.link), server_->pty_path());
    for (int i = 0; i < 3; ++i) {
        Host host = Host::pty(options_.link);
        EXPECT_THAT(host.ask(loop_, "#"), StartsWith("#:FocuserLink:open:"));
    }
    server_.reset();
    EXPECT_FALSE(std::filesystem::exists(std::filesystem::symlink_status(options_.link)));
}

TEST_F(SimServerTest, ALinkReplacesALinkButNothingElse) {
    options_.link = folder_ / "focuser";
    std::filesystem::create_symlink("/nowhere", options_.link);
    start();
    EXPECT_EQ(std::filesystem::read_symlink(options_.link), server_->pty_path());
    // Somebody else's link is not removed at the end.
    std::filesystem::remove(options_.link);
    std::filesystem::create_symlink("/elsewhere", options_.link);
    server_.reset();
    EXPECT_EQ(std::filesystem::read_symlink(options_.link), "/elsewhere");
    std::filesystem::remove(options_.link);
    std::filesystem::create_directory(options_.link);
    EXPECT_THAT(start_error(), HasSubstr("exists and is not a link"));
}

TEST_F(SimServerTest, AnswersOnTcpOneHostAtATime) {
    options_.pty = false;
    options_.tcp_port = 0;
    start();
    ASSERT_NE(server_->tcp_port(), 0);
    EXPECT_EQ(said_.front(), "tcp " + std::to_string(server_->tcp_port()));
    {
        Host host = open_tcp();
        EXPECT_THAT(host.ask(loop_, "p"), StartsWith("p:0"));
        Host second = open_tcp();
        ASSERT_TRUE(second.open());
        EXPECT_TRUE(until([&] { return second.gone(); }));
        EXPECT_THAT(host.ask(loop_, "p"), StartsWith("p:0"));
    }
    Host next = open_tcp();
    EXPECT_THAT(next.ask(loop_, "p"), StartsWith("p:0"));
    options_.tcp_port = server_->tcp_port();
    EXPECT_THAT(start_error(), HasSubstr("cannot listen on TCP port"));
}

TEST_F(SimServerTest, AnswersGoToTheEndThatAsked) {
    options_.tcp_port = 0;
    start();
    Host pty = open_pty();
    Host tcp = open_tcp();
    EXPECT_EQ(pty.ask(loop_, "p"), "p:0");
    EXPECT_EQ(tcp.ask(loop_, "i"), "i:0");
    EXPECT_EQ(pty.ask(loop_, "f"), "f:1");
    EXPECT_EQ(pty.heard(), "");
    EXPECT_EQ(tcp.heard(), "");
}

TEST_F(SimServerTest, TimePassesAtTheSpeedFactor) {
    options_.speed = 1000;
    const auto begin = std::chrono::steady_clock::now();
    start();
    Host host = open_pty();
    const Tick before = server_->device().time();
    EXPECT_EQ(host.ask(loop_, "R:0:20000"), "R");
    EXPECT_TRUE(until([&] { return progress(host.ask(loop_, "q")) == std::pair(20000, 0); }));
    const auto real = std::chrono::steady_clock::now() - begin;
    const Tick passed = server_->device().time() - before;
    EXPECT_GT(passed, seconds(40));  // 20000 steps at 500 a second
    EXPECT_LT(static_cast<double>(passed) / kTicksPerSecond, 1000 * std::chrono::duration<double>(real).count() + 100);
    EXPECT_EQ(server_->device().board().broken_promise(), "");
    EXPECT_EQ(server_->device().board().rotor().slips(), 0U);
    EXPECT_EQ(command("speed 2"), "ok");
    EXPECT_THAT(command("speed 0"), StartsWith("error: "));
}

TEST_F(SimServerTest, SilenceSlowAndLateAnswers) {
    start();
    Host host = open_pty();
    EXPECT_EQ(command("silence on"), "ok");
    host.send("p\n");
    EXPECT_EQ(command("lines on"), "ok");
    host.send("i\n");
    EXPECT_TRUE(until([&] { return !said_.empty() && said_.back() == "< i:0"; }));
    EXPECT_EQ(host.heard(), "");
    EXPECT_EQ(command("silence off"), "ok");
    EXPECT_EQ(command("late 60"), "ok");
    auto begin = std::chrono::steady_clock::now();
    EXPECT_EQ(host.ask(loop_, "p"), "p:0");
    EXPECT_GE(std::chrono::steady_clock::now() - begin, std::chrono::milliseconds(60));
    EXPECT_EQ(command("slow 30"), "ok");
    for (int i = 0; i < 2; ++i) {
        begin = std::chrono::steady_clock::now();
        EXPECT_EQ(host.ask(loop_, "p"), "p:0");
        EXPECT_GE(std::chrono::steady_clock::now() - begin, std::chrono::milliseconds(30));
    }
}

TEST_F(SimServerTest, BaudPacingTakesTheTimeOfTheCharacters) {
    options_.baud_pacing = true;
    start();
    Host host = open_pty();
    const auto begin = std::chrono::steady_clock::now();
    for (int i = 0; i < 10; ++i) EXPECT_EQ(host.ask(loop_, "p"), "p:0");
    EXPECT_GE(std::chrono::steady_clock::now() - begin, std::chrono::microseconds(10 * 6 * 260));
}

TEST_F(SimServerTest, NoiseHarmsLinesAndNothingElse) {
    start();
    Host host = open_pty();
    EXPECT_EQ(command("noise 0.2"), "ok");
    std::string all;
    for (int i = 0; i < 200; ++i) host.send("q\n");
    EXPECT_TRUE(until([&] { return host.heard().size() > 1000; }));
    EXPECT_EQ(command("noise 0"), "ok");
    host.send("\n");
    EXPECT_TRUE(until([&] { return host.ask(loop_, "p") == "p:0"; }));
}

TEST_F(SimServerTest, APulledCableIsGoneAndComesBack) {
    options_.link = folder_ / "focuser";
    options_.tcp_port = 0;
    start();
    Host pty = open_pty();
    Host tcp = open_tcp();
    EXPECT_EQ(tcp.ask(loop_, "p"), "p:0");
    EXPECT_EQ(pty.ask(loop_, "R:0:100"), "R");
    const std::uint16_t port = server_->tcp_port();
    EXPECT_EQ(command("cable pull"), "ok");
    EXPECT_EQ(server_->pty_path(), "");
    EXPECT_FALSE(std::filesystem::exists(std::filesystem::symlink_status(options_.link)));
    EXPECT_TRUE(until([&] { return pty.gone() && tcp.gone(); }));
    EXPECT_FALSE(Host::tcp(port).open());
    EXPECT_THAT(command("status"), HasSubstr("cable pulled"));
    EXPECT_TRUE(until([&] { return server_->device().position() == Position(100); }));  // the device goes on
    said_.clear();
    EXPECT_EQ(command("cable plug"), "ok");
    EXPECT_EQ(said_, (std::vector<std::string>{"pty " + server_->pty_path(), "tcp " + std::to_string(port)}));
    Host again = Host::pty(options_.link);
    EXPECT_EQ(again.ask(loop_, "p"), "p:100");
    Host tcp_again = Host::tcp(port);
    EXPECT_EQ(tcp_again.ask(loop_, "p"), "p:100");
}

TEST_F(SimServerTest, APowerCutInTheMiddleOfAMoveLeavesThePositionUncertain) {
    start();
    Host host = open_pty();
    EXPECT_EQ(command("power cut in 50 steps"), "ok");
    EXPECT_EQ(host.ask(loop_, "R:0:400"), "R");
    EXPECT_TRUE(until([&] { return !server_->device().powered(); }));
    EXPECT_TRUE(until([&] { return said_.back() == "power cut at position 50"; }));
    EXPECT_EQ(server_->device().board().coils(), 0);
    EXPECT_EQ(command("lines on"), "ok");
    host.send("p\n");
    EXPECT_TRUE(until([&] { return said_.back() == "> p"; }));  // and nobody hears it
    EXPECT_EQ(command("power on"), "ok");
    EXPECT_THAT(host.ask(loop_, "#"), StartsWith("#:FocuserLink"));
    const wire::ExtendedStatus status = extended(host);
    EXPECT_GT(status.bound.count, 0);
    EXPECT_LE(std::abs(server_->device().position().steps - 50), status.bound.count);
    EXPECT_EQ(host.ask(loop_, "X"), "X");
    EXPECT_EQ(extended(host).bound.count, 0);
}

TEST_F(SimServerTest, OpeningThePortResetsTheBoardWhenAskedTo) {
    options_.reset_on_open = true;
    options_.boot_delay = std::chrono::milliseconds(80);
    start();
    Host host = open_pty();
    EXPECT_TRUE(until([&] { return server_->device().board().reset_cause() == wire::ResetCause::external; }));
    host.send("#\n");  // while it boots
    EXPECT_TRUE(until([&] {
        host.send("#\n");
        return !host.heard().empty();
    }));
    host.send("v\n");
    EXPECT_TRUE(until([&] { return host.heard().find("\nv:") != std::string::npos; }));
    EXPECT_EQ(extended(host).cause, wire::ResetCause::external);
    Host second = open_pty();  // the port is open already: no reset
    const std::int32_t resets = extended(host).resets;
    EXPECT_EQ(extended(host).resets, resets);
}

TEST_F(SimServerTest, StockHardwareKnowsNoExtensions) {
    options_.stock = true;
    start();
    Host host = open_pty();
    EXPECT_EQ(host.ask(loop_, "#"), "#:FocuserLink");
    for (const char* line : {"x", "v", "a", "X", "A:1", "D:DEFAULTS"}) EXPECT_EQ(host.ask(loop_, line), "!:unknown");
    EXPECT_THAT(host.ask(loop_, "q"), StartsWith("q:0:0:"));
}

TEST_F(SimServerTest, TheEepromFileKeepsThePosition) {
    options_.eeprom = folder_ / "eeprom.bin";
    options_.speed = 20;
    start();
    {
        Host host = open_pty();
        EXPECT_EQ(host.ask(loop_, "P:1234"), "P");
        // The device saves soon, not at once.
        const Tick saved = server_->device().time() + seconds(1);
        EXPECT_TRUE(until([&] { return server_->device().time() > saved; }));
    }
    server_.reset();
    start();
    Host host = open_pty();
    EXPECT_EQ(host.ask(loop_, "p"), "p:1234");
    EXPECT_EQ(extended(host).bound.count, 0);
}

TEST_F(SimServerTest, WhatItWasSavingAtItsEndIsKept) {
    options_.eeprom = folder_ / "eeprom.bin";
    for (const char* position : {"1234", "77", "28800"}) {
        start();
        {
            Host host = open_pty();
            EXPECT_EQ(host.ask(loop_, std::string("P:") + position), "P");
        }
        server_.reset();
        start();
        Host host = open_pty();
        EXPECT_EQ(host.ask(loop_, "p"), std::string("p:") + position);
        EXPECT_EQ(extended(host).bound.count, 0);
    }
}

TEST_F(SimServerTest, WhatTheHostWasToldIsInTheFileAlready) {
    options_.eeprom = folder_ / "eeprom.bin";
    options_.speed = 300;
    start();
    Host host = open_pty();
    // The program may be killed at any moment after it has answered.
    for (int target = 5000; target < 5020; ++target) {
        const std::string before = host.ask(loop_, "p");
        ASSERT_EQ(host.ask(loop_, "R:0:" + std::to_string(target)), "R");
        std::string told = before;
        const auto end = std::chrono::steady_clock::now() + std::chrono::seconds(60);
        while (told == before && std::chrono::steady_clock::now() < end) told = host.ask(loop_, "p");
        std::ifstream file(options_.eeprom, std::ios::binary);
        EepromImage image{};
        file.read(reinterpret_cast<char*>(image.data()), static_cast<std::streamsize>(image.size()));
        SimulatedDevice after;
        after.board().eeprom().load(image);
        after.power_on();
        const std::string line = after.ask("x");
        wire::ExtendedStatus status;
        ASSERT_TRUE(wire::parse_extended({line.data(), static_cast<unsigned>(line.size())}, status)) << line;
        EXPECT_LE(std::abs(after.position().steps - std::stoi(told.substr(2))), status.bound.count) << told;
    }
}

TEST_F(SimServerTest, ButtonsWeatherAndSensorObeyCommands) {
    options_.speed = 20;
    start();
    Host host = open_pty();
    EXPECT_TRUE(until([&] { return server_->device().time() > ms(100); }));  // held at power-up it would not count
    EXPECT_EQ(command("button out down"), "ok");
    EXPECT_TRUE(until([&] { return server_->device().position().steps > 10; }));
    EXPECT_EQ(command("button both up"), "ok");
    EXPECT_TRUE(until([&] { return !server_->device().moving(); }));
    EXPECT_EQ(command("temperature -7.25"), "ok");
    EXPECT_EQ(command("humidity 40"), "ok");
    EXPECT_TRUE(until([&] { return host.ask(loop_, "q").find(":-7.25:40.00:") != std::string::npos; }));
    EXPECT_EQ(command("sensor unplug"), "ok");
    EXPECT_TRUE(until([&] { return host.ask(loop_, "q").find(":0:0:0:0:") != std::string::npos; }));
    EXPECT_THAT(command("status"), HasSubstr("temperature -7.25"));
    EXPECT_THAT(command("quit"), StartsWith("error: "));
}

TEST_F(SimServerTest, CommandsComeOverTheControlSocket) {
    options_.control = folder_ / "control";
    start();
    Host host = Host::unix_socket(options_.control);
    EXPECT_EQ(host.ask(loop_, "sensor unplug"), "ok");
    EXPECT_THAT(host.ask(loop_, "status"), StartsWith("position 0 moving 0"));
    EXPECT_THAT(host.ask(loop_, "noise 2"), HasSubstr("noise RATE"));
    EXPECT_THAT(start_error(), HasSubstr("used by another simulator"));
    server_.reset();
    EXPECT_FALSE(std::filesystem::exists(options_.control));
}

TEST_F(SimServerTest, ExclusiveUseEndsWithItsHost) {
    start();
    {
        Host host = open_pty();
        ::ioctl(host.descriptor(), TIOCEXCL);
    }
    // Root may open an exclusive port, so the flag itself is looked at.
    EXPECT_TRUE(until([&] {
        int exclusive = 1;
        ::ioctl(open_pty().descriptor(), TIOCGEXCL, &exclusive);
        return exclusive == 0;
    }));
}

}  // namespace
}  // namespace focus::sim
