#include <boost/json.hpp>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "cli/commands/move_command.h"
#include "cli/line_request.h"
#include "cli/text/exit_code.h"
#include "cli/text/format.h"
#include "cli/text/json_line.h"
#include "cli/text/settings_text.h"
#include "cli/text/status_text.h"

namespace focus::cli {
namespace {

using testing::HasSubstr;
using testing::Not;

TEST(Format, WritesNumbersAsPeopleDo) {
    EXPECT_EQ(fixed_text(-0.004, 2), "0.00");
    EXPECT_EQ(fixed_text(-12.345, 1), "-12.3");
    EXPECT_EQ(millimetres_text(Position(12345), 500), "61.73");
    EXPECT_EQ(duration_text(59), "59 s");
    EXPECT_EQ(duration_text(3725), "1 h 2 min");
}

TEST(JsonLine, HasNoExponentsAndOneLine) {
    boost::json::object object;
    object["a"] = 12.5;
    object["b"] = boost::json::array{-0.01, 1e6, nullptr, true, "x\n\"y\""};
    object["c"] = 0.0;
    EXPECT_EQ(json_line(object), R"({"a":12.5,"b":[-0.01,1000000,null,true,"x\n\"y\""],"c":0})");
}

FocuserState at_rest() {
    FocuserState state;
    state.link = Link::connected;
    state.address = "tcp:localhost:4000";
    state.position = state.target = Position(12345);
    state.settings.emplace();
    return state;
}

TEST(StatusText, ShowsWhatIsNotKnownAsUnknown) {
    const std::string text = status_text(at_rest());
    EXPECT_THAT(text, HasSubstr("12345 of 28800 steps, 61.73 mm"));
    EXPECT_THAT(text, HasSubstr("Temperature   --\n"));
    EXPECT_THAT(text, HasSubstr("Dew point     --\n"));
    EXPECT_THAT(text, HasSubstr("Firmware      unknown"));
    EXPECT_THAT(text, HasSubstr("certainty unknown"));
    EXPECT_THAT(text, HasSubstr("Buttons       unknown"));
    EXPECT_THAT(text, HasSubstr("Last moved by unknown"));
    const auto json = boost::json::parse(json_line(status_json(at_rest()))).as_object();
    for (const char* key : {"temperature", "humidity", "dew_point", "firmware", "uncertain_by", "buttons_enabled"}) {
        EXPECT_TRUE(json.at(key).is_null()) << key;
    }
    EXPECT_EQ(json.at("position").as_int64(), 12345);
}

TEST(StatusText, ShowsEverythingThatIsKnown) {
    FocuserState state = at_rest();
    state.sensor = SensorState{-0.5, 81.25, -3.25};
    state.compensation = Compensation::automatic;
    state.compensation_difference = Steps(-7);
    state.settings->set(Slot::coefficient, 3500);
    state.extended.emplace();
    state.extended->bound = Steps(12);
    state.extended->mover = wire::Mover::button;
    const std::string text = status_text(state);
    EXPECT_THAT(text, HasSubstr("-0.50 C"));
    EXPECT_THAT(text, HasSubstr("automatic, -7 steps due"));
    EXPECT_THAT(text, HasSubstr("1 C colder: 35 steps inward"));
    EXPECT_THAT(text, HasSubstr("uncertain by 12 steps either way"));
    EXPECT_THAT(live_text(state), HasSubstr("-0.50 C"));
    const auto json = boost::json::parse(json_line(status_json(state))).as_object();
    EXPECT_EQ(json.at("uncertain_by").as_int64(), 12);
    EXPECT_EQ(json.at("last_moved_by").as_string(), "button");
    EXPECT_EQ(json.at("settings").as_object().at("coefficient").as_int64(), 35);
}

TEST(StatusText, AThermometerWithoutHumidityHasNoneAndNoDewPoint) {
    FocuserState state = at_rest();
    state.sensor = SensorState{12.5, 0, 0};
    EXPECT_THAT(live_text(state), HasSubstr("12.50 C  -- %  dew -- C"));
    state.sensor.reset();
    EXPECT_THAT(live_text(state), HasSubstr("-- C  -- %  dew -- C"));
}

TEST(StatusText, ShowsNoPositionWithoutALink) {
    FocuserState state = at_rest();
    state.link = Link::disconnected;
    state.fault_text = "the cable is gone";
    EXPECT_THAT(status_text(state), Not(HasSubstr("12345")));
    EXPECT_THAT(status_text(state), HasSubstr("the cable is gone"));
    EXPECT_THAT(live_text(state), Not(HasSubstr("12345")));
    EXPECT_TRUE(status_json(state).at("position").is_null());
}

TEST(MovePlan, RefusesToPassALimitAndSaysWhich) {
    const FocuserState state = at_rest();
    const Position maximum(28800);
    EXPECT_EQ(plan_move(state, {true, -345}, maximum).target.steps, 12000);
    EXPECT_EQ(plan_move(state, {true, -12345}, maximum).target.steps, 0);
    EXPECT_EQ(plan_move(state, {false, 28800}, maximum).target.steps, 28800);
    EXPECT_THAT(plan_move(state, {true, -12346}, maximum).refusal, HasSubstr("12345 - 12346 = -1 would pass 0"));
    EXPECT_THAT(plan_move(state, {true, 1000000}, maximum).refusal, HasSubstr("maximum, 28800"));
    EXPECT_THAT(plan_move(state, {false, 28801}, maximum).refusal, HasSubstr("28801 would pass the maximum"));
}

TEST(MovePlan, CountsFromTheTargetOfAMoveUnderWay) {
    FocuserState state = at_rest();
    state.moving = state.commanded = true;
    state.target = Position(20000);
    EXPECT_EQ(plan_move(state, {true, 100}, Position(28800)).target.steps, 20100);
}

TEST(Progress, FitsAndEndsAtAHundredPercent) {
    const BacklashLegs legs{Position(1100), Position(1000)};
    EXPECT_THAT(progress_line(Position(0), legs, false, Position(0), 500, 80), HasSubstr("  0 %"));
    EXPECT_THAT(progress_line(Position(0), legs, false, Position(600), 500, 80), HasSubstr(" 50 %   about 2 s"));
    EXPECT_THAT(progress_line(Position(0), legs, true, Position(1000), 500, 80), HasSubstr("100 %"));
    for (unsigned width : {40U, 60U, 80U, 200U}) {
        for (int32_t at : {-5, 0, 550, 1100, 1200}) {
            EXPECT_LE(progress_line(Position(0), legs, false, Position(at), 500, width).size(),
                      std::max(width - 1, 55U));
        }
    }
}

TEST(ExitCodes, HaveOneTable) {
    EXPECT_EQ(describe(Error::timeout).code, kTimedOut);
    EXPECT_EQ(describe(Error::disconnected).code, kNoConnection);
    for (Error e : {Error::bad_reply, Error::busy, Error::out_of_range, Error::unsupported, Error::device_fault,
                    Error::cancelled}) {
        EXPECT_EQ(describe(e).code, kFailed);
        EXPECT_NE(describe(e).sentence, "");
    }
    EXPECT_EQ(describe(asio::error::connection_refused).code, kNoConnection);
    EXPECT_EQ(refusal_text("!:busy"), "The focuser refused: busy.");
}

}  // namespace
}  // namespace focus::cli
