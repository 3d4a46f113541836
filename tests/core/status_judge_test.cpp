// Which statuses of a device without checked lines are believed.
#include "core/state/status_judge.h"

#include <gtest/gtest.h>

#include "device/wire/status.h"

namespace focus::test {
namespace {

struct Judge : testing::Test {
    StatusJudge judge;
    StatusJudge::Motion motion{.target = std::nullopt, .speed = 500};
    Clock::time_point now{};

    /// `line`, `later` after the last one.
    bool believes(const std::string& line, std::chrono::milliseconds later = std::chrono::milliseconds(100)) {
        wire::Status status;
        EXPECT_TRUE(wire::parse_status({line.data(), static_cast<unsigned>(line.size())}, status)) << line;
        now += later;
        return judge.believes(status, now, motion);
    }
    void rest_at(const std::string& line) {
        believes(line);
        ASSERT_TRUE(believes(line));
    }
};

TEST_F(Judge, TheFirstNeedsASecond) {
    EXPECT_FALSE(believes("q:12000:0:1:-12.34:80.00:-15.04:0"));
    EXPECT_TRUE(believes("q:12000:0:1:-12.34:80.00:-15.04:0"));
    judge.forget();
    EXPECT_FALSE(believes("q:12000:0:1:-12.34:80.00:-15.04:0")) << "another device may have been plugged in";
}

TEST_F(Judge, ALostCharacterIsDoubtedOnce) {
    rest_at("q:12000:0:1:-12.34:80.00:-15.04:0");
    for (const char* damaged :
         {"q:1200:0:1:-12.34:80.00:-15.04:0", "q:12000:0:1:12.34:80.00:-15.04:0", "q:12000:0:1:-2.34:80.00:-15.04:0",
          "q:12000:0:1:-12.34:8.00:-15.04:0", "q:12000:0:1:-12.34:80.00:15.04:0", "q:12000:0:0:0:0:0:0"}) {
        EXPECT_FALSE(believes(damaged)) << damaged;
        EXPECT_TRUE(believes("q:12000:0:1:-12.34:80.00:-15.04:0")) << "after " << damaged;
    }
}

TEST_F(Judge, WhatASecondConfirmsIsTrue) {
    rest_at("q:12000:0:1:10.00:50.00:0.06:0");
    EXPECT_FALSE(believes("q:1200:0:1:10.00:50.00:0.06:0"));
    EXPECT_TRUE(believes("q:1200:0:1:10.00:50.00:0.06:0")) << "somebody has set the position";
    EXPECT_FALSE(believes("q:1200:0:1:20.00:50.00:9.27:0"));
    EXPECT_TRUE(believes("q:1200:0:1:20.00:50.00:9.27:0")) << "carried into the house";
}

TEST_F(Judge, MotionIsFollowedAsFastAsTheMotorTurns) {
    rest_at("q:1000:0:0:0:0:0:0");
    motion.target = Position(1500);
    EXPECT_TRUE(believes("q:1010:490:0:0:0:0:0"));
    EXPECT_TRUE(believes("q:1060:440:0:0:0:0:0"));
    EXPECT_FALSE(believes("q:110:1390:0:0:0:0:0")) << "1110 that lost a digit: the motor cannot have been so fast";
    EXPECT_TRUE(believes("q:1120:380:0:0:0:0:0"));
    EXPECT_FALSE(believes("q:1170:33:0:0:0:0:0")) << "330 that lost a digit: it ends elsewhere";
    EXPECT_TRUE(believes("q:1180:320:0:0:0:0:0"));
    EXPECT_TRUE(believes("q:1500:0:0:0:0:0:0", std::chrono::milliseconds(700)));
}

TEST_F(Judge, MotionThatNobodyAskedForIsBelievedTheSecondTime) {
    rest_at("q:1000:0:0:0:0:0:0");
    EXPECT_FALSE(believes("q:1005:15:0:0:0:0:0"));
    EXPECT_TRUE(believes("q:1010:10:0:0:0:0:0"));
    EXPECT_TRUE(believes("q:1020:0:0:0:0:0:0"));
}

TEST_F(Judge, AMotorFasterThanItsSpeedSaysIsBelievedToo) {
    rest_at("q:1000:0:0:0:0:0:0");
    motion.target = Position(9000);
    motion.speed = 1;
    EXPECT_FALSE(believes("q:2000:7000:0:0:0:0:0"));
    EXPECT_TRUE(believes("q:3000:6000:0:0:0:0:0")) << "both say where it ends";
}

TEST_F(Judge, ADewPointOfItsOwnKindIsNoFault) {
    rest_at("q:1000:0:1:10.00:50.00:5.00:0");
    EXPECT_TRUE(believes("q:1000:0:1:10.50:50.00:5.45:0"));
}

}  // namespace
}  // namespace focus::test
