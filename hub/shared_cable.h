// SharedCable: the Focuser that the hub shares as one Alpaca device. The cable behind it may be exchanged while clients
// are connected: they see a lost and a found link, and the device keeps its number and its id.
//
// Lives on the io_context's thread.
#pragma once

#include <functional>
#include <memory>
#include <string>

#include "core/listeners.h"
#include "core/serial/serial_focuser.h"

namespace focus {

class SharedCable final : public Focuser {
public:
    using Trace = std::function<void(char direction, const std::string& line)>;

    /// Not connected to anything until `use`.
    explicit SharedCable(asio::any_io_executor executor);

    /// Leaves the present cable, if any, and connects by this one from now on. An empty address: none.
    void use(const std::string& address, bool reset_on_connect);
    void set_trace(Trace trace);

    const FocuserState& state() const override { return cable_ ? cable_->state() : unplugged_; }
    Subscription on_change(Listeners::Callback callback) override { return listeners_.add(std::move(callback)); }
    Task<void> move_to(Position target) override;
    Task<void> halt() override;
    Task<void> sync(Position position) override;
    Task<void> set_compensation(bool automatic) override;
    Task<DeviceSettings> settings() override;
    Task<DeviceSettings> change(SettingsEdit edit) override;
    Task<std::string> command(std::string line) override;

private:
    void tell();

    asio::any_io_executor executor_;
    std::shared_ptr<SerialFocuser> cable_;
    Subscription watch_;  // after cable_: ends before it
    FocuserState unplugged_;
    Trace trace_;
    Listeners listeners_;
};

}  // namespace focus
