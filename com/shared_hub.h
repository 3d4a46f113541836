// SharedHub: one device of the hub as all clients of this process share it: connections that are kept, the hub started
// when none answers, and the count of clients that want the device connected. On the loop's thread; must outlive its
// tasks.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "alpaca/client/hub_client.h"
#include "com/refusal.h"
#include "core/state/turn.h"

namespace focus::com {

/// The hub that an ASCOM profile names: HOST:PORT, with USER:PASSWORD@ before it if the hub asks for them; empty: the
/// usual one on this computer. What cannot be read is taken for a host's name, which no error then conceals.
AlpacaAddress hub_address(const std::string& profile_text);

class SharedHub {
public:
    /// `device`: "focuser" or "observingconditions". `hub_program`: what to start when no hub answers on this computer.
    SharedHub(const asio::any_io_executor& executor, AlpacaAddress address, std::string device,
              std::string hub_program);

    /// A GET, answered within 3 s, and a PUT, within 10 s. `form`: parameters, encoded. Each call under way has a
    /// connection of its own, so that none waits for another.
    asio::awaitable<Outcome> ask(std::string member, std::string form = {});
    asio::awaitable<Outcome> tell(std::string member, std::string form = {});

    /// Sees to it that a hub answers; starting one takes up to 10 s.
    asio::awaitable<Outcome> start();
    /// One client more wants the device connected; counted only if that succeeded. `counted`: it was counted before.
    asio::awaitable<Outcome> connect(bool counted);
    /// The same without waiting for the device: `connecting` of the hub tells.
    asio::awaitable<Outcome> begin_to_connect();
    /// One less. The last disconnects the device.
    asio::awaitable<void> disconnect();
    /// One less, without a word to the hub.
    void forget() { --clients_; }

    /// Of the page where the hub is set up.
    std::string setup_page() const { return "http://" + address_.authority() + "/setup"; }

private:
    /// A PUT if it has a patience.
    asio::awaitable<Outcome> call(std::string member, std::string form, std::optional<std::chrono::milliseconds> put);
    asio::awaitable<Outcome> start_program(Refusal why);

    asio::any_io_executor executor_;
    AlpacaAddress address_;
    std::string device_;
    std::string hub_program_;
    std::vector<std::unique_ptr<HubClient>> idle_;
    Turn starting_;
    Turn linking_;  ///< so that a disconnect is not overtaken by the next client's connect
    int clients_ = 0;
    bool just_started_ = false;
};

}  // namespace focus::com
