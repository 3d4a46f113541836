// HubStarter with programs that are no hub: one alone is started, and why nobody answers is said.
#include "alpaca/client/hub_start.h"

#include <algorithm>
#include <csignal>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <gtest/gtest.h>
#include <iterator>
#include <sys/stat.h>

#include "core/io_thread.h"
#include "tests/alpaca/served.h"

namespace focus {
namespace {

namespace fs = std::filesystem;
using std::chrono::milliseconds;

class HubStarting : public ::testing::Test {
protected:
    HubStarting() {
        char name[] = "/tmp/focuserlink-start-XXXXXX";
        folder = ::mkdtemp(name);
        listener.bind({asio::ip::address_v4::loopback(), 0});  // nobody else's, and refused until it listens
        hub.host = "127.0.0.1";
        hub.port = std::to_string(listener.local_endpoint().port());
    }
    ~HubStarting() override { fs::remove_all(folder); }

    /// A starter of a program that writes down that it runs, and then does what `script` says.
    HubStarter starter(const std::string& script) const {
        const fs::path path = folder / "focuserlinkd";
        std::ofstream(path) << "#!/bin/sh\necho >> " << (folder / "started").string() << "\n" << script << "\n";
        ::chmod(path.c_str(), 0755);
        return HubStarter({path.string(), folder.string()});
    }
    std::string start(HubStarter& starter, milliseconds patience = std::chrono::minutes(2)) {
        return io.run(starter.start(hub, patience)).get();
    }
    long started() const {
        std::ifstream file(folder / "started");
        return std::count(std::istreambuf_iterator<char>(file), {}, '\n');
    }

    AlpacaOptions at_its_port() const {
        AlpacaOptions options = Served::defaults();
        options.port = static_cast<unsigned short>(std::stoi(hub.port));
        return options;
    }

    fs::path folder;
    asio::io_context context;
    asio::ip::tcp::acceptor listener{context, asio::ip::tcp::v4()};
    AlpacaAddress hub;
    IoThread io;
};

TEST_F(HubStarting, OneThatIsStillOnItsWayIsWaitedForAgain) {
    HubStarter slow = starter("exec sleep 600");
    EXPECT_EQ(slow.process(), 0);
    const std::string silent = "The hub was started but does not answer at " + hub.authority() + ".";
    EXPECT_EQ(start(slow, milliseconds(300)), silent);
    const long first = slow.process();
    EXPECT_NE(first, 0);
    EXPECT_EQ(start(slow, milliseconds(300)), silent);
    EXPECT_EQ(slow.process(), first);
    listener.close();
    Served late(at_its_port());
    EXPECT_EQ(start(slow), "");
    EXPECT_EQ(slow.process(), first);
    ::kill(static_cast<pid_t>(first), SIGKILL);
}

TEST_F(HubStarting, OneThatHasEndedIsStartedAnew) {
    HubStarter failing = starter("exit 7");
    const std::string ended = "The hub was started but ended with code 7; start it in a terminal to see why: ";
    EXPECT_EQ(start(failing).find(ended), 0U);
    EXPECT_EQ(start(failing).find(ended), 0U);
    EXPECT_EQ(started(), 2);
}

TEST_F(HubStarting, OneThatServedAndIsOnItsWayOutIsStartedAnew) {
    HubStarter serving = starter("exec sleep 600");
    listener.close();
    auto hubs = std::make_unique<Served>(at_its_port());
    EXPECT_EQ(start(serving), "");
    const long first = serving.process();
    ASSERT_TRUE(eventually([&] { return started() == 1; }));
    hubs.reset();
    auto again = io.run(serving.start(hub, std::chrono::minutes(2)));
    io.run([]() -> asio::awaitable<void> { co_return; }).get();  // it has looked, and the first still runs
    ::kill(static_cast<pid_t>(first), SIGKILL);
    ASSERT_TRUE(eventually([&] { return serving.process() != first; }));
    const Served next(at_its_port());
    EXPECT_EQ(again.get(), "");
    EXPECT_TRUE(eventually([&] { return started() == 2; }));
    ::kill(static_cast<pid_t>(serving.process()), SIGKILL);
}

TEST_F(HubStarting, WhereItsWordsCannotBeKeptItIsStartedAllTheSame) {
    (void)starter("exit 7");
    HubStarter wordless({(folder / "focuserlinkd").string(), "/nowhere"});
    EXPECT_EQ(start(wordless), "The hub was started but ended with code 7; start it in a terminal to see why: \"" +
                                   (folder / "focuserlinkd").string() + "\" --port " + hub.port);
}

TEST_F(HubStarting, TheHubsOwnWordsSayWhyItHasEnded) {
    HubStarter failing =
        starter("echo 'focuserlinkd: one\n2026-01-01 error: The port  is in use. \nfocuserlinkd: another' >&2\nexit 1");
    EXPECT_EQ(start(failing), "The hub did not start: The port  is in use.");
    HubStarter mistaken = starter("echo 'focuserlinkd: hub.toml: a mistake' >&2\nexit 2");
    EXPECT_EQ(start(mistaken), "The hub did not start: hub.toml: a mistake");
}

TEST_F(HubStarting, AnotherProgramsHubThatCameFirstServes) {
    listener.close();
    Served first(at_its_port());
    HubStarter second = starter("exit 1");
    EXPECT_EQ(start(second), "");
}

TEST_F(HubStarting, AnotherProgramAtItsPortIsNoHub) {
    listener.listen();  // and says nothing
    HubStarter turned_away = starter("echo 'focuserlinkd: The port is in use' >&2; exit 1");
    EXPECT_EQ(start(turned_away), "The hub did not start: The port is in use");
}

TEST_F(HubStarting, AStartedOneHoldsNothingOfOurs) {
    const std::string held = (folder / "held").string();
    HubStarter curious = starter("ls -l /proc/$$/fd > " + held + "; exit 7");
    EXPECT_NE(start(curious), "");
    std::ifstream file(held);
    const std::string all(std::istreambuf_iterator<char>(file), {});
    EXPECT_NE(all.find("/dev/null"), std::string::npos) << all;
    EXPECT_EQ(all.find("socket:"), std::string::npos) << all << " the listener is ours";
}

TEST_F(HubStarting, AMissingProgramIsSaid) {
    HubStarter missing({"/nowhere/focuserlinkd", folder.string()});
    EXPECT_EQ(start(missing), "No hub runs at " + hub.authority() +
                                  ", and it cannot be started: /nowhere/focuserlinkd: No such file or directory.");
    EXPECT_EQ(missing.process(), 0);
}

}  // namespace
}  // namespace focus
