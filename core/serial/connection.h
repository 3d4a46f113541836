// Connection: keeps a device connected and its Snapshot fresh. Opens, shakes hands, polls, and begins again after a
// fault; every way of asking the device goes through it. Lives on the loop's thread, kept alive by its own coroutine
// until `stop`.
#pragma once

#include <map>
#include <memory>
#include <string>

#include "core/serial/device_session.h"
#include "core/serial/serial_focuser.h"
#include "core/serial/snapshot.h"
#include "core/serial/turn.h"

namespace focus {

class Connection : public std::enable_shared_from_this<Connection> {
public:
    Connection(const asio::any_io_executor& executor, SerialOptions options);

    void start();
    void stop();
    void set_trace(Trace trace) { options_.trace = std::move(trace); }

    const FocuserState& state() const { return snapshot_.state(); }
    bool open_device() const { return snapshot_.open_device(); }
    Subscription on_change(std::function<void(const FocuserState&)> callback);
    Task<void> wait_connected(std::chrono::milliseconds patience);

    /// The device's line, also a refusal. Error::disconnected at once while there is no connection. The snapshot has
    /// taken the answer in when this completes.
    Task<std::string> ask(std::string line);
    /// The same with refusals as errors.
    Task<std::string> ask_accepted(std::string line);
    /// Reads the status again without waiting for the poll that is due.
    void poll_soon();
    Turn& settings_turn() { return settings_turn_; }

private:
    using Callback = std::shared_ptr<std::function<void(const FocuserState&)>>;

    asio::awaitable<void> run();
    asio::awaitable<void> attempt();
    Task<void> shake_hands();
    Task<void> read_everything();
    asio::awaitable<void> poll();
    Task<void> poll_once();
    asio::awaitable<void> pause(std::chrono::milliseconds time);
    void fail(error_code fault, std::string text);
    void notify();

    asio::any_io_executor executor_;
    SerialOptions options_;
    Snapshot snapshot_;
    std::shared_ptr<SessionEvents> events_;
    std::shared_ptr<DeviceSession> session_;  ///< null between connections
    asio::steady_timer pause_;
    Turn settings_turn_;
    std::map<int, Callback> callbacks_;
    int next_callback_ = 0;
    int polls_ = 0;
    bool poll_soon_ = false;
    bool stopped_ = false;
};

/// What a refusal means: Error::unsupported, busy, out_of_range or device_fault.
error_code refusal(const std::string& answer);

}  // namespace focus
