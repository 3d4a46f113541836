#include "hub/config/config_file.h"

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <gmock/gmock.h>
#include <sstream>
#include <sys/stat.h>

namespace focus {
namespace {

using testing::HasSubstr;

class ConfigFileTest : public testing::Test {
protected:
    ConfigFileTest() {
        char name[] = "/tmp/focuserlink-config.XXXXXX";
        folder_ = mkdtemp(name);
        file_ = ConfigFile((folder_ / "sub" / "hub.toml").string());
    }
    ~ConfigFileTest() override { std::filesystem::remove_all(folder_); }

    std::string text() const {
        std::ifstream in(file_.path());
        std::stringstream all;
        all << in.rdbuf();
        return all.str();
    }
    void write(const std::string& content) const {
        std::filesystem::create_directories(folder_ / "sub");
        std::ofstream(file_.path()) << content;
    }

    std::filesystem::path folder_;
    ConfigFile file_{""};
};

TEST_F(ConfigFileTest, NoFileIsTheDefaults) {
    const ParsedConfig read = file_.load();
    EXPECT_EQ(read.mistake, "");
    EXPECT_EQ(read.config, HubConfig{});
}

TEST_F(ConfigFileTest, MakesIdsOnceAndKeepsThem) {
    std::vector<DeviceConfig> first(2);
    EXPECT_EQ(complete_ids(file_, first), "");
    EXPECT_EQ(first[0].focuser_id.size(), 36U);
    EXPECT_NE(first[0].focuser_id, first[1].focuser_id);
    EXPECT_NE(first[0].focuser_id, first[0].conditions_id);
    std::vector<DeviceConfig> second = file_.load().config.devices;
    EXPECT_EQ(second, first);
    const std::string before = text();
    EXPECT_EQ(complete_ids(file_, second), "");
    EXPECT_EQ(second, first);
    EXPECT_EQ(text(), before);
    for (const auto& entry : std::filesystem::directory_iterator(folder_ / "sub")) {
        EXPECT_EQ(entry.path().filename(), "hub.toml") << "a temporary file was left";
    }
}

// What is appended would belong to the device; a new file says so, and what stands above stays there.
TEST_F(ConfigFileTest, ANewFileSaysWhereOtherKeysStandAndKeepsThemThere) {
    std::vector<DeviceConfig> devices(1);
    EXPECT_EQ(complete_ids(file_, devices), "");
    const std::string made = text();
    EXPECT_THAT(made, HasSubstr("above the first [[device]]"));
    const std::string keys = "user = \"me\"\npassword = \"long\"\n";
    write(made + keys);
    EXPECT_THAT(file_.load().mistake, HasSubstr(": belongs above the first [[device]]"));
    write(std::string(made).insert(made.find("[[device]]", made.find("\n\n")), keys));
    devices[0].address = "tcp:a:1";
    EXPECT_EQ(file_.store(devices), "");
    EXPECT_EQ(file_.load().config.password, "long");
    EXPECT_EQ(file_.load().config.devices, devices);
}

TEST_F(ConfigFileTest, KeepsModeLinkAndUnknownKeys) {
    write("mine = 1 # remark\n");
    chmod(file_.path().c_str(), 0640);
    const ConfigFile link((folder_ / "link.toml").string());
    std::filesystem::create_symlink(file_.path(), link.path());
    std::vector<DeviceConfig> devices(1);
    EXPECT_EQ(complete_ids(link, devices), "");
    EXPECT_TRUE(std::filesystem::is_symlink(link.path()));
    EXPECT_THAT(text(), HasSubstr("mine = 1 # remark\n"));
    EXPECT_THAT(text(), HasSubstr(devices[0].focuser_id));
    struct stat now {};
    stat(file_.path().c_str(), &now);
    EXPECT_EQ(now.st_mode & 0777U, 0640U);
}

TEST_F(ConfigFileTest, DoesNotTouchAFileWithAMistake) {
    write("port = 'x'\n");
    EXPECT_THAT(file_.store({DeviceConfig{}}), HasSubstr("hub.toml:1: port: is a whole number"));
    EXPECT_EQ(text(), "port = 'x'\n");
}

TEST_F(ConfigFileTest, WhereNothingCanBeWrittenIdsAreDerivedAndStable) {
    // A folder that cannot be made, for root too: its parent is a file.
    const ConfigFile impossible("/dev/null/hub.toml");
    DeviceConfig one;
    one.address = "serial:/dev/ttyUSB0";
    std::vector<DeviceConfig> first{one, DeviceConfig{}};
    std::vector<DeviceConfig> second = first;
    EXPECT_THAT(complete_ids(impossible, first), HasSubstr("/dev/null/hub.toml: cannot be"));
    complete_ids(impossible, second);
    EXPECT_EQ(first, second);
    EXPECT_EQ(first[0].focuser_id.size(), 36U);
    EXPECT_NE(first[0].focuser_id, first[1].focuser_id);
    EXPECT_NE(first[0].focuser_id, first[0].conditions_id);
}

TEST_F(ConfigFileTest, AFolderInItsPlaceIsAMistakeInWords) {
    std::filesystem::create_directories(file_.path());
    EXPECT_THAT(file_.load().mistake, HasSubstr("cannot be read: Is a directory"));
}

}  // namespace
}  // namespace focus
