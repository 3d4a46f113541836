// A SerialFocuser on the cable of a scripted device.
#pragma once

#include "core/serial/serial_focuser.h"
#include "tests/core/loop.h"
#include "tests/support/scripted_device.h"

namespace focus::test {

using std::chrono::hours;
using std::chrono::milliseconds;
using std::chrono::seconds;

struct SerialFixture : testing::Test {
    /// Nothing is given up because this machine is busy: only a test about giving up makes them short.
    SerialPatience patience{.answer = hours(1), .saving = hours(1), .silence = hours(1), .boot = hours(1)};
    Loop loop;
    ScriptedDevice device{loop.context};
    std::unique_ptr<SerialFocuser> focuser;

    void start() { start(SerialOptions{.address = device.address(), .patience = patience}); }
    void start(SerialOptions options) {
        focuser = std::make_unique<SerialFocuser>(loop.context.get_executor(), std::move(options));
        focuser->start();
    }
    void connect() {
        start();
        EXPECT_TRUE(loop.get(focuser->wait_connected(seconds(60)))) << focuser->state().fault_text;
    }
    const FocuserState& state() const { return focuser->state(); }
    bool until_link(Link link) {
        return loop.until([&] { return state().link == link; });
    }
};

}  // namespace focus::test
