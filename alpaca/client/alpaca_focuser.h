// AlpacaFocuser: a Focuser over a hub of ours, used as a cable is. Polls the hub's snapshot (2 Hz idle, 10 Hz moving),
// asks for what ASCOM has no name for with CommandString and wire lines, and reconnects by itself with back-off.
// A halt has a connection of its own and never waits behind anything. Other clients of the hub are left alone: it
// connects the focuser at start and never disconnects it.
//
// Lives on the io_context's thread.
#pragma once

#include <memory>
#include <string>

#include "alpaca/alpaca_address.h"
#include "core/focuser.h"

namespace focus {

class AlpacaFocuser final : public Focuser {
public:
    AlpacaFocuser(const asio::any_io_executor& executor, const AlpacaAddress& address);
    ~AlpacaFocuser() override;

    /// Begins connecting in the background. Once.
    void start();

    const FocuserState& state() const override;
    Subscription on_change(std::function<void(const FocuserState&)> callback) override;
    Task<void> move_to(Position target) override;
    Task<void> halt() override;
    Task<void> sync(Position position) override;
    /// Error::unsupported without a temperature probe or with a coefficient of 0.
    Task<void> set_compensation(bool automatic) override;
    Task<DeviceSettings> settings() override;
    Task<DeviceSettings> change(SettingsEdit edit) override;
    Task<std::string> command(std::string line) override;

private:
    std::shared_ptr<class HubLink> link_;  // shared with the coroutines that outlive a call
};

}  // namespace focus
