#include "core/log/session_log_file.h"

#include <algorithm>
#include <csignal>
#include <random>
#include <sched.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include "tests/core/log/night.h"

namespace focus::test {
namespace {

const std::string kDate = "2026-11-27";
const std::string kName = kDate + ".csv";

std::string line(int number) {
    LogRow row;
    row.time = chrono::sys_days(chrono::year(2026) / 11 / 27) + chrono::milliseconds(number);
    row.position = number;
    row.sensor = SensorState{12.34, 56.78, 3.21};
    return to_line(row);
}

struct SessionLogFileTest : testing::Test {
    Folder folder;
    std::string path() const { return folder.path.string(); }
    void append(SessionLogFile& file, int number) { EXPECT_EQ(file.append(kDate, line(number)), ""); }
};

TEST_F(SessionLogFileTest, TheHeaderIsWrittenOnceOverAnyNumberOfRuns) {
    for (int run = 0; run < 3; ++run) {
        SessionLogFile file(path(), 1);
        append(file, run);
    }
    EXPECT_EQ(folder.text(kName), session_log_header() + "\n" + line(0) + "\n" + line(1) + "\n" + line(2) + "\n");
}

TEST_F(SessionLogFileTest, ATornLastLineCostsOnlyItself) {
    folder.put(kName, session_log_header() + "\n" + line(1) + "\n" + line(2).substr(0, 20));
    SessionLogFile file(path(), 1);
    append(file, 3);
    append(file, 4);
    EXPECT_EQ(folder.text(kName), session_log_header() + "\n" + line(1) + "\n" + line(2).substr(0, 20) + "\n" +
                                      line(3) + "\n" + line(4) + "\n");
}

TEST_F(SessionLogFileTest, ATornHeaderIsMadeWhole) {
    const std::string whole = session_log_header() + "\n";
    for (std::size_t length = 0; length <= whole.size(); ++length) {
        folder.put(kName, whole.substr(0, length));
        SessionLogFile file(path(), 1);
        append(file, 1);
        ASSERT_EQ(folder.text(kName), whole + line(1) + "\n") << length;
        fs::remove(folder.path / kName);
    }
}

TEST_F(SessionLogFileTest, ASecondWriterTakesTheNextNameAndLeavesItAgain) {
    SessionLogFile first(path(), 1);
    append(first, 1);
    {
        SessionLogFile second(path(), 1);
        append(second, 2);
        SessionLogFile third(path(), 1);
        append(third, 3);
        append(second, 4);
        EXPECT_EQ(second.path(), path() + "/2026-11-27-2.csv");
        EXPECT_EQ(third.path(), path() + "/2026-11-27-3.csv");
    }
    append(first, 5);
    EXPECT_EQ(folder.rows(kName).size(), 2U);
    EXPECT_EQ(folder.rows("2026-11-27-2.csv").size(), 2U);
    EXPECT_EQ(folder.rows("2026-11-27-3.csv").size(), 1U);
    SessionLogFile own(path(), 2);
    append(own, 6);
    EXPECT_EQ(own.path(), path() + "/2026-11-27-2.csv") << "of the hub's second focuser";
}

TEST_F(SessionLogFileTest, AFileThatIsNoSessionLogIsLeftAsItIs) {
    folder.put(kName, "my own notes of that night");
    SessionLogFile file(path(), 1);
    append(file, 1);
    EXPECT_EQ(folder.text(kName), "my own notes of that night");
    EXPECT_EQ(folder.rows("2026-11-27-2.csv").size(), 1U);
}

TEST_F(SessionLogFileTest, AFileThatWasDeletedOrReplacedIsBegunAnewOrGoneOnWith) {
    SessionLogFile file(path(), 1);
    append(file, 1);
    fs::remove(folder.path / kName);
    append(file, 2);
    EXPECT_EQ(folder.rows(kName).size(), 1U);
    folder.put("edited", folder.text(kName) + line(3) + "\n");
    fs::rename(folder.path / "edited", folder.path / kName);
    append(file, 4);
    EXPECT_EQ(folder.rows(kName).size(), 3U);
}

TEST_F(SessionLogFileTest, ADiskThatFillsUpInALineCostsThatLine) {
    SessionLogFile file(path(), 1);
    append(file, 1);
    const auto size = fs::file_size(folder.path / kName);
    std::signal(SIGXFSZ, SIG_IGN);
    rlimit before{};
    ::getrlimit(RLIMIT_FSIZE, &before);
    const rlimit full{size + 20, before.rlim_max};
    ::setrlimit(RLIMIT_FSIZE, &full);
    const std::string first = file.append(kDate, line(2));
    const std::string second = file.append(kDate, line(3));
    ::setrlimit(RLIMIT_FSIZE, &before);
    EXPECT_EQ(first, path() + "/" + kName + ": No space left on device");
    EXPECT_EQ(second, path() + "/" + kName + ": File too large");
    append(file, 4);
    EXPECT_EQ(folder.text(kName),
              session_log_header() + "\n" + line(1) + "\n" + line(2).substr(0, 20) + "\n" + line(4) + "\n");
}

/// What a child that logs as fast as it can has told us before it was killed.
struct Shared {
    int written;  ///< rows whose append had returned
};

TEST_F(SessionLogFileTest, AKillAtAnyMomentLosesNothingThatWasWritten) {
    auto* shared = static_cast<Shared*>(
        ::mmap(nullptr, sizeof(Shared), PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0));
    ASSERT_NE(shared, MAP_FAILED);
    std::mt19937 random(20261127);
    int total = 0;
    std::size_t torn = 0;  // lines, one a kill at most
    for (int round = 0; round < 40; ++round) {
        if (round % 5 == 0) {
            fs::remove(folder.path / kName);
            total = shared->written = 0;
            torn = 0;
        }
        const int goal = total + std::uniform_int_distribution(0, 300)(random);
        const int turns = std::uniform_int_distribution(0, 50)(random);
        const pid_t child = ::fork();
        if (child == 0) {
            SessionLogFile file(path(), 1);
            for (int i = total;; ++i) {
                if (!file.append(kDate, line(i)).empty()) ::_exit(1);
                __atomic_store_n(&shared->written, i + 1, __ATOMIC_RELEASE);
                ::sched_yield();
            }
        }
        int status = 0;
        while (__atomic_load_n(&shared->written, __ATOMIC_ACQUIRE) <= goal) {
            ASSERT_EQ(::waitpid(child, &status, WNOHANG), 0) << "the child ended by itself";
            ::sched_yield();
        }
        for (int i = 0; i < turns; ++i) ::sched_yield();
        ::kill(child, SIGKILL);
        ::waitpid(child, &status, 0);
        ASSERT_TRUE(WIFSIGNALED(status)) << "the child ended by itself";

        // The kernel may end a killed write at a page's end: that tears the one line whose append had not returned.
        std::vector<ImportProblem> problems;
        const std::string text = folder.text(kName);
        const auto rows = parse_session_log(text, kName, problems);
        torn += problems.size() > torn ? 1 : 0;
        ASSERT_EQ(problems.size(), torn) << "more than the line under way: " << problems.back().reason;
        ASSERT_GE(rows.size(), static_cast<std::size_t>(shared->written));
        ASSERT_LE(rows.size(), static_cast<std::size_t>(shared->written) + 1);
        int next = 0;
        const bool whole =
            std::all_of(rows.begin(), rows.end(), [&](const LogRow& row) { return row.position == next++; });
        ASSERT_TRUE(whole) << "row " << next;
        total = static_cast<int>(rows.size());
        shared->written = total;
    }
    EXPECT_EQ(folder.text(kName).rfind(session_log_header()), 0U) << "the header once";
    ::munmap(shared, sizeof(Shared));
}

}  // namespace
}  // namespace focus::test
