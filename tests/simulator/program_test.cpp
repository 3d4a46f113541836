// focuserlink-sim as a process: what scripts and people meet.
#include <fstream>
#include <gmock/gmock.h>
#include <iterator>
#include <signal.h>
#include <sys/wait.h>
#include <vector>

#include "tests/simulator/host.h"

namespace focus::sim {
namespace {

using testing::HasSubstr;
using testing::StartsWith;

class Program {
public:
    /// Starts it with `input` as standard input; empty: closed.
    Program(std::vector<std::string> arguments, const std::string& input, const std::string& output) {
        arguments.insert(arguments.begin(), PROGRAMS "/focuserlink-sim");
        pid_ = ::fork();
        if (pid_ != 0) return;
        const int out = ::open(output.c_str(), O_WRONLY | O_CREAT | O_TRUNC, 0600);
        ::dup2(out, 1);
        ::dup2(out, 2);
        ::close(0);
        if (!input.empty() && ::open(input.c_str(), O_RDONLY) != 0) ::_exit(99);
        std::vector<char*> words;
        for (std::string& argument : arguments) words.push_back(argument.data());
        words.push_back(nullptr);
        ::execv(words[0], words.data());
        ::_exit(98);
    }
    ~Program() {
        if (pid_ <= 0) return;
        ::kill(pid_, SIGKILL);
        ::waitpid(pid_, nullptr, 0);
    }
    Program(const Program&) = delete;
    Program& operator=(const Program&) = delete;

    void signal(int number) const { ::kill(pid_, number); }
    /// Waits for its end; the exit code, or minus the signal.
    int end() {
        int status = 0;
        ::waitpid(std::exchange(pid_, -1), &status, 0);
        return WIFEXITED(status) ? WEXITSTATUS(status) : -WTERMSIG(status);
    }

private:
    pid_t pid_;
};

class ProgramTest : public testing::Test {
protected:
    std::string said() const {
        std::ifstream in(output_);
        return {std::istreambuf_iterator<char>(in), {}};
    }
    bool says(const std::string& text) {
        return run_until(loop_, [&] { return said().find(text) != std::string::npos; });
    }

    boost::asio::io_context loop_;
    Folder folder_;
    std::string output_ = folder_ / "output";
    std::string link_ = folder_ / "focuser";
};

TEST_F(ProgramTest, RunsWithStandardInputClosedAndEndsCleanlyOnSigterm) {
    Program program({"--link", link_, "--tcp", "0", "--eeprom", folder_ / "eeprom"}, "", output_);
    ASSERT_TRUE(says("Ctrl-C")) << said();
    EXPECT_THAT(said(), StartsWith("pty /dev/pts/"));
    EXPECT_THAT(said(), HasSubstr("\ntcp "));
    {
        Host host = Host::pty(link_);
        EXPECT_THAT(host.ask(loop_, "#"), StartsWith("#:FocuserLink:open:"));
        EXPECT_EQ(host.ask(loop_, "P:77"), "P");
    }
    program.signal(SIGTERM);
    EXPECT_EQ(program.end(), 0);
    EXPECT_FALSE(std::filesystem::exists(std::filesystem::symlink_status(link_)));
    EXPECT_EQ(std::filesystem::file_size(folder_ / "eeprom"), 1024U);
}

TEST_F(ProgramTest, CommandsMayComeFromAFile) {
    const std::string input = folder_ / "input";
    std::ofstream(input) << "status\nfrobnicate\nquit";
    Program program({}, input, output_);
    EXPECT_EQ(program.end(), 0);
    EXPECT_THAT(said(), HasSubstr("position 0 moving 0"));
    EXPECT_THAT(said(), HasSubstr("error: 'frobnicate' is no command"));
}

TEST_F(ProgramTest, MistakesAreNamedWithWhatIsAllowed) {
    const std::pair<std::vector<std::string>, const char*> cases[] = {
        {{"--no-pty"}, "--no-pty needs --tcp PORT"},
        {{"--speed", "0"}, "--speed"},
        {{"--night", "1,2"}, "START,END,HOURS"},
        {{"--sensor", "thumb"}, "sht3x, htu21d, aht20 or none"},
        {{"--csv", folder_ / "none.csv"}, "No such file"},
        {{"--temperature", "5", "--night"}, "excludes"},
        {{"--frobnicate"}, "--frobnicate"},
    };
    for (const auto& [arguments, words] : cases) {
        Program program(arguments, "/dev/null", output_);
        EXPECT_EQ(program.end(), 2) << arguments[0];
        EXPECT_THAT(said(), HasSubstr(words)) << arguments[0];
    }
}

}  // namespace
}  // namespace focus::sim
