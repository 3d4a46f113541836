#include "core/backlash/backlash_setting.h"

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace focus {
namespace {

namespace fs = std::filesystem;
using testing::HasSubstr;

class BacklashSettingTest : public testing::Test {
protected:
    BacklashSettingTest() {
        std::string name = (fs::temp_directory_path() / "focuserlink-XXXXXX").string();
        folder_ = ::mkdtemp(name.data());
        path_ = (folder_ / "focuserlink" / "user.toml").string();
    }
    ~BacklashSettingTest() override { fs::remove_all(folder_); }

    void write(const std::string& text) {
        fs::create_directories(fs::path(path_).parent_path());
        std::ofstream(path_) << text;
    }
    std::string text() {
        std::ifstream file(path_);
        return {std::istreambuf_iterator<char>(file), {}};
    }

    fs::path folder_;
    std::string path_;
};

TEST_F(BacklashSettingTest, IsNoneWithoutAFile) {
    const auto setting = read_backlash(path_);
    EXPECT_EQ(setting.value.count, 0);
    EXPECT_EQ(setting.problem, "");
}

TEST_F(BacklashSettingTest, ComesBackAsWritten) {
    for (int32_t value : {40, -40, 0, kLargestBacklash, -kLargestBacklash}) {
        EXPECT_EQ(write_backlash(path_, Steps(value)), "");
        EXPECT_EQ(read_backlash(path_).value.count, value);
    }
    EXPECT_EQ(std::distance(fs::directory_iterator(folder_ / "focuserlink"), {}), 1);  // no temporary file is left
}

TEST_F(BacklashSettingTest, KeepsOtherKeysAndComments) {
    write("# mine\nfine_step = 5\nbacklash = 7 # play\n[[stored]]\nname = \"L\"\nposition = 12\n");
    EXPECT_EQ(write_backlash(path_, Steps(-3)), "");
    EXPECT_EQ(text(), "# mine\nfine_step = 5\nbacklash = -3 # play\n[[stored]]\nname = \"L\"\nposition = 12\n");
    EXPECT_EQ(read_backlash(path_).value.count, -3);
}

TEST_F(BacklashSettingTest, NamesLineAndRangeOfAMistake) {
    for (const std::string wrong : {"\"40\"", "10001", "-10001", "4.5", "true"}) {
        write("\nbacklash = " + wrong + "\n");
        const auto setting = read_backlash(path_);
        EXPECT_EQ(setting.value.count, 0) << wrong;
        EXPECT_THAT(setting.problem, HasSubstr(path_ + ":2: "));
        EXPECT_THAT(setting.problem, HasSubstr("-10000 .. 10000"));
    }
}

TEST_F(BacklashSettingTest, DoesNotOverwriteABrokenFile) {
    write("backlash = 4\nbroken = = 5\n");
    EXPECT_THAT(read_backlash(path_).problem, HasSubstr(path_ + ":2: "));
    EXPECT_THAT(write_backlash(path_, Steps(1)), HasSubstr(":2: "));
    EXPECT_THAT(text(), HasSubstr("broken = = 5"));
}

TEST_F(BacklashSettingTest, WhateverTheFileHoldsIsAMistakeOrAnEmptyTable) {
    write("");
    EXPECT_EQ(read_backlash(path_).problem, "");
    EXPECT_EQ(write_backlash(path_, Steps(5)), "");
    for (const std::string broken : {"[[\n", "\xC3\xA4 = 5\n", "[\n]", "a.\n", "x = [1\n"}) {
        write(broken);
        EXPECT_THAT(read_backlash(path_).problem, HasSubstr(path_ + ":")) << broken;
        EXPECT_THAT(write_backlash(path_, Steps(1)), HasSubstr(path_ + ":")) << broken;
        EXPECT_EQ(text(), broken);
    }
}

TEST_F(BacklashSettingTest, SaysWhenItCannotBeWritten) {
    std::ofstream(folder_ / "focuserlink") << "a file where the folder should be";
    EXPECT_THAT(write_backlash(path_, Steps(1)), HasSubstr((folder_ / "focuserlink").string()));
    EXPECT_NE(write_backlash("", Steps(1)), "");
    EXPECT_THAT(write_backlash(path_, Steps(20000)), HasSubstr("-10000 .. 10000"));
}

}  // namespace
}  // namespace focus
