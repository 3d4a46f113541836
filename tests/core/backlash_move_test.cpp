#include "core/backlash/backlash_move.h"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/support/scripted_focuser.h"

namespace focus {
namespace {

using testing::ElementsAre;

class BacklashMoveTest : public testing::Test {
protected:
    void start(int32_t target, int32_t backlash) {
        move_ = std::make_unique<BacklashMove>(context_.get_executor(), focuser_, Steps(backlash));
        asio::co_spawn(context_, follow(Position(target)), [](std::exception_ptr failure) {
            if (failure) std::rethrow_exception(failure);
        });
        settle();
    }
    asio::awaitable<void> follow(Position target) { result_ = co_await move_->run(target); }
    /// Runs whatever can run now.
    void settle() {
        context_.restart();
        context_.poll();
    }
    void arrive() {
        focuser_->arrive();
        settle();
    }

    asio::io_context context_;
    std::shared_ptr<ScriptedFocuser> focuser_ = std::make_shared<ScriptedFocuser>(context_.get_executor());
    std::unique_ptr<BacklashMove> move_;
    std::optional<Result<void>> result_;
};

struct LegsCase {
    int32_t from, target, backlash, first;
};

TEST(BacklashLegs, AreAddedToOneDirectionAndClipped) {
    const LegsCase cases[] = {
        {1000, 2000, 50, 2050},
        {1000, 500, 50, 500},
        {1000, 500, -50, 450},
        {1000, 2000, -50, 2000},
        {1000, 2000, 0, 2000},
        {1000, 1000, 50, 1000},
        {1000, 1000, -50, 1000},
        {1000, 27990, 50, 28000},
        {1000, 28000, 50, 28000},
        {1000, 20, -50, 0},
        {1000, 0, -50, 0},
        {1000, 1001, 10000, 11001},
        {0, 1, 1, 2},
        {28000, 27999, -1, 27998},
    };
    for (const LegsCase& c : cases) {
        const auto legs = backlash_legs(Position(c.from), Position(c.target), Steps(c.backlash), Position(28000));
        EXPECT_EQ(legs.first.steps, c.first) << c.from << " to " << c.target << " with " << c.backlash;
        EXPECT_EQ(legs.target.steps, c.target);
        EXPECT_EQ(legs.two(), c.first != c.target);
    }
}

TEST_F(BacklashMoveTest, ComesBackFromAnOutwardOvershoot) {
    start(2000, 50);
    EXPECT_THAT(focuser_->calls, ElementsAre("move 2050"));
    EXPECT_EQ(move_->leg().steps, 2050);
    EXPECT_FALSE(result_);
    arrive();
    EXPECT_THAT(focuser_->calls, ElementsAre("move 2050", "move 2000"));
    EXPECT_EQ(move_->leg().steps, 2000);
    ASSERT_TRUE(result_);
    EXPECT_TRUE(*result_);
}

TEST_F(BacklashMoveTest, ComesBackFromAnInwardOvershoot) {
    start(500, -50);
    arrive();
    EXPECT_THAT(focuser_->calls, ElementsAre("move 450", "move 500"));
}

TEST_F(BacklashMoveTest, IsOneLegInTheOtherDirection) {
    start(500, 50);
    EXPECT_THAT(focuser_->calls, ElementsAre("move 500"));
    EXPECT_TRUE(result_ && *result_);
    arrive();
    EXPECT_THAT(focuser_->calls, ElementsAre("move 500"));
}

TEST_F(BacklashMoveTest, ClipsTheTargetAndTheOvershootToTheMaximum) {
    const int32_t maximum = slot_rule(Slot::maximum).initial;
    start(maximum + 500, 50);
    EXPECT_THAT(focuser_->calls, ElementsAre("move " + std::to_string(maximum)));
}

TEST_F(BacklashMoveTest, ReadsTheSettingsWhenNobodyHasYet) {
    focuser_->set([](FocuserState& s) { s.settings.reset(); });
    start(2000, 50);
    ASSERT_TRUE(result_);
    EXPECT_EQ(result_->error(), Error::disconnected);
    EXPECT_THAT(focuser_->calls, ElementsAre("settings"));
}

TEST_F(BacklashMoveTest, WaitsWhileTheFirstLegRuns) {
    start(2000, 50);
    for (int32_t at : {1200, 1900, 2000, 2049}) {
        focuser_->set([at](FocuserState& s) { s.position = Position(at); });
        settle();
    }
    EXPECT_THAT(focuser_->calls, ElementsAre("move 2050"));
}

TEST_F(BacklashMoveTest, IsDroppedByAHaltBetweenTheLegs) {
    start(2000, 50);
    focuser_->set([](FocuserState& s) {
        s.position = s.target = Position(1700);
        s.moving = s.commanded = false;
    });
    settle();
    EXPECT_THAT(focuser_->calls, ElementsAre("move 2050"));
    ASSERT_TRUE(result_);
    EXPECT_EQ(result_->error(), Error::cancelled);
}

TEST_F(BacklashMoveTest, IsDroppedBySomeonesMoveBetweenTheLegs) {
    start(2000, 50);
    focuser_->set([](FocuserState& s) { s.target = Position(5000); });
    settle();
    ASSERT_TRUE(result_);
    EXPECT_EQ(result_->error(), Error::cancelled);
    arrive();
    EXPECT_THAT(focuser_->calls, ElementsAre("move 2050"));
}

TEST_F(BacklashMoveTest, IsDroppedWhenTheLinkIsLost) {
    start(2000, 50);
    focuser_->set([](FocuserState& s) { s.link = Link::connecting; });
    settle();
    ASSERT_TRUE(result_);
    EXPECT_EQ(result_->error(), Error::disconnected);
    focuser_->set([](FocuserState& s) { s.link = Link::connected; });
    arrive();
    EXPECT_THAT(focuser_->calls, ElementsAre("move 2050"));
}

TEST_F(BacklashMoveTest, IsDroppedOnRequest) {
    start(2000, 50);
    move_->drop();
    arrive();
    EXPECT_THAT(focuser_->calls, ElementsAre("move 2050"));
    ASSERT_TRUE(result_);
    EXPECT_EQ(result_->error(), Error::cancelled);
}

TEST_F(BacklashMoveTest, IsNotBegunWhenItIsDroppedWhileTheSettingsAreRead) {
    const DeviceSettings settings = *focuser_->state().settings;
    focuser_->set([](FocuserState& s) { s.settings.reset(); });
    focuser_->hold();
    start(2000, 50);
    move_->drop();
    focuser_->set([&](FocuserState& s) { s.settings = settings; });
    focuser_->release();
    settle();
    EXPECT_THAT(focuser_->calls, ElementsAre("settings"));
    ASSERT_TRUE(result_);
    EXPECT_EQ(result_->error(), Error::cancelled);
}

TEST_F(BacklashMoveTest, IsNotBegunWhenTheFirstLegIsRefused) {
    focuser_->failure = Error::device_fault;
    start(2000, 50);
    ASSERT_TRUE(result_);
    EXPECT_EQ(result_->error(), Error::device_fault);
    EXPECT_THAT(focuser_->calls, ElementsAre("move 2050"));
}

TEST_F(BacklashMoveTest, SaysWhenTheSecondLegIsRefused) {
    start(2000, 50);
    focuser_->failure = Error::cancelled;
    arrive();
    EXPECT_THAT(focuser_->calls, ElementsAre("move 2050", "move 2000"));
    ASSERT_TRUE(result_);
    EXPECT_EQ(result_->error(), Error::cancelled);
}

}  // namespace
}  // namespace focus
