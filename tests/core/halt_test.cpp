// HALT ahead of everything, and the order of the rest.
#include <algorithm>
#include <boost/asio/detached.hpp>
#include <boost/asio/post.hpp>

#include "core/serial/request_queue.h"
#include "tests/core/serial_fixture.h"

namespace focus::test {
namespace {

using Lines = std::vector<std::string>;

struct Halt : SerialFixture {
    /// Answers nothing to lines that begin with one of `letters`.
    void silence(std::string letters) {
        device.on_line([this, letters](const std::string& line) -> std::optional<std::string> {
            if (letters.find(line[0]) != std::string::npos) return std::nullopt;
            return device.usual_answer(line);
        });
    }
    /// The first answer to `line` is lost on its way.
    void lose_first_answer(std::string line) {
        device.on_line([this, line, first = true](const std::string& heard) mutable -> std::optional<std::string> {
            if (heard == line && std::exchange(first, false)) return std::nullopt;
            return device.usual_answer(heard);
        });
    }
    bool until_heard(const std::string& line) {
        return loop.until([&] {
            const Lines lines = device.heard_lines();
            return std::find(lines.begin(), lines.end(), line) != lines.end();
        });
    }
};

// The answers may take an hour here: what is written before that did not wait for them.
TEST_F(Halt, ReachesAMuteDevice) {
    connect();
    device.on_line([this](const std::string& line) -> std::optional<std::string> {
        if (line[0] != 'R') return device.usual_answer(line);
        device.set_mute(true);
        return std::nullopt;
    });
    const auto move = loop.begin(focuser->move_to(Position(5)));
    ASSERT_TRUE(until_heard("R:0:5"));
    const auto halted = loop.begin(focuser->halt());
    ASSERT_TRUE(until_heard("H"));
    ASSERT_TRUE(loop.until([&] { return move->has_value(); }));
    EXPECT_EQ((*move)->error(), Error::cancelled);
}

TEST_F(Halt, IsWrittenAlsoToADeviceThatIsNoLongerHeard) {
    patience.answer = milliseconds(50);
    patience.silence = milliseconds(150);
    connect();
    device.set_mute(true);  // one wire is broken: it hears
    ASSERT_TRUE(until_link(Link::disconnected));
    for (int i = 0; i < 3; ++i) {
        device.forget();
        EXPECT_FALSE(loop.get(focuser->halt())) << "whether it halted is not known";
        EXPECT_TRUE(until_heard("H"));
    }
}

TEST_F(Halt, WaitsForAnAnswerThatComesInTime) {
    patience.halt = hours(1);
    connect();
    device.forget();
    const auto read = loop.begin(focuser->command("u"));
    ASSERT_TRUE(until_heard("u"));
    const auto halted = loop.begin(focuser->halt());
    ASSERT_TRUE(loop.until([&] { return read->has_value() && halted->has_value(); }));
    EXPECT_TRUE(**read);
    EXPECT_TRUE(**halted);
    EXPECT_EQ(device.heard_lines("uH").front(), "u");
}

TEST_F(Halt, AReadThatWasOvertakenIsAskedAgain) {
    connect();
    lose_first_answer("u");
    device.forget();
    const auto read = loop.begin(focuser->command("u"));
    ASSERT_TRUE(until_heard("u"));
    const auto halted = loop.begin(focuser->halt());
    ASSERT_TRUE(loop.until([&] { return read->has_value() && halted->has_value(); }));
    EXPECT_TRUE(**halted);
    EXPECT_TRUE(**read);
    EXPECT_EQ(device.heard_lines("uH"), (Lines{"u", "H", "u"}));
}

TEST_F(Halt, ManyHaltsDoNotDelayTheFirst) {
    patience.halt = milliseconds(100);
    connect();
    silence("u");
    device.forget();
    const auto read = loop.begin(focuser->command("u"));
    ASSERT_TRUE(until_heard("u"));
    const auto halted = loop.begin(focuser->halt());
    // If each began the waiting anew, the first would never be sent.
    ASSERT_TRUE(loop.until([&] {
        asio::co_spawn(loop.context, focuser->halt(), asio::detached);
        return !device.heard_lines("H").empty();
    }));
    EXPECT_TRUE(loop.until([&] { return halted->has_value(); }));
}

TEST_F(Halt, DropsMovesNotYetSent) {
    connect();
    silence("u");
    device.forget();
    const auto read = loop.begin(focuser->command("u"));
    ASSERT_TRUE(until_heard("u"));
    const auto move = loop.begin(focuser->move_to(Position(5)));
    const auto halted = loop.begin(focuser->halt());
    ASSERT_TRUE(loop.until([&] { return move->has_value() && halted->has_value(); }));
    EXPECT_EQ((*move)->error(), Error::cancelled);
    EXPECT_TRUE(**halted);
    EXPECT_EQ(device.heard_lines("R"), Lines{});
    EXPECT_FALSE(state().commanded);
}

TEST_F(Halt, DropsCompensationNotYetSent) {
    connect();
    lose_first_answer("u");
    device.forget();
    const auto read = loop.begin(focuser->command("u"));
    ASSERT_TRUE(until_heard("u"));
    const auto compensated = loop.begin(focuser->command("S:20"));
    const auto buttons = loop.begin(focuser->command("F:0"));
    const auto halted = loop.begin(focuser->halt());
    ASSERT_TRUE(loop.until([&] { return compensated->has_value() && buttons->has_value() && halted->has_value(); }));
    EXPECT_EQ((*compensated)->error(), Error::cancelled);
    EXPECT_TRUE(**buttons) << "moves nothing";
    EXPECT_EQ(device.heard_lines("SFH"), (Lines{"H", "F:0"}));
}

// What the device did not understand is asked again, but not against somebody who has halted it meanwhile.
struct AskedAgain : Halt {
    void halted_before_it_is(const std::string& line, const std::string& not_understood) {
        patience.halt = hours(1);
        connect();
        device.on_line([this, letter = line[0]](const std::string& heard) -> std::optional<std::string> {
            if (heard[0] == letter) return std::nullopt;
            return device.usual_answer(heard);
        });
        device.forget();
        const auto moved = loop.begin(focuser->command(line));
        ASSERT_TRUE(until_heard(line));
        const auto halted = loop.begin(focuser->halt());
        bool queued = false;
        asio::post(loop.context, [&] { queued = true; });
        ASSERT_TRUE(loop.until([&] { return queued; }));
        device.say(not_understood + "\n");
        ASSERT_TRUE(loop.until([&] { return moved->has_value() && halted->has_value(); }));
        EXPECT_EQ((*moved)->error(), Error::cancelled);
        EXPECT_EQ(device.heard_lines("RSH"), (Lines{line, "H"}));
    }
};

TEST_F(AskedAgain, NoMoveAfterAHalt) { halted_before_it_is("R:0:12000", "!:unknown"); }

TEST_F(AskedAgain, NoCompensationAfterAHalt) {
    device.identity = "FocuserLink:open:1.2.3";
    device.extended = "0:0:0:1:3:100:5:2:1";
    halted_before_it_is("S:20", with_check("!:check"));
}

TEST_F(Halt, ANewerMoveReplacesTheOneWaiting) {
    connect();
    device.forget();
    const auto read = loop.begin(focuser->command("u"));
    const auto older = loop.begin(focuser->move_to(Position(5)));
    const auto newer = loop.begin(focuser->move_to(Position(6)));
    ASSERT_TRUE(loop.until([&] { return older->has_value() && newer->has_value(); }));
    EXPECT_EQ((*older)->error(), Error::cancelled);
    EXPECT_TRUE(**newer);
    EXPECT_EQ(device.heard_lines("R"), Lines{"R:0:6"});
}

TEST_F(Halt, MovesGoAheadOfActsAndActsAheadOfStatus) {
    connect();
    device.forget();
    lose_first_answer("f");
    const auto first = loop.begin(focuser->command("f"));
    ASSERT_TRUE(until_heard("f"));
    device.forget();
    const auto status = loop.begin(focuser->command("q"));
    const auto act = loop.begin(focuser->command("S:3"));
    const auto move = loop.begin(focuser->move_to(Position(7)));
    const auto other_act = loop.begin(focuser->command("F:1"));
    bool queued = false;
    asio::post(loop.context, [&] { queued = true; });
    ASSERT_TRUE(loop.until([&] { return queued; }));
    device.say("!:unknown\n");  // it was garbled on its way: to be asked again
    ASSERT_TRUE(loop.until([&] { return status->has_value() && act->has_value() && move->has_value(); }));
    Lines heard = device.heard_lines();
    ASSERT_GE(heard.size(), 5U);
    heard.resize(5);
    EXPECT_EQ(heard, (Lines{"R:0:7", "f", "S:3", "F:1", "q"}));
}

TEST_F(Halt, EndsACommandedMove) {
    connect();
    ASSERT_TRUE(loop.get(focuser->move_to(Position(12000))));
    ASSERT_TRUE(loop.get(focuser->halt()));
    EXPECT_TRUE(loop.until([&] { return !state().commanded; }));
    EXPECT_EQ(state().target, state().position);
}

TEST(RequestQueue, IsBounded) {
    asio::io_context context;
    RequestQueue queue;
    error_code error;
    for (int i = 0; i < 64 && !error; ++i) {
        error = queue.push(std::make_shared<PendingLine>(context.get_executor(), "u"));
    }
    EXPECT_FALSE(error);
    EXPECT_EQ(queue.push(std::make_shared<PendingLine>(context.get_executor(), "u")), Error::busy);
    EXPECT_FALSE(queue.push(std::make_shared<PendingLine>(context.get_executor(), "H")));
}

TEST(RequestQueue, OnlyWhatMayBeRepeatedIs) {
    asio::io_context context;
    for (const std::string line : {"q", "u", "#", "R:0:5", "P:5", "H", "U:1:", "F:1", "A:1", "X"}) {
        EXPECT_TRUE(PendingLine(context.get_executor(), line).repeatable) << line;
    }
    for (const std::string line : {"S:5", "D:DEFAULTS", "Z"}) {
        EXPECT_FALSE(PendingLine(context.get_executor(), line).repeatable) << line;
    }
}

}  // namespace
}  // namespace focus::test
