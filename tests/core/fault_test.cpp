// A device that answers late, wrongly, garbled or not at all: reported, and in step again.
#include <thread>

#include "tests/core/serial_fixture.h"

namespace focus::test {
namespace {

using Lines = std::vector<std::string>;

struct Faults : SerialFixture {
    /// The device's silence is to be noticed. A stalled machine costs one try of three, however long it stalls.
    void notice_silence(milliseconds after = milliseconds(300)) { patience.answer = after; }
    /// The answer to `line`, asked for until there is one.
    std::string answer_to(const std::string& line) {
        for (int tries = 0; tries < 20; ++tries) {
            if (const auto answer = loop.get(focuser->command(line))) return *answer;
        }
        return "(none)";
    }
    /// Answers lines that begin with `letter` from `answers` while there are some, then as usual.
    void misbehave(char letter, std::vector<std::optional<std::string>> answers) {
        auto left = std::make_shared<std::vector<std::optional<std::string>>>(std::move(answers));
        device.on_line([this, letter, left](const std::string& line) -> std::optional<std::string> {
            if (line[0] != letter || left->empty()) return device.usual_answer(line);
            const auto answer = left->front();
            left->erase(left->begin());
            return answer;
        });
    }
    /// Asks `line`, does what is to be done meanwhile, and then lets the computer sleep, and the loop with it.
    Loop::Pending<std::string> stand_still_after(
        const std::string& line, milliseconds time, const std::function<void()>& meanwhile = [] {}) {
        device.forget();
        auto read = loop.begin(focuser->command(line));
        EXPECT_TRUE(loop.until([&] { return !device.heard_lines(line).empty(); }));
        meanwhile();
        loop.context.restart();
        loop.context.poll();
        std::this_thread::sleep_for(time);
        loop.context.restart();
        loop.context.poll();
        return read;
    }
};

TEST_F(Faults, LateAnswersAreDroppedByLetter) {
    notice_silence();
    connect();
    misbehave('u', {std::nullopt, std::nullopt, std::nullopt});
    EXPECT_EQ(loop.get(focuser->command("u")).error(), Error::timeout);
    const auto read = loop.begin(focuser->command("f"));
    device.say("u:1:2:3\n");
    ASSERT_TRUE(loop.until([&] { return read->has_value(); }));
    EXPECT_EQ(**read ? ***read : answer_to("f"), "f:1");
    EXPECT_EQ(answer_to("u"), "u:" + device.record);
}

TEST_F(Faults, ASlowDeviceIsStillUnderstood) {
    notice_silence(milliseconds(500));
    connect();
    device.set_delay(milliseconds(600));
    ASSERT_TRUE(loop.get(focuser->move_to(Position(12000))));
    EXPECT_TRUE(state().commanded);
    device.arrive();
    EXPECT_TRUE(loop.until([&] { return !state().commanded; }));
    EXPECT_EQ(state().position, Position(12000));
    EXPECT_EQ(state().link, Link::connected);
}

TEST_F(Faults, AComputerThatStoodStillGivesAnAnswerItsTime) {
    notice_silence(milliseconds(1500));
    patience.silence = milliseconds(2500);
    connect();
    misbehave('f', {std::nullopt});
    const auto read = stand_still_after("f", milliseconds(3500));
    device.say("f:1\n");
    ASSERT_TRUE(loop.until([&] { return read->has_value(); }));
    ASSERT_TRUE(**read) << (*read)->error().message();
    EXPECT_EQ(***read, "f:1");
    EXPECT_EQ(device.heard_lines("f").size(), 1U) << "it was answered; there was nothing to ask again";
    EXPECT_EQ(state().link, Link::connected);
}

TEST_F(Faults, AHaltDoesNotWaitForAnAnswerAfterTheComputerStoodStill) {
    notice_silence(milliseconds(300));
    patience.silence = std::chrono::minutes(1);
    patience.halt = milliseconds(300);
    connect();
    misbehave('f', {std::nullopt});
    int sent = 0;  // which the device may hear a little later
    focuser->set_trace([&](char way, const std::string& line) { sent += way == '>' && line[0] == 'H'; });
    Loop::Pending<void> halted;
    const auto read = stand_still_after("f", milliseconds(1000), [&] { halted = loop.begin(focuser->halt()); });
    EXPECT_GE(sent, 1);
    EXPECT_TRUE(loop.until([&] { return halted->has_value(); }));
    focuser->set_trace({});
}

TEST_F(Faults, InStepAfterNoiseWithinTwoRequests) {
    notice_silence();
    connect();
    const Lines noises{"garbage without an end",
                       "\n\n\r\n",
                       "q:1:2",
                       std::string(10000, 'x') + "\n",
                       std::string(3000, 'q'),
                       std::string("\0\xff\x80\n\x01", 5),
                       "!:unknown\n",
                       "q:nan:nan\n:::::\n"};
    for (const std::string& noise : noises) {
        device.say(noise);
        const auto first = loop.get(focuser->command("f"));
        const auto second = loop.get(focuser->command("f"));
        ASSERT_TRUE(second) << noise.substr(0, 20);
        EXPECT_EQ(*second, "f:1") << noise.substr(0, 20);
        EXPECT_EQ(state().position, Position(10000));
    }
    EXPECT_EQ(state().link, Link::connected);
}

TEST_F(Faults, NoiseAmidAnAnswerIsAskedAgain) {
    notice_silence();
    connect();
    misbehave('f', {"\x01\x02nonsense", std::string(10000, 'f'), "x:1"});
    const auto first = loop.get(focuser->command("f"));
    EXPECT_TRUE(!first || *first == "f:1");
    EXPECT_EQ(answer_to("f"), "f:1");
}

TEST_F(Faults, AGarbledRequestIsSentAgain) {
    connect();
    misbehave('H', {"!:unknown", "!:unknown"});
    EXPECT_TRUE(loop.get(focuser->halt()));
    EXPECT_EQ(device.heard_lines("H").size(), 3U);
}

TEST_F(Faults, ALostAnswerToAMoveIsAskedForAgain) {
    notice_silence();
    connect();
    misbehave('R', {std::nullopt});
    EXPECT_TRUE(loop.get(focuser->move_to(Position(12000))));
    const Lines sent = device.heard_lines("R");
    EXPECT_GE(sent.size(), 2U);
    EXPECT_EQ(sent, Lines(sent.size(), "R:0:12000"));
}

TEST_F(Faults, ACompensationIsNeverAskedForTwice) {
    notice_silence();
    connect();
    misbehave('S', {std::nullopt});
    EXPECT_EQ(loop.get(focuser->command("S:1")).error(), Error::timeout);
    EXPECT_EQ(device.heard_lines("S").size(), 1U);
}

TEST_F(Faults, AMoveWhoseAnswersAreLostShowsAsCommandedOnceItMoves) {
    notice_silence();
    connect();
    device.on_line([this](const std::string& line) -> std::optional<std::string> {
        const auto answer = device.usual_answer(line);
        return line[0] == 'R' ? std::nullopt : answer;
    });
    EXPECT_EQ(loop.get(focuser->move_to(Position(12000))).error(), Error::timeout);
    EXPECT_TRUE(loop.until([&] { return state().commanded; }));
    EXPECT_EQ(state().target, Position(12000));
    device.arrive();
    EXPECT_TRUE(loop.until([&] { return !state().commanded; }));
}

TEST_F(Faults, MotionByOthersIsNotCommanded) {
    device.identity = "FocuserLink:open:1.2.3";
    device.extended = "0:0:0:1:3:100:5:2:1";
    connect();
    bool commanded = false;
    const auto watch = focuser->on_change([&](const FocuserState& now) { commanded |= now.commanded; });
    device.extended = "0:3:1:1:3:101:5:2:1";
    device.to_go = 40;
    EXPECT_TRUE(loop.until([&] { return state().moving; }));
    device.arrive();
    EXPECT_TRUE(loop.until([&] { return !state().moving; }));
    EXPECT_FALSE(commanded);
    EXPECT_EQ(state().extended->mover, wire::Mover::compensation);
}

TEST_F(Faults, NonsenseIsReportedAndNeverAValue) {
    connect();
    const auto read_at = state().read_at;
    device.weather = "1:nan:55.5:3.67:0";
    EXPECT_TRUE(loop.until([&] { return state().fault == Error::bad_reply; }));
    EXPECT_NE(state().fault_text.find("nan"), std::string::npos) << state().fault_text;
    EXPECT_EQ(state().link, Link::connected);
    EXPECT_DOUBLE_EQ(state().sensor->temperature, 12.34);
    const auto aged = state().read_at;
    EXPECT_GE(aged, read_at);
    device.weather = "1:1.00:55.5:3.67:0";
    EXPECT_TRUE(loop.until([&] { return !state().fault; }));
    EXPECT_DOUBLE_EQ(state().sensor->temperature, 1.0);
    EXPECT_GT(state().read_at, aged);
}

TEST_F(Faults, ARecordThatMeansNothingIsNoSettings) {
    device.record = "80:1:500:0:28800:0:fast:-3500:30:10:0";
    connect();
    EXPECT_FALSE(state().settings);
    EXPECT_EQ(state().fault, Error::bad_reply);
    EXPECT_EQ(loop.get(focuser->settings()).error(), Error::bad_reply);
    device.record = "1:2:3";
    EXPECT_EQ(loop.get(focuser->settings()).error(), Error::bad_reply);
}

TEST_F(Faults, ExtremeNumbersDoNotOverflow) {
    device.position = 2147483647;
    device.to_go = 2147483647;
    connect();
    EXPECT_EQ(state().target, Position(2147483647));
}

TEST_F(Faults, ARestartOfTheDeviceIsNoticed) {
    device.identity = "FocuserLink:open:1.2.3";
    device.extended = "0:0:0:1:3:100:5:2:1";
    connect();
    device.extended = "0:0:0:1:3:2:6:2:1";
    device.record = "80:1:500:0:20000:0:500:-3500:30:10:0";
    EXPECT_TRUE(loop.until([&] { return state().settings && (*state().settings)[Slot::maximum] == 20000; }));
}

}  // namespace
}  // namespace focus::test
