#include "core/log/warning_log.h"

#include <gmock/gmock.h>
#include <spdlog/logger.h>

#include "tests/core/log/night.h"

namespace focus::test {
namespace {

using testing::HasSubstr;

struct WarningLogTest : testing::Test {
    TimeZone zone{"CET-1"};
    Folder folder;
    std::shared_ptr<WarningLog> sink = std::make_shared<WarningLog>((folder.path / "logs").string());
    spdlog::logger logger{"hub", sink};

    void warn_at(chrono::system_clock::time_point time, const std::string& words) {
        logger.log(time, {}, spdlog::level::warn, words);
    }
    std::size_t count() const {
        std::size_t files = 0;
        for (const auto& entry : fs::directory_iterator(folder.path / "logs")) files += entry.is_regular_file();
        return files;
    }
};

TEST_F(WarningLogTest, TheFileIsMadeWithTheFirstWarning) {
    logger.set_level(spdlog::level::trace);
    logger.info("all is well");
    EXPECT_FALSE(folder.has("logs"));
    warn_at(chrono::sys_days(chrono::year(2026) / 11 / 27) + 22h + 59min + 58s + 7ms, "the cable is gone");
    logger.log(chrono::sys_days(chrono::year(2026) / 11 / 27) + 22h + 59min + 59s, {}, spdlog::level::err, "worse");
    EXPECT_EQ(folder.text("logs/FocuserLink-log-2026-11-27.txt"),
              "2026-11-27 23:59:58.007 +01:00 warning: the cable is gone\n"
              "2026-11-27 23:59:59.000 +01:00 error: worse\n");
}

TEST_F(WarningLogTest, ALocalDateHasAFileAndThirtyAreKept) {
    fs::create_directories(folder.path / "logs");
    folder.put("logs/FocuserLink-log-2026-notes.txt", "the user's own");
    const auto first = chrono::sys_days(chrono::year(2026) / 11 / 1) + 23h;  // local midnight of the 2nd
    for (int day = 0; day < 40; ++day) warn_at(first + chrono::days(day), "again");
    EXPECT_EQ(count(), 31U);
    EXPECT_FALSE(folder.has("logs/FocuserLink-log-2026-11-01.txt"));
    EXPECT_FALSE(folder.has("logs/FocuserLink-log-2026-11-11.txt"));
    EXPECT_TRUE(folder.has("logs/FocuserLink-log-2026-11-12.txt"));
    EXPECT_TRUE(folder.has("logs/FocuserLink-log-2026-12-11.txt"));
    EXPECT_TRUE(folder.has("logs/FocuserLink-log-2026-notes.txt"));
}

TEST_F(WarningLogTest, AFullDiskIsSaidOnceAndTriedAgain) {
    const auto noon = chrono::sys_days(chrono::year(2026) / 11 / 27) + 11h;
    const std::string name = "logs/FocuserLink-log-2026-11-27.txt";
    fs::create_directories(folder.path / "logs");
    fs::create_symlink("/dev/full", folder.path / name);
    testing::internal::CaptureStderr();
    warn_at(noon, "one");
    warn_at(noon, "two");
    const std::string said = testing::internal::GetCapturedStderr();
    EXPECT_EQ(std::count(said.begin(), said.end(), '\n'), 1) << said;
    EXPECT_THAT(said, HasSubstr(name + ": No space left on device"));
    fs::remove(folder.path / name);
    warn_at(noon, "three");
    EXPECT_THAT(folder.text(name), HasSubstr("three"));
}

TEST_F(WarningLogTest, AFileInTheFoldersPlaceIsSaidOnce) {
    folder.put("logs", "a file");
    testing::internal::CaptureStderr();
    logger.warn("one");
    logger.warn("two");
    const std::string said = testing::internal::GetCapturedStderr();
    EXPECT_EQ(std::count(said.begin(), said.end(), '\n'), 1) << said;
    EXPECT_THAT(said, HasSubstr("Not a directory"));
}

}  // namespace
}  // namespace focus::test
