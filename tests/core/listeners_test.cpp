#include "core/listeners.h"

#include <gtest/gtest.h>
#include <optional>
#include <string>

namespace focus {
namespace {

class ListenersTest : public testing::Test {
protected:
    Subscription listen(char name) {
        return listeners_->add([this, name](const FocuserState&) { told_ += name; });
    }
    std::string told() {
        told_.clear();
        listeners_->tell(FocuserState());
        return told_;
    }

    std::optional<Listeners> listeners_{std::in_place};
    std::string told_;
};

TEST_F(ListenersTest, AreToldInTheOrderInWhichTheyCameUntilTheyGo) {
    std::optional<Subscription> a = listen('a');
    const Subscription b = listen('b');
    EXPECT_EQ(told(), "ab");
    a.reset();
    EXPECT_EQ(told(), "b");
}

TEST_F(ListenersTest, OneMayGoAndComeWhileItIsTold) {
    std::optional<Subscription> once, later;
    once = listeners_->add([&](const FocuserState&) {
        told_ += '1';
        later = listen('l');
        once.reset();
    });
    EXPECT_EQ(told(), "1") << "who comes meanwhile is told the next time";
    EXPECT_EQ(told(), "l");
}

TEST_F(ListenersTest, WhoIsRemovedBeforeItsTurnIsNotTold) {
    std::optional<Subscription> second;
    const Subscription first = listeners_->add([&](const FocuserState&) { second.reset(); });
    second = listen('2');
    EXPECT_EQ(told(), "");
    const Subscription third = listen('3');
    const Subscription last = listeners_->add([&](const FocuserState&) { listeners_->clear(); });
    const Subscription unheard = listen('u');
    EXPECT_EQ(told(), "3");
    EXPECT_EQ(told(), "");
}

TEST_F(ListenersTest, TheListMayGoWhileItTells) {
    const Subscription end = listeners_->add([&](const FocuserState&) { listeners_.reset(); });
    const Subscription after = listen('a');
    EXPECT_EQ(told(), "") << "and a subscription may end after its list";
}

}  // namespace
}  // namespace focus
