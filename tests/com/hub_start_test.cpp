// A hub that is not there, is started, dies, comes back.
#include <csignal>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <future>
#include <random>
#include <sys/stat.h>

#include "tests/com/client_fixture.h"

namespace focus::com {
namespace {

namespace fs = std::filesystem;

/// Longer than any machine stalls.
constexpr HubPatience kPatient{std::chrono::minutes(2), std::chrono::minutes(2), std::chrono::hours(1)};

/// Of those that the system gives to nobody who does not name one.
unsigned short free_port() {
    asio::io_context io;
    std::random_device random;
    for (;;) {
        const auto port = static_cast<unsigned short>(20000 + random() % 12000);
        asio::ip::tcp::acceptor probe(io, asio::ip::tcp::v4());
        boost::system::error_code taken;
        probe.bind({asio::ip::address_v4::loopback(), port}, taken);
        if (!taken) return port;
    }
}

class HubStart : public ::testing::Test {
protected:
    HubStart() {
        char name[] = "/tmp/focuserlink-com-XXXXXX";
        folder = ::mkdtemp(name);
        std::ofstream(folder / "hub.toml") << "discovery_port = 0\n";
    }
    ~HubStart() override {
        if (const pid_t pid = hub_pid(); pid > 0) ::kill(pid, SIGKILL);
        fs::remove_all(folder);
    }

    /// The real hub, with folders of the test's own, telling its process id.
    std::string hub_program() {
        const fs::path path = folder / "focuserlinkd";
        std::ofstream(path) << "#!/bin/sh\nexport HOME=" << folder.string() << " XDG_DOCUMENTS_DIR=" << folder.string()
                            << "\necho $$ > " << (folder / "pid").string() << "\nexec " PROGRAMS
                            << "/focuserlinkd --config " << (folder / "hub.toml").string() << " \"$@\" 2>/dev/null\n";
        ::chmod(path.c_str(), 0755);
        return path.string();
    }
    std::string failing_program() {
        const fs::path path = folder / "failing";
        std::ofstream(path) << "#!/bin/sh\nexit 7\n";
        ::chmod(path.c_str(), 0755);
        return path.string();
    }
    /// Starts, and never listens.
    std::string sleeping_program() {
        const fs::path path = folder / "sleeping";
        std::ofstream(path) << "#!/bin/sh\necho >> " << (folder / "starts").string() << "\necho $$ > "
                            << (folder / "pid").string() << "\nexec sleep 600\n";
        ::chmod(path.c_str(), 0755);
        return path.string();
    }
    pid_t hub_pid() const {
        pid_t pid = 0;
        std::ifstream(folder / "pid") >> pid;
        return pid;
    }
    Program program(const std::string& hub, const std::string& where) {
        return {focuser_kind(), io,
                std::make_shared<SharedHub>(io.executor(), hub_address(where), "focuser",
                                            std::make_shared<HubStarter>(HubProgram{hub}), true, kPatient)};
    }

    fs::path folder;
    IoThread io;
};

TEST_F(HubStart, StartsTheHubThatIsNotThere) {
    const unsigned short port = free_port();
    Program one = program(hub_program(), local(port));
    EXPECT_EQ(one.get("SupportedActions"), (Value{List{text("PositionUncertainty"), text("ChangeSettings")}}));
    EXPECT_GT(hub_pid(), 0);
    const Outcome connected = one.set("Connected", Value{true});
    ASSERT_EQ(number(connected), 0x500) << "no port is chosen yet";
    EXPECT_NE(connected.error().text.find("setup page, http://" + local(port) + "/setup"), std::string::npos)
        << connected.error().text;
}

TEST_F(HubStart, SaysWhyItCannotBeStarted) {
    const std::string where = local(free_port());
    const Outcome missing = program("/nowhere/focuserlinkd", where).set("Connected", Value{true});
    ASSERT_EQ(number(missing), 0x500);
    EXPECT_EQ(
        missing.error().text,
        "No hub runs at " + where + ", and it cannot be started: /nowhere/focuserlinkd: No such file or directory.");
    const std::string failing = failing_program();
    const Outcome ended = program(failing, where).set("Connected", Value{true});
    ASSERT_EQ(number(ended), 0x500);
    EXPECT_EQ(ended.error().text.find("The hub was started but ended with code 7"), 0U) << ended.error().text;
}

TEST_F(HubStart, StartsNoHubForAnotherComputer) {
    Program one = program(failing_program(), "no-such-computer.invalid:11111");
    const Outcome done = one.set("Connected", Value{true});
    ASSERT_EQ(number(done), 0x500);
    EXPECT_EQ(done.error().text.find("No computer called no-such-computer.invalid is known"), 0U) << done.error().text;
}

TEST_F(HubStart, WhileItStartsNobodyElseWaits) {
    auto first = std::make_unique<Served>();
    const unsigned short port = first->port();
    const auto hub =
        std::make_shared<SharedHub>(io.executor(), hub_address(local(port)), "focuser",
                                    std::make_shared<HubStarter>(HubProgram{sleeping_program()}), true, kPatient);
    Program leaves(focuser_kind(), io, hub), comes(focuser_kind(), io, hub);
    ASSERT_TRUE(leaves.set("Connected", Value{true}));
    first.reset();
    auto slow = std::async(std::launch::async, [&] { return comes.set("Connected", Value{true}); });
    ASSERT_TRUE(eventually([&] { return hub_pid() > 0; }));
    leaves.go();  // the last that was connected
    Program later(focuser_kind(), io, hub);
    EXPECT_TRUE(later.call("Connect"));
    EXPECT_EQ(later.get("Connecting"), Value{true});
    EXPECT_EQ(slow.wait_for(std::chrono::seconds(0)), std::future_status::timeout);
    AlpacaOptions again = Served::defaults();
    again.port = port;
    const Served second(again);
    EXPECT_TRUE(slow.get());
    EXPECT_TRUE(eventually([&] { return later.get("Connected") == Value{true}; }));
}

TEST_F(HubStart, OneThatWasStartedAndAsksForAPasswordSaysSo) {
    std::ofstream(folder / "hub.toml") << "discovery_port = 0\nuser = \"me\"\npassword = \"secret\"\n";
    const Outcome done = program(hub_program(), local(free_port())).set("Connected", Value{true});
    ASSERT_EQ(number(done), 0x500);
    EXPECT_NE(done.error().text.find("asks for a user and a password"), std::string::npos) << done.error().text;
}

TEST_F(HubStart, TwoDevicesOfOneHubStartItOnce) {
    const std::string where = local(free_port());
    const auto starter = std::make_shared<HubStarter>(HubProgram{sleeping_program()});
    const HubPatience soon{std::chrono::milliseconds(500), std::chrono::minutes(2), std::chrono::hours(1)};
    const auto of = [&](const char* device) {
        return std::make_shared<SharedHub>(io.executor(), hub_address(where), device, starter, true, soon);
    };
    Program focuser(focuser_kind(), io, of("focuser")), conditions(conditions_kind(), io, of("observingconditions"));
    auto other = std::async(std::launch::async, [&] { return conditions.set("Connected", Value{true}); });
    const std::string silent = "The hub was started but does not answer at " + where + ".";
    const Outcome one = focuser.set("Connected", Value{true}), two = other.get();
    ASSERT_EQ(number(one), 0x500);
    ASSERT_EQ(number(two), 0x500);
    EXPECT_EQ(one.error().text, silent);
    EXPECT_EQ(two.error().text, silent);
    EXPECT_TRUE(eventually([&] { return hub_pid() == starter->process(); }));
    std::ifstream starts(folder / "starts");
    EXPECT_EQ(std::string(std::istreambuf_iterator<char>(starts), {}), "\n");
}

TEST_F(HubStart, AHubThatDiesUnderAClientIsStartedAgain) {
    auto first = std::make_unique<Served>();
    const unsigned short port = first->port();
    Program one = program(hub_program(), local(port));
    ASSERT_TRUE(one.set("Connected", Value{true}));
    first.reset();
    const Outcome lost = one.call("Position");
    ASSERT_EQ(number(lost), 0x500) << "no port is chosen yet";
    EXPECT_NE(lost.error().text.find("setup page"), std::string::npos) << lost.error().text;
    EXPECT_GT(hub_pid(), 0);
}

TEST_F(HubStart, AHubThatDiesAndCannotBeStartedIsAnErrorAndItsSuccessorServes) {
    auto first = std::make_unique<Served>();
    const unsigned short port = first->port();
    Program one = program("/nowhere/focuserlinkd", local(port));
    ASSERT_TRUE(one.set("Connected", Value{true}));
    EXPECT_EQ(one.get("Position"), Value{std::int32_t{1000}});
    first.reset();
    const Outcome lost = one.call("Position");
    ASSERT_EQ(number(lost), 0x500);
    EXPECT_NE(lost.error().text.find("cannot be started: /nowhere/focuserlinkd"), std::string::npos);
    const Outcome later = one.call("Position");
    ASSERT_EQ(number(later), 0x500);
    EXPECT_EQ(later.error().text, "No hub runs at " + local(port) + ": start focuserlinkd there.") << "not tried again";
    EXPECT_EQ(one.get("Connected"), Value{false}) << "never an error";
    AlpacaOptions again = Served::defaults();
    again.port = port;
    const Served second(again);
    EXPECT_EQ(one.get("Position"), Value{std::int32_t{1000}});
    EXPECT_EQ(one.get("Connected"), Value{true});
}

}  // namespace
}  // namespace focus::com
