#include "alpaca/far_focuser.h"

#include <thread>

#include "tests/core/loop.h"
#include "tests/support/scripted_device.h"

namespace focus::test {
namespace {

/// The test's loop is the caller's; the device is on it too.
struct FarFocuserTest : testing::Test {
    Loop loop;
    ScriptedDevice device{loop.context};
    FocuserState state;
    bool off_thread = false;
    const std::thread::id here = std::this_thread::get_id();
    FarFocuser focuser{[this](std::function<void()> work) { asio::post(loop.context, std::move(work)); },
                       [this](const FocuserState& heard) {
                           off_thread = off_thread || std::this_thread::get_id() != here;
                           state = heard;
                       }};

    void connect() {
        focuser.open({.address = device.address()});
        ASSERT_TRUE(loop.until([&] { return state.link == Link::connected && state.settings; })) << state.fault_text;
    }
    /// An answer that is waited for.
    struct Answered {
        std::optional<error_code> error;
        FarFocuser::Answer take() {
            return [this](const error_code& e) { error = e; };
        }
    };
    bool until(const Answered& answer) {
        return loop.until([&] { return answer.error.has_value(); });
    }
};

TEST_F(FarFocuserTest, AnswersComeOnTheCallersThreadAndNeverAheadOfTheState) {
    connect();
    bool ahead = true;
    Answered done;
    focuser.sync(Position(1234), [&](const error_code& error) {
        off_thread = off_thread || std::this_thread::get_id() != here;
        ahead = state.position != Position(1234);
        done.error = error;
    });
    ASSERT_TRUE(until(done));
    EXPECT_FALSE(*done.error);
    EXPECT_FALSE(ahead);
    EXPECT_FALSE(off_thread);
}

TEST_F(FarFocuserTest, EditsOfDifferentSettingsDoNotUndoEachOther) {
    connect();
    Answered speed, threshold, step;
    focuser.change([](DeviceSettings& s) { s.set(Slot::speed, 321); }, speed.take());
    focuser.change([](DeviceSettings& s) { s.set(Slot::threshold, 43); }, threshold.take());
    focuser.change([](DeviceSettings& s) { s.set(Slot::step_size, 765); }, step.take());
    ASSERT_TRUE(until(speed) && until(threshold) && until(step));
    ASSERT_TRUE(state.settings);
    EXPECT_EQ((*state.settings)[Slot::speed], 321);
    EXPECT_EQ((*state.settings)[Slot::threshold], 43);
    EXPECT_EQ((*state.settings)[Slot::step_size], 765);
}

TEST_F(FarFocuserTest, ARefusalOfTheDeviceIsAnError) {
    connect();
    Answered done;
    focuser.command("nonsense", done.take());
    ASSERT_TRUE(until(done));
    EXPECT_EQ(*done.error, Error::unsupported);
}

TEST_F(FarFocuserTest, WithoutAFocuserARequestIsAnErrorAtOnce) {
    Answered done;
    focuser.halt(done.take());
    ASSERT_TRUE(until(done));
    EXPECT_EQ(*done.error, Error::disconnected);
}

TEST_F(FarFocuserTest, AnAddressThatIsNoneIsTheStatesFault) {
    focuser.open({.address = "nowhere"});
    ASSERT_TRUE(loop.until([&] { return !state.fault_text.empty(); }));
    EXPECT_NE(state.fault_text.find("'nowhere' is no address"), std::string::npos) << state.fault_text;
}

TEST_F(FarFocuserTest, NothingIsHeardAfterClose) {
    connect();
    Answered closed;
    focuser.close();
    state = FocuserState();
    device.say("q:99:0:0:0:0:0:0\n");
    focuser.halt(closed.take());  // the answer comes after all that was under way
    ASSERT_TRUE(until(closed));
    EXPECT_EQ(*closed.error, Error::disconnected);
    EXPECT_EQ(state.read_at, Clock::time_point()) << "news of the focuser that was let go of";
}

TEST_F(FarFocuserTest, AMuteDeviceKeepsNobodyWaiting) {
    connect();
    device.set_mute(true);
    Answered done;
    focuser.sync(Position(5), done.take());
    focuser.close();
    EXPECT_FALSE(done.error) << "nobody waited for it";
}

}  // namespace
}  // namespace focus::test
