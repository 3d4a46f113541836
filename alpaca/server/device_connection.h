// DeviceConnection: whether clients have connected one Alpaca device. The cable is kept up by the Focuser itself; to
// connect only means to wait until it has something true to say: a position at rest, and the first temperature, which a
// device just powered on has only after a second. A program that was once told "no probe" never asks again that night.
// On the loop's thread.
#pragma once

#include <boost/asio/steady_timer.hpp>
#include <memory>
#include <string>

#include "core/focuser.h"

namespace focus {

/// True if the focuser's snapshot may be shown as the present.
bool is_fresh(const FocuserState& state, Clock::duration age = std::chrono::seconds(2));
/// Why it may not, in words.
std::string why_not_fresh(const FocuserState& state);

/// How long an attempt to connect may take.
struct ConnectPatience {
    std::chrono::milliseconds connect{4500};    ///< clients wait 5 s for `connecting` to fall
    std::chrono::milliseconds connected{2500};  ///< and the answer to PUT connected is due in 3 s
};

class DeviceConnection : public std::enable_shared_from_this<DeviceConnection> {
public:
    DeviceConnection(const asio::any_io_executor& executor, std::shared_ptr<Focuser> focuser,
                     ConnectPatience patience = {});

    const ConnectPatience& patience() const { return patience_; }
    bool connected() const { return connected_; }
    bool connecting() const { return connecting_; }
    /// Why the last attempt failed; empty from the next attempt on.
    const std::string& failure() const { return failure_; }

    /// Connected at once if the focuser is there; else tries for `patience`. Nothing to do while connected or
    /// connecting.
    void connect(std::chrono::milliseconds patience);
    void disconnect();
    /// Ends an attempt under way now: connected if the focuser is there, whatever else was still waited for.
    void conclude();
    /// Completes when no attempt is under way.
    asio::awaitable<void> settled();

private:
    bool ready() const;
    void settle(bool connected);
    void wait();

    std::shared_ptr<Focuser> focuser_;
    const ConnectPatience patience_;
    asio::steady_timer deadline_;
    Clock::time_point give_up_;
    asio::steady_timer settled_;  ///< cancelled when an attempt ends
    Subscription subscription_;
    bool connected_ = false;
    bool connecting_ = false;
    std::string failure_;
};

}  // namespace focus
