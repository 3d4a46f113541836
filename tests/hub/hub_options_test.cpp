#include "hub/config/hub_options.h"

#include <gmock/gmock.h>

namespace focus {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

ParsedOptions parse(std::vector<const char*> arguments) {
    arguments.insert(arguments.begin(), "focuserlinkd");
    return parse_hub_options(static_cast<int>(arguments.size()), arguments.data());
}

TEST(HubOptions, OverrideTheFile) {
    const ParsedOptions read =
        parse({"--device", "tcp:localhost:4000", "--device", "serial:/dev/ttyUSB1", "--port", "0", "--listen",
               "::", "--discovery-port", "4", "--log-level", "debug", "--trace", "--no-session-log"});
    ASSERT_FALSE(read.exit_code) << read.text;
    HubConfig config = parse_hub_config(
                           "port = 7\n[[device]]\naddress='serial:/dev/ttyUSB1'\nname='A'\nfocuser_id = "
                           "'4f0c9a52-7f5e-4f0b-9f43-5a8f9e0a1b2c'",
                           "f")
                           .config;
    apply_options(read.options, config);
    EXPECT_EQ(config.port, 0);
    EXPECT_EQ(config.discovery_port, 4);
    EXPECT_THAT(config.listen, ElementsAre("::"));
    EXPECT_EQ(config.log_level, "debug");
    EXPECT_FALSE(config.session_log);
    ASSERT_EQ(config.devices.size(), 2U);
    EXPECT_EQ(config.devices[0].focuser_id.size(), 36U);
    EXPECT_EQ(config.devices[1].name, "A");
    EXPECT_EQ(config.devices[1].focuser_id, "4f0c9a52-7f5e-4f0b-9f43-5a8f9e0a1b2c");
    EXPECT_EQ(config.devices[1].conditions_id.size(), 36U);
    EXPECT_TRUE(config.devices[0].trace && config.devices[1].trace);
}

TEST(HubOptions, NothingGivenChangesNothing) {
    HubConfig config;
    config.port = 3;
    const HubConfig before = config;
    apply_options(parse({}).options, config);
    EXPECT_EQ(config, before);
}

TEST(HubOptions, MistakesSayWhatIsAllowed) {
    EXPECT_THAT(parse({"--device", "/dev/ttyUSB0"}).text, HasSubstr("allowed: \"serial:/dev/ttyUSB0\""));
    EXPECT_THAT(parse({"--port", "70000"}).text, HasSubstr("--port"));
    EXPECT_THAT(parse({"--listen", "pier"}).text, HasSubstr("\"pier\" is not an IP address"));
    EXPECT_THAT(parse({"--log-level", "loud"}).text, HasSubstr("warning"));
    EXPECT_THAT(parse({"--device", "tcp:a:1", "--device", "tcp:a:1"}).text, HasSubstr("given twice"));
    EXPECT_EQ(parse({"--bogus"}).exit_code, 2);
    EXPECT_EQ(parse({"--version"}).exit_code, 0);
    EXPECT_THAT(parse({"--version"}).text, HasSubstr(FOCUSERLINK_VERSION));
    EXPECT_THAT(parse({"--help"}).text, HasSubstr("everyone on it can move the focuser"));
}

TEST(HubOptions, OpeningTheHubIsSaidInWords) {
    HubConfig config;
    EXPECT_EQ(exposure_warning(config), "");
    config.listen = {"127.0.0.1", "0.0.0.0"};
    EXPECT_THAT(exposure_warning(config), HasSubstr("listening on 0.0.0.0: everyone on the network can see and move"));
    config.user = config.password = "x";
    EXPECT_THAT(exposure_warning(config), HasSubstr("unencrypted"));
}

}  // namespace
}  // namespace focus
