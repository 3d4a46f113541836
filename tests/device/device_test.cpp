// The whole device through its cable, on the smallest board.
#include <gtest/gtest.h>

#include "tests/support/test_board.h"

namespace focus::testing {
namespace {

class Device : public ::testing::Test {
protected:
    Remains remains;
    TestFocuser focuser{remains};

    void TearDown() override {
        EXPECT_EQ(remains.trace.error(), "");
        EXPECT_EQ(remains.trace.rotor(), focuser.position());
    }
};

TEST_F(Device, AnswersAsTheHardwareDoes) {
    EXPECT_EQ(focuser.ask("#"), "#:FocuserLink:open:" FOCUSERLINK_VERSION);
    EXPECT_EQ(focuser.ask("v"), "v:" FOCUSERLINK_VERSION);
    EXPECT_EQ(focuser.ask("q"), "q:0:0:0:0:0:0:0");
    EXPECT_EQ(focuser.ask("u"), "u:400:3:500:0:28800:0:500:0:30:10:0");
    EXPECT_EQ(focuser.ask("f"), "f:1");
    EXPECT_EQ(focuser.ask("p"), "p:0");
    EXPECT_EQ(focuser.ask("i"), "i:0");
    EXPECT_EQ(focuser.ask("a"), "a:1");
    EXPECT_EQ(focuser.ask("x"), "x:0:0:0:0:-1:0:1:0:1");
    EXPECT_EQ(focuser.ask("H\r"), "H");
    EXPECT_EQ(focuser.ask("S:10"), "S");
    EXPECT_EQ(focuser.ask("Z"), "!:unknown");
    EXPECT_EQ(focuser.ask(""), "!:unknown");
    EXPECT_EQ(focuser.ask("R:1:5"), "!:arguments");
}

TEST_F(Device, MovesAndSaysSo) {
    EXPECT_EQ(focuser.ask("R:0:1000"), "R");
    EXPECT_EQ(focuser.ask("q"), "q:0:1000:0:0:0:0:0");
    EXPECT_EQ(focuser.ask("i"), "i:1");
    EXPECT_TRUE(focuser.rest());
    EXPECT_EQ(focuser.ask("q"), "q:1000:0:0:0:0:0:0");
    EXPECT_EQ(focuser.field("x", 2), "1");
}

}  // namespace
}  // namespace focus::testing
