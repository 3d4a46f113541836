#include "cli/find/doctor.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace focus::cli {
namespace {

using testing::HasSubstr;

PortFacts good_port() {
    PortFacts facts;
    facts.path = "/dev/ttyUSB0";
    facts.exists = facts.may_use = true;
    facts.group = "dialout";
    facts.user = "anna";
    return facts;
}

TEST(Doctor, FindsNothingAgainstAGoodPort) { EXPECT_FALSE(judge_port(good_port(), {})); }

TEST(Doctor, NamesThePortsThereAre) {
    PortFacts facts = good_port();
    facts.exists = false;
    const auto finding = judge_port(facts, {{"/dev/ttyUSB3", "/dev/ttyUSB3", "", "0403:6015"}});
    ASSERT_TRUE(finding);
    EXPECT_EQ(finding->severity, Severity::wrong);
    EXPECT_THAT(finding->advice, HasSubstr("/dev/ttyUSB3"));
    EXPECT_THAT(judge_port(facts, {})->advice, HasSubstr("plugged in"));
}

TEST(Doctor, SaysHowToGetPermission) {
    PortFacts facts = good_port();
    facts.may_use = false;
    EXPECT_THAT(judge_port(facts, {})->advice, HasSubstr("sudo usermod -aG dialout anna"));
    facts.listed_member = true;
    EXPECT_THAT(judge_port(facts, {})->advice, HasSubstr("log out and in again"));
    EXPECT_THAT(judge_port(facts, {})->advice, testing::Not(HasSubstr("usermod")));
}

TEST(Doctor, LeavesThePortToTheHub) {
    PortFacts facts = good_port();
    facts.holder = "focuserlinkd (process 43)";
    facts.holder_is_hub = true;
    EXPECT_EQ(judge_port(facts, {})->severity, Severity::good);
    EXPECT_THAT(judge_port(facts, {})->advice, HasSubstr("alpaca://127.0.0.1:11111/0"));
}

TEST(Doctor, TellsSilenceFromWrongDevicesAndMissingHubs) {
    FocuserState state;
    state.fault = Error::timeout;
    EXPECT_THAT(judge_connection("no answer", state)[0].advice, HasSubstr("power"));
    state.fault = Error::bad_reply;
    EXPECT_THAT(judge_connection("nonsense", state)[0].advice, HasSubstr("no focuser"));
    state.address = "alpaca://localhost:11111/0";
    state.fault = asio::error::connection_refused;
    const auto hub = judge_connection("refused", state);
    EXPECT_THAT(hub[0].advice, HasSubstr("discover"));
    EXPECT_EQ(hub[0].severity, Severity::wrong);
}

TEST(Doctor, NotesWhatIsMissingOnAGoodConnection) {
    FocuserState state;
    state.link = Link::connected;
    state.identity = "FocuserLink:open:0.1.0";
    state.extended.emplace();
    state.extended->bound = Steps(3);
    const auto findings = judge_connection("", state);
    ASSERT_EQ(findings.size(), 3U);
    EXPECT_EQ(findings[0].severity, Severity::good);
    EXPECT_THAT(findings[1].text, HasSubstr("no temperature"));
    EXPECT_THAT(findings[2].text, HasSubstr("uncertain by 3 steps"));
}

TEST(FindDevice, PrefersTheHubHere) {
    const Hub here{kLocalHub, {}, {{"A", "alpaca://127.0.0.1:11111/0"}}};
    const Hub there{"10.0.0.2:11111", {}, {{"B", "alpaca://10.0.0.2:11111/0"}}};
    const std::vector<SerialPortInfo> usb{{"/dev/ttyUSB0", "/dev/ttyUSB0", "", "0403:6015"}};
    const std::vector<SerialPortInfo> none{{"/dev/ttyS0", "/dev/ttyS0", "", ""}};
    EXPECT_EQ(choose_device({here}, usb).address, "alpaca://127.0.0.1:11111/0");
    EXPECT_EQ(choose_device({there}, usb).address, "alpaca://10.0.0.2:11111/0");
    EXPECT_EQ(choose_device({}, usb).address, "serial:/dev/ttyUSB0");
    EXPECT_EQ(choose_device({Hub{kLocalHub, asio::error::connection_refused, {}}}, none).address, "");
}

TEST(FindDevice, AsksForThePasswordOfTheHubHereAndTriesNothingElse) {
    Hub here{kLocalHub, Error::unsupported, {}};
    here.wants_password = true;
    const std::vector<SerialPortInfo> usb{{"/dev/ttyUSB0", "/dev/ttyUSB0", "", "0403:6015"}};
    const FoundDevice found = choose_device({here}, usb);
    EXPECT_EQ(found.address, "");
    EXPECT_FALSE(found.several);
    EXPECT_EQ(found.words,
              "The hub at 127.0.0.1:11111 asks for a user and a password: "
              "--device alpaca://USER:PASSWORD@127.0.0.1:11111/0.");
    EXPECT_THAT(judge_hub(here).text, HasSubstr("asks for a user and a password"));
}

TEST(FindDevice, LeavesAnotherMakersServerAlone) {
    Hub here{kLocalHub, {}, {{"OAG", "alpaca://127.0.0.1:11111/0"}}};
    here.maker = "Other Maker";
    const std::vector<SerialPortInfo> usb{{"/dev/ttyUSB0", "/dev/ttyUSB0", "", "0403:6015"}};
    const FoundDevice found = choose_device({here}, usb);
    EXPECT_EQ(found.address, "serial:/dev/ttyUSB0");
    EXPECT_THAT(found.words, HasSubstr("an Alpaca server of Other Maker, no FocuserLink"));
    EXPECT_EQ(choose_device({here}, {}).address, "");
    EXPECT_THAT(judge_hub(here).text, HasSubstr("no FocuserLink"));
    here.maker.clear();
    EXPECT_EQ(judge_hub(here).text, "What answers at 127.0.0.1:11111 is no FocuserLink hub.");
    EXPECT_THAT(choose_device({here}, usb).words, HasSubstr("is no FocuserLink hub; it is left alone"));
}

TEST(FindDevice, DoesNotGuessBetweenSeveral) {
    const Hub here{
        kLocalHub, {}, {{"A", "alpaca://127.0.0.1:11111/0"}, {"B\x1b]0;x\x07", "alpaca://127.0.0.1:11111/1"}}};
    const FoundDevice found = choose_device({here}, {});
    EXPECT_EQ(found.address, "");
    EXPECT_TRUE(found.several);
    EXPECT_THAT(found.words, HasSubstr("--device alpaca://127.0.0.1:11111/1   B?]0;x?")) << "fit for a terminal";
    const Hub two{"10.0.0.2:11111", {}, {{"A", "alpaca://10.0.0.2:11111/0"}, {"B", "alpaca://10.0.0.2:11111/1"}}};
    EXPECT_EQ(choose_device({two}, {}).address, "");
    EXPECT_THAT(choose_device({two}, {}).words, HasSubstr("--device alpaca://10.0.0.2:11111/1"));
    const SerialPortInfo usb{"/dev/ttyUSB0", "/dev/ttyUSB0", "FTDI", "0403:6015"};
    EXPECT_EQ(choose_device({}, {usb, usb}).address, "");
    EXPECT_THAT(choose_device({}, {usb, usb}).words, HasSubstr("--device serial:/dev/ttyUSB0"));
}

}  // namespace
}  // namespace focus::cli
