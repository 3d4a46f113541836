// Connection: keeps a device connected and its Snapshot fresh. Opens, shakes hands, polls, and begins again after a
// fault; every way of asking the device goes through it. Lives on the loop's thread, kept alive by its own coroutine
// until `stop`.
#pragma once

#include <memory>
#include <string>

#include "core/listeners.h"
#include "core/serial/device_session.h"
#include "core/serial/serial_focuser.h"
#include "core/state/snapshot.h"
#include "core/state/turn.h"

namespace focus {

class Connection : public std::enable_shared_from_this<Connection> {
public:
    Connection(const asio::any_io_executor& executor, SerialOptions options);

    void start();
    void stop();
    void set_trace(Trace trace) { options_.trace = std::move(trace); }

    const FocuserState& state() const { return snapshot_.state(); }
    bool open_device() const { return snapshot_.open_device(); }
    /// Its answers and our lines cannot be damaged unnoticed.
    bool checked() const { return snapshot_.checked(); }
    Subscription on_change(Listeners::Callback callback) { return listeners_.add(std::move(callback)); }
    Task<void> wait_connected(std::chrono::milliseconds patience);

    /// The device's line, also a refusal; settings, buttons and status are believed. Error::disconnected at once while
    /// there is no connection. The snapshot has taken the answer in when this completes.
    Task<std::string> ask(std::string line);
    /// The same with refusals as errors.
    Task<std::string> ask_accepted(std::string line);
    /// The device's answer to `H`, which is written whenever the port is open, whether the device answers or not, and
    /// if it is closed as soon as it is open again within some seconds. Error::disconnected, Error::timeout: nobody
    /// knows whether the device took it.
    Task<std::string> halt();
    /// How many moves and halts were asked for so far.
    unsigned orders() const { return orders_; }
    /// Reads the status again without waiting for the poll that is due.
    void poll_soon();
    Turn& settings_turn() { return settings_turn_; }

private:
    asio::awaitable<void> run();
    asio::awaitable<void> attempt();
    Task<void> shake_hands();
    asio::awaitable<void> try_checks();
    Task<void> read_everything();
    Task<std::string> converse(std::string line);
    asio::awaitable<void> poll();
    Task<void> poll_once();
    asio::awaitable<void> pause(std::chrono::milliseconds time);
    void fail(error_code fault, std::string text);
    void tell_doubt();
    void notify();

    asio::any_io_executor executor_;
    SerialOptions options_;
    Snapshot snapshot_;
    std::shared_ptr<SessionEvents> events_;
    std::shared_ptr<DeviceSession> session_;  ///< null between connections
    asio::steady_timer pause_;
    Turn settings_turn_;
    Listeners listeners_;
    int polls_ = 0;
    unsigned orders_ = 0;
    int32_t doubt_ = 0;               ///< steps, told last
    Clock::time_point halt_until_{};  ///< so long a halt is still worth sending
    bool poll_soon_ = false;
    bool stopped_ = false;
};

}  // namespace focus
