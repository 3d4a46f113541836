// A SerialFocuser on the cable of a scripted device.
#pragma once

#include "core/serial/serial_focuser.h"
#include "tests/core/loop.h"
#include "tests/support/scripted_device.h"

namespace focus::test {

using std::chrono::milliseconds;
using std::chrono::seconds;

struct SerialFixture : testing::Test {
    Loop loop;
    ScriptedDevice device{loop.context};
    std::unique_ptr<SerialFocuser> focuser;

    void start() { start(SerialOptions{.address = device.address()}); }
    void start(SerialOptions options) {
        focuser = std::make_unique<SerialFocuser>(loop.context.get_executor(), std::move(options));
        focuser->start();
    }
    void connect() {
        start();
        EXPECT_TRUE(loop.get(focuser->wait_connected(seconds(10)))) << focuser->state().fault_text;
    }
    const FocuserState& state() const { return focuser->state(); }
    bool until_link(Link link, milliseconds deadline = seconds(15)) {
        return loop.until([&] { return state().link == link; }, deadline);
    }
};

}  // namespace focus::test
