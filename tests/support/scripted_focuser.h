// ScriptedFocuser: the one fake Focuser. A test sets its state, reads the calls it got, and may let requests fail or
// hang. A move runs until the test says `arrive()`. Use it on the loop's thread.
#pragma once

#include <algorithm>
#include <boost/asio/steady_timer.hpp>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "core/listeners.h"

namespace focus {

class ScriptedFocuser final : public Focuser {
public:
    /// Connected, at rest at 1000 of 28800, with settings, a sensor and a coefficient.
    explicit ScriptedFocuser(asio::any_io_executor executor) : gate_(executor) {
        state_.link = Link::connected;
        state_.address = "scripted:";
        state_.position = state_.target = Position(1000);
        state_.sensor = SensorState{12.34, 56.5, 3.9};
        state_.sensor_at = Clock::now();
        state_.settings.emplace();
        state_.settings->set(Slot::coefficient, -2000);
        state_.compensation = Compensation::manual;
        state_.identity = "FocuserLink:open:0.1.0";
        state_.firmware = "0.1.0";
        state_.buttons_enabled = true;
        gate_.expires_at(Clock::time_point::max());
    }

    std::vector<std::string> calls;              ///< "move 5", "halt", "sync 5", "compensate on", "command q", ...
    error_code failure;                          ///< every request fails with this, if set
    std::map<std::string, std::string> answers;  ///< to `command`; others get their own first letter
    bool fresh = true;                           ///< the snapshot is always of this moment

    /// Changes the state and tells the listeners.
    template <class Change>
    void set(Change change) {
        change(state_);
        listeners_.tell(state());
    }
    /// The move under way ends.
    void arrive() {
        set([](FocuserState& s) {
            s.position = s.target;
            s.to_go = Steps(0);
            s.moving = s.commanded = false;
        });
    }
    /// From now on requests wait until `release()`.
    void hold() { held_ = true; }
    void release() {
        held_ = false;
        gate_.cancel();
    }

    const FocuserState& state() const override {
        if (fresh) state_.read_at = Clock::now();
        return state_;
    }
    Subscription on_change(Listeners::Callback callback) override { return listeners_.add(std::move(callback)); }
    Task<void> move_to(Position target) override {
        calls.push_back("move " + std::to_string(target.steps));
        target = clip(target, Position(0), largest_position(state_).value_or(Position(INT32_MAX)));
        co_await passed();
        if (failure) co_return failure;
        set([&](FocuserState& s) {
            s.target = target;
            s.to_go = target - s.position;
            s.moving = s.commanded = target != s.position;
        });
        co_return Result<void>();
    }
    Task<void> halt() override {
        calls.push_back("halt");
        co_await passed();
        if (failure) co_return failure;
        set([](FocuserState& s) {
            s.target = s.position;
            s.to_go = Steps(0);
            s.moving = s.commanded = false;
        });
        co_return Result<void>();
    }
    Task<void> sync(Position position) override {
        calls.push_back("sync " + std::to_string(position.steps));
        co_await passed();
        if (failure) co_return failure;
        set([&](FocuserState& s) { s.position = s.target = position; });
        co_return Result<void>();
    }
    Task<void> set_compensation(bool automatic) override {
        calls.push_back(automatic ? "compensate on" : "compensate off");
        co_await passed();
        if (failure) co_return failure;
        set([&](FocuserState& s) { s.compensation = automatic ? Compensation::automatic : Compensation::manual; });
        co_return Result<void>();
    }
    Task<DeviceSettings> settings() override {
        calls.push_back("settings");
        co_await passed();
        if (failure || !state_.settings) co_return failure ? failure : error_code(Error::disconnected);
        co_return *state_.settings;
    }
    Task<DeviceSettings> change(SettingsEdit edit) override {
        calls.push_back("change");
        co_await passed();
        if (failure || !state_.settings) co_return failure ? failure : error_code(Error::disconnected);
        set([&](FocuserState& s) { edit(*s.settings); });
        co_return *state_.settings;
    }
    Task<std::string> command(std::string line) override {
        calls.push_back("command " + line);
        co_await passed();
        if (failure) co_return failure;
        const auto answer = answers.find(line);
        co_return answer != answers.end() ? answer->second : line.substr(0, 1);
    }

private:
    asio::awaitable<void> passed() {
        while (held_) co_await gate_.async_wait(use_result);
    }

    mutable FocuserState state_;
    Listeners listeners_;
    asio::steady_timer gate_;
    bool held_ = false;
};

}  // namespace focus
