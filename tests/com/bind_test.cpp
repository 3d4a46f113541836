// The table of members, and what calls may look like.
#include "com/bind.h"

#include <gtest/gtest.h>
#include <set>

#include "com/driver_kind.h"
#include "tests/com/values.h"

namespace focus::com {
namespace {

using What = Misfit::What;

const Member& focuser(std::string_view name) {
    const auto place = find_member(focuser_members(), name);
    EXPECT_TRUE(place) << name;
    return focuser_members()[place.value_or(0)];
}

Call call(std::vector<std::optional<Value>> positional, std::vector<Call::Named> named = {}) {
    return {false, std::move(positional), std::move(named)};
}
Call put(Value value) { return {true, {std::move(value)}, {}}; }

What why_not(const Member& member, Call wrong) {
    const auto bound = bind(member, std::move(wrong));
    EXPECT_FALSE(bound) << member.name;
    return bound ? What{} : bound.error().what;
}

TEST(Members, HaveAllThatTheInterfacesName) {
    const char* const of_a_focuser[] = {"Connected",
                                        "Link",
                                        "Description",
                                        "DriverInfo",
                                        "DriverVersion",
                                        "Name",
                                        "InterfaceVersion",
                                        "SupportedActions",
                                        "Action",
                                        "CommandBlind",
                                        "CommandBool",
                                        "CommandString",
                                        "SetupDialog",
                                        "Dispose",
                                        "Halt",
                                        "Absolute",
                                        "IsMoving",
                                        "TempCompAvailable",
                                        "TempComp",
                                        "MaxIncrement",
                                        "MaxStep",
                                        "Position",
                                        "StepSize",
                                        "Temperature",
                                        "Move",
                                        "Connect",
                                        "Disconnect",
                                        "Connecting",
                                        "DeviceState"};
    for (const char* name : of_a_focuser) EXPECT_TRUE(find_member(focuser_members(), name)) << name;
    EXPECT_EQ(focuser_members().size(), std::size(of_a_focuser));
    const char* const of_conditions[] = {
        "AveragePeriod",     "CloudCover",          "DewPoint",    "Humidity",       "Pressure",
        "RainRate",          "SkyBrightness",       "SkyQuality",  "SkyTemperature", "StarFWHM",
        "Temperature",       "WindDirection",       "WindGust",    "WindSpeed",      "Refresh",
        "SensorDescription", "TimeSinceLastUpdate", "DeviceState", "Connect",        "Connected"};
    for (const char* name : of_conditions) EXPECT_TRUE(find_member(conditions_members(), name)) << name;
    EXPECT_FALSE(find_member(conditions_members(), "Link"));
}

TEST(Members, AreFoundWithoutCaseAndOnlyByTheirWholeName) {
    EXPECT_EQ(find_member(focuser_members(), "move"), find_member(focuser_members(), "MOVE"));
    for (const char* name : {"", "Mov", "Moves", "Move ", "Tempcomp2"}) {
        EXPECT_FALSE(find_member(focuser_members(), name)) << name;
    }
    EXPECT_EQ(find_parameter(focuser("CommandString"), "raw"), 1U);
    EXPECT_FALSE(find_parameter(focuser("CommandString"), "Position"));
}

TEST(Members, HaveNamesOfTheirOwn) {
    for (const DriverKind& kind : driver_kinds()) {
        std::set<std::string_view> names;
        for (const Member& member : kind.members()) EXPECT_TRUE(names.insert(member.name).second) << member.name;
    }
}

TEST(Members, InterfaceVersionHas16Bits) { EXPECT_EQ(focuser("InterfaceVersion").type, Type::int16); }

TEST(Bind, CoercesToTheDeclaredTypes) {
    const auto bound = bind(focuser("Move"), call({text("3455")}));
    ASSERT_TRUE(bound);
    EXPECT_EQ(bound->arguments, std::vector{whole(3455)});
    EXPECT_FALSE(bound->put);
}

TEST(Bind, OptionalArgumentsMayBeAbsentOrLeftOut) {
    const std::vector<Value> expected{text("S:20"), Value{false}};
    EXPECT_EQ(bind(focuser("CommandString"), call({text("S:20")}))->arguments, expected);
    EXPECT_EQ(bind(focuser("CommandString"), call({text("S:20"), std::nullopt}))->arguments, expected);
    const std::vector<Value> without{text("a"), text("")};
    EXPECT_EQ(bind(focuser("Action"), call({text("a")}))->arguments, without);
    EXPECT_EQ(why_not(focuser("CommandString"), call({})), What::count);
    EXPECT_EQ(why_not(focuser("CommandString"), call({std::nullopt})), What::missing);
}

TEST(Bind, NamedArgumentsInAnyOrder) {
    const std::vector<Value> expected{text("q"), Value{true}};
    EXPECT_EQ(bind(focuser("CommandString"), call({}, {{1, whole(1)}, {0, text("q")}}))->arguments, expected);
    EXPECT_EQ(bind(focuser("CommandString"), call({text("q")}, {{1, Value{true}}}))->arguments, expected);
    EXPECT_EQ(why_not(focuser("CommandString"), call({text("q")}, {{0, text("q")}})), What::no_such_parameter);
    EXPECT_EQ(why_not(focuser("CommandString"), call({text("q")}, {{2, text("q")}})), What::no_such_parameter);
    EXPECT_EQ(why_not(focuser("CommandString"), call({}, {{1, Value{true}}})), What::count);
}

TEST(Bind, SaysWhichArgumentIsWrong) {
    const auto bound = bind(focuser("CommandString"), call({text("q"), text("perhaps")}));
    ASSERT_FALSE(bound);
    EXPECT_EQ(bound.error().what, What::type);
    EXPECT_EQ(bound.error().argument, 1U);
    EXPECT_EQ(why_not(focuser("Move"), call({Value{3e9}})), What::overflow);
    EXPECT_EQ(why_not(focuser("Move"), call({Value{}})), What::type);
    EXPECT_EQ(why_not(focuser("Move"), call({text("1,5")})), What::type);
}

TEST(Bind, CountsArguments) {
    EXPECT_EQ(why_not(focuser("Move"), call({})), What::count);
    EXPECT_EQ(why_not(focuser("Move"), call({whole(1), whole(2)})), What::count);
    EXPECT_EQ(why_not(focuser("Halt"), call({whole(1)})), What::count);
    EXPECT_EQ(why_not(focuser("Position"), call({whole(1)})), What::count);
}

TEST(Bind, AssignmentsNeedAPropertyThatCanBeSet) {
    const auto bound = bind(focuser("Connected"), put(text("true")));
    ASSERT_TRUE(bound);
    EXPECT_TRUE(bound->put);
    EXPECT_EQ(bound->arguments, std::vector{Value{true}});
    EXPECT_EQ(why_not(focuser("Position"), put(whole(5))), What::not_a_member);
    EXPECT_EQ(why_not(focuser("Move"), put(whole(5))), What::not_a_member);
    EXPECT_EQ(why_not(focuser("TempComp"), put(text("maybe"))), What::type);
    EXPECT_EQ(why_not(focuser("TempComp"), {true, {}, {}}), What::count);
    EXPECT_EQ(why_not(focuser("TempComp"), {true, {std::nullopt}, {}}), What::missing);
}

TEST(Bind, AListGivesOneElement) {
    EXPECT_EQ(bind(focuser("SupportedActions"), call({}))->element, std::nullopt);
    EXPECT_EQ(bind(focuser("SupportedActions"), call({whole(2)}))->element, 2U);
    EXPECT_EQ(why_not(focuser("SupportedActions"), call({whole(-1)})), What::index);
    EXPECT_EQ(why_not(focuser("SupportedActions"), call({text("first")})), What::type);
    EXPECT_EQ(why_not(focuser("SupportedActions"), call({whole(1), whole(2)})), What::count);
}

}  // namespace
}  // namespace focus::com
