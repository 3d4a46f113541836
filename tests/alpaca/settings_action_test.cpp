// The device's two actions: settings changed by their slots in one turn, and how certain the position is.
#include "alpaca/settings_action.h"

#include <gtest/gtest.h>

#include "tests/alpaca/served.h"

namespace focus {
namespace {

const std::string kAction = "/api/v1/focuser/0/action";

TEST(SettingsChanges, AreReadAsTheyAreWritten) {
    DeviceSettings before, after;
    EXPECT_EQ(settings_changes(before, after), "");
    after.set(Slot::coefficient, -1250);
    after.set(Slot::threshold, 20);
    after.set(Slot::mode, 1);
    const std::string text = settings_changes(before, after);
    EXPECT_EQ(text, "8=-1250,10=20,11=1");
    std::string mistake;
    const auto edit = parse_settings_changes(text, mistake);
    ASSERT_TRUE(edit) << mistake;
    DeviceSettings others = before;
    others.set(Slot::speed, 321);  // by another program
    (*edit)(others);
    EXPECT_EQ(others[Slot::speed], 321);
    EXPECT_EQ(settings_changes(after, others), "3=321");
}

TEST(SettingsChanges, MistakesAreNamed) {
    for (const char* text : {"", ",", "3", "3=", "=5", "0=1", "12=1", "-3=5", "3=5x", "3= 5", "3=5;10=2", "3=5.0",
                             "99999999999=1", "3=99999999999", "speed=5"}) {
        std::string mistake;
        EXPECT_FALSE(parse_settings_changes(text, mistake)) << text;
        EXPECT_NE(mistake.find("SLOT=VALUE"), std::string::npos) << text << ": " << mistake;
    }
    for (const auto& [text, words] : {std::pair{"10=20,3=9", "Slot 3 must be 10 to 2000."},
                                      {"3=2001", "Slot 3 must be 10 to 2000."},
                                      {"11=2", "Slot 11 must be 0 to 1."}}) {
        std::string mistake;
        EXPECT_FALSE(parse_settings_changes(text, mistake)) << text;
        EXPECT_EQ(mistake, words);
    }
}

TEST(ChangeSettingsAction, ChangesTheSlotsItNamesAndGivesTheRecord) {
    Served hub;
    HttpClient client(hub.port());
    EXPECT_EQ(client.put(kAction, "Action=ChangeSettings&Parameters=3%3D321").error(), 0x407);
    hub.connect();
    for (const char* action : {"ChangeSettings", "changesettings", "CHANGESETTINGS"}) {
        const HttpAnswer answer =
            client.put(kAction, std::string("Action=") + action + "&Parameters=3%3D321%2C10%3D20");
        EXPECT_EQ(answer.error(), 0) << answer.body;
        EXPECT_EQ(answer.value().as_string(), "u:400:3:321:0:28800:0:500:-2000:30:20:0") << action;
    }
    const auto calls = hub.calls();
    for (const char* wrong : {"", "&Parameters=", "&Parameters=3%3D9", "&parameters=3%3D500", "&Parameters=nonsense"}) {
        const HttpAnswer answer = client.put(kAction, std::string("Action=ChangeSettings") + wrong);
        EXPECT_EQ(answer.error(), 0x401) << wrong;
        EXPECT_FALSE(answer.json().at("ErrorMessage").as_string().empty()) << wrong;
    }
    EXPECT_EQ(hub.calls(), calls) << "nothing reached the device";
}

TEST(PositionUncertaintyAction, TellsStepsAndZeroWhenCertain) {
    Served hub;
    HttpClient client(hub.port());
    EXPECT_EQ(client.put(kAction, "Action=PositionUncertainty&Parameters=").error(), 0x407);
    hub.connect();
    const auto answer = [&](const std::string& name = "PositionUncertainty") {
        return client.put(kAction, "Action=" + name + "&Parameters=");
    };
    EXPECT_EQ(answer().error(), 0x400) << "a stock device cannot say";
    hub.set([](FocuserState& s) { s.extended.emplace(); });
    EXPECT_EQ(answer().value().as_string(), "0");
    hub.set([](FocuserState& s) { s.extended->bound = Steps(48); });
    for (const char* name : {"PositionUncertainty", "positionuncertainty", "POSITIONUNCERTAINTY"}) {
        EXPECT_EQ(answer(name).value().as_string(), "48") << name;
    }
    EXPECT_TRUE(hub.calls().empty()) << "from the snapshot";
}

TEST(Actions, AreNamedWhereThereIsNoSuchOne) {
    Served hub;
    hub.connect();
    const HttpAnswer answer = hub.put(kAction, "Action=Uncertainty&Parameters=");
    EXPECT_EQ(answer.error(), 0x40C);
    EXPECT_NE(answer.body.find("PositionUncertainty and ChangeSettings"), std::string::npos) << answer.body;
    EXPECT_EQ(hub.put("/api/v1/observingconditions/0/action", "Action=ChangeSettings&Parameters=3%3D5").error(), 0x400);
}

}  // namespace
}  // namespace focus
