#include "hub/daemon.h"

#include <filesystem>
#include <fstream>
#include <gmock/gmock.h>
#include <stdlib.h>

namespace focus {
namespace {

namespace fs = std::filesystem;

/// A PATH of which `xdg-open` is all that there is beside a shell.
class BrowserTest : public testing::Test {
protected:
    BrowserTest() : before_(getenv("PATH")) {
        char made[] = "/tmp/focuserlink-browser.XXXXXX";
        folder_ = mkdtemp(made);
        fs::create_symlink("/bin/sh", folder_ / "sh");
        setenv("PATH", folder_.c_str(), 1);
    }
    ~BrowserTest() override {
        setenv("PATH", before_.c_str(), 1);
        fs::remove_all(folder_);
    }

    std::string before_;
    fs::path folder_;
};

TEST_F(BrowserTest, IsGivenThePage) {
    // Opening the pipe for reading waits until it is written to.
    const fs::path program = folder_ / "xdg-open";
    const fs::path shown = folder_ / "shown";
    ASSERT_EQ(::system(("/usr/bin/mkfifo " + shown.string()).c_str()), 0);
    std::ofstream(program) << "#!/bin/sh\necho \"$1\" >" << shown.string() << "\n";
    fs::permissions(program, fs::perms::owner_all);
    EXPECT_EQ(open_in_browser("http://127.0.0.1:1/setup?a=b&c=$d"), "");
    std::string page;
    std::getline(std::ifstream(shown), page);
    EXPECT_EQ(page, "http://127.0.0.1:1/setup?a=b&c=$d");
}

TEST_F(BrowserTest, ThereIsNone) {
    EXPECT_THAT(open_in_browser("http://127.0.0.1:1/"), testing::HasSubstr("xdg-open"));
}

TEST(StartWithSessionTest, SystemdDoesIt) {
    EXPECT_FALSE(start_with_session(true).done);
    EXPECT_THAT(start_with_session(true).text, testing::HasSubstr("systemctl --user enable --now focuserlinkd"));
    EXPECT_THAT(start_with_session(false).text, testing::HasSubstr("disable"));
}

}  // namespace
}  // namespace focus
