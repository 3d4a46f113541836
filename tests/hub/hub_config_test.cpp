#include "hub/config/hub_config.h"

#include <fstream>
#include <gmock/gmock.h>
#include <sstream>

namespace focus {
namespace {

using testing::HasSubstr;

std::string sample() {
    std::ifstream file(TEST_DATA "/hub.toml");
    std::stringstream text;
    text << file.rdbuf();
    return text.str();
}

TEST(HubConfig, ReadsTheSample) {
    const ParsedConfig read = parse_hub_config(sample(), "hub.toml");
    ASSERT_EQ(read.mistake, "");
    EXPECT_EQ(read.config.location, "Backyard, pier 2");
    EXPECT_TRUE(read.config.session_log);
    EXPECT_EQ(read.config.log_interval, std::chrono::milliseconds(2500));
    ASSERT_EQ(read.config.devices.size(), 2U);
    EXPECT_EQ(read.config.devices[0].name, "Refractor");
    EXPECT_EQ(read.config.devices[0].focuser_id, "4f0c9a52-7f5e-4f0b-9f43-5a8f9e0a1b2c");
    EXPECT_EQ(read.config.devices[1].address, "tcp:127.0.0.1:4000");
    EXPECT_TRUE(read.config.devices[1].trace);
    ASSERT_EQ(read.warnings.size(), 1U);
    EXPECT_THAT(read.warnings[0], HasSubstr("hub.toml:9: colour_of_the_pier: unknown"));
}

TEST(HubConfig, AnEmptyFileMeansTheDefaults) {
    const ParsedConfig read = parse_hub_config("", "hub.toml");
    EXPECT_EQ(read.mistake, "");
    EXPECT_EQ(read.config, HubConfig{});
}

TEST(HubConfig, AnIntervalIsWholeOrHalfSeconds) {
    for (const auto& [text, milliseconds] : {std::pair{"60", 60000}, {"0.5", 500}, {"1.0", 1000}}) {
        const ParsedConfig read = parse_hub_config(std::string("session_log = false\nlog_interval = ") + text, "h");
        EXPECT_EQ(read.mistake, "");
        EXPECT_EQ(read.config.log_interval, std::chrono::milliseconds(milliseconds));
        EXPECT_FALSE(read.config.session_log);
    }
}

TEST(HubConfig, NamesAreWhatElseClientsMayCallTheComputer) {
    const ParsedConfig read = parse_hub_config("names = [\"telescope.fritz.box\", \"pier_2.local.\"]", "h");
    EXPECT_EQ(read.mistake, "");
    EXPECT_TRUE(read.warnings.empty());
    EXPECT_EQ(read.config.names, (std::vector<std::string>{"telescope.fritz.box", "pier_2.local."}));
    EXPECT_EQ(parse_hub_config("names = []", "h").mistake, "");
}

struct Mistake {
    const char* text;
    const char* says;
};

class HubConfigMistakes : public testing::TestWithParam<Mistake> {};

TEST_P(HubConfigMistakes, NameFileLineKeyAndWhatIsAllowed) {
    const ParsedConfig read = parse_hub_config(GetParam().text, "h.toml");
    EXPECT_THAT(read.mistake, HasSubstr(GetParam().says));
    EXPECT_EQ(read.config, HubConfig{}) << "half-applied";
}

const Mistake kMistakes[] = {
    {"\nport = 99999", "h.toml:2: port: is a whole number, 0..65535"},
    {"port = \"11111\"", "h.toml:1: port: is a whole number, 0..65535"},
    {"discovery_port = -1", "h.toml:1: discovery_port: is a whole number, 0..65535 (0: no discovery)"},
    {"listen = \"::\"", "h.toml:1: listen: is a list of 1..16 IP addresses"},
    {"listen = []", "h.toml:1: listen: is a list of 1..16 IP addresses"},
    {"listen = [\n\"127.0.0.1\",\n\"pier\"]", "h.toml:3: listen: \"pier\" is not an IP address; use 127.0.0.1"},
    {"names = \"pier\"", "h.toml:1: names: is a list of 0..16 host names, such as [\"telescope.fritz.box\"]"},
    {"names = [5]", "h.toml:1: names: each entry stands in quotes"},
    {"names = [\n\"pier:11111\"]", "h.toml:2: names: \"pier:11111\" is not a host name"},
    {"names = [\"\"]", "h.toml:1: names: \"\" is not a host name"},
    {"user = \"me\"", "user: user and password are given together"},
    {"password = \"x\"", "password: user and password are given together"},
    {"user = \"a:b\"\npassword=\"x\"", "user: cannot contain a colon"},
    {"log_level = \"loud\"", "log_level: is one of \"trace\", \"debug\""},
    {"session_log = 1", "h.toml:1: session_log: is true or false"},
    {"log_interval = 0", "h.toml:1: log_interval: is a number of seconds, 0.5..60 in steps of 0.5"},
    {"log_interval = 60.5", "log_interval: is a number of seconds"},
    {"log_interval = 1.2", "log_interval: is a number of seconds"},
    {"log_interval = nan", "log_interval: is a number of seconds"},
    {"log_interval = \"10\"", "log_interval: is a number of seconds"},
    {"location = 5", "location: is a text in quotes"},
    {"location = \"a\\u0007\"", "location: is at most 256 characters on one line"},
    {"device = 1", "h.toml:1: device: is written as up to 16 sections that begin with [[device]]"},
    {"[[device]]\naddress = \"/dev/ttyUSB0\"", "h.toml:2: address: \"/dev/ttyUSB0\" is not the address of a focuser"},
    {"[[device]]\naddress = \"tcp:localhost\"", "needs a host and a port; allowed: \"serial:/dev/ttyUSB0\""},
    {"[[device]]\naddress = \"tcp:localhost:70000\"", "has no port number in 1..65535"},
    {"[[device]]\nreset_on_connect = 1", "h.toml:2: reset_on_connect: is true or false"},
    {"[[device]]\nfocuser_id = \"7\"", "h.toml:2: focuser_id: is a GUID such as"},
    {"[[device]]\naddress='tcp:a:1'\n[[device]]\naddress='tcp:a:1'", "h.toml:4: address: \"tcp:a:1\" is used twice"},
    {"[[device]]\nname='a'\npassword = \"x\"\nuser = \"me\"", "h.toml:3: password: belongs above the first [[device]]"},
    {"user = 'me'\npassword = 'x'\n[[device]]\n[[device]]\nnames = [\"pier\"]",
     "h.toml:5: names: belongs above the first [[device]]"},
    {"[[device]]\nlisten = 5", "h.toml:2: listen: belongs above the first [[device]]"},
    {"port = 1\nport = 2", "h.toml:2: not TOML"},
    {"port 1", "h.toml:1: not TOML"},
    {"[[\n", "h.toml:1: not TOML"},
    {"# Дом\nlocation = 'Дом'\nпорт = 1", "h.toml:3: not TOML"},
};
INSTANTIATE_TEST_SUITE_P(All, HubConfigMistakes, testing::ValuesIn(kMistakes));

TEST(HubConfig, AnEditKeepsEverythingElse) {
    const std::string before = sample();
    std::vector<DeviceConfig> devices = parse_hub_config(before, "").config.devices;
    devices[0].address = "serial:/dev/ttyACM\"3\\";
    devices[0].reset_on_connect = true;
    devices[1].focuser_id = "00000000-0000-4000-8000-000000000001";
    const std::string after = with_devices(before, devices);
    EXPECT_EQ(parse_hub_config(after, "").config.devices, devices);
    EXPECT_THAT(after, HasSubstr("colour_of_the_pier = \"grey\"     # unknown: kept, no effect"));
    EXPECT_THAT(after, HasSubstr("# The refractor.\naddress = \"serial:/dev/ttyACM\\\"3\\\\\"   # CH340\n"));
    EXPECT_THAT(after, HasSubstr("[[device]]\naddress = \"tcp"));
    EXPECT_THAT(after, HasSubstr("\nfocuser_id = \"00000000-0000-4000-8000-000000000001\"\n"));
    EXPECT_EQ(with_devices(after, devices), after);
    EXPECT_EQ(with_devices(before, parse_hub_config(before, "").config.devices), before);
}

TEST(HubConfig, AnEditAddsWhatIsMissing) {
    DeviceConfig device;
    device.address = "tcp:[::1]:4000";
    device.trace = true;
    for (const char* text :
         {"", "port = 1", "[[device]]", "location = 'Dåså' # x\n[[device]]\nname = 'ä' # ö",
          "device = [{address = 'tcp:b:1', extra = 1}] # inline", "[[device]]\r\ntrace = false\r\n"}) {
        const std::string after = with_devices(text, {device});
        const ParsedConfig read = parse_hub_config(after, "f");
        ASSERT_EQ(read.mistake, "") << after;
        ASSERT_EQ(read.config.devices.size(), 1U) << after;
        EXPECT_EQ(read.config.devices[0].address, device.address) << after;
        EXPECT_TRUE(read.config.devices[0].trace) << after;
        EXPECT_EQ(read.warnings.size(), parse_hub_config(text, "f").warnings.size()) << after;
    }
}

}  // namespace
}  // namespace focus
