// SerialFocuser: a Focuser on the other end of a cable ("serial:/dev/ttyUSB0") or of a TCP connection to a simulated
// one ("tcp:127.0.0.1:4000"). Connects by itself, keeps the snapshot fresh (2 Hz idle, 10 Hz moving), notices a lost
// cable within 2 s, says so once in words, and reconnects with back-off until it is stopped.
#pragma once

#include <functional>
#include <memory>
#include <string>

#include "core/focuser.h"
#include "core/serial/patience.h"

namespace focus {

struct SerialOptions {
    std::string address;                           ///< serial:PORT or tcp:HOST:PORT
    bool reset_on_connect = false;                 ///< pulse DTR after opening
    std::chrono::milliseconds idle_period{500};    ///< between two status polls at rest
    std::chrono::milliseconds moving_period{100};  ///< and while the motor turns
    SerialPatience patience{};
    /// Every line on the cable as it passes: '>' sent, '<' received, without the newline. Empty: no trace.
    std::function<void(char direction, const std::string& line)> trace = {};
};

class Connection;

class SerialFocuser final : public Focuser {
public:
    SerialFocuser(const asio::any_io_executor& executor, SerialOptions options);
    ~SerialFocuser() override;

    /// Begins connecting in the background. Once.
    void start();
    /// Completes with success as soon as the link is connected and a first status read, else with the last fault when
    /// `patience` has passed.
    Task<void> wait_connected(std::chrono::milliseconds patience);
    /// Replaces the trace callback; empty switches tracing off.
    void set_trace(std::function<void(char, const std::string&)> trace);

    const FocuserState& state() const override;
    Subscription on_change(std::function<void(const FocuserState&)> callback) override;
    Task<void> move_to(Position target) override;
    Task<void> halt() override;
    Task<void> sync(Position position) override;
    Task<void> set_compensation(bool automatic) override;
    Task<DeviceSettings> settings() override;
    Task<DeviceSettings> change(SettingsEdit edit) override;
    Task<std::string> command(std::string line) override;

private:
    std::shared_ptr<Connection> connection_;  // shared with the coroutines that outlive a call
};

}  // namespace focus
