// SharedHub: one device of the hub as all clients of this process share it: connections that are kept, the hub started
// when none answers, and the count of clients that want the device connected. On the loop's thread; must outlive its
// tasks.
#pragma once

#include <chrono>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "alpaca/client/hub_client.h"
#include "alpaca/client/hub_start.h"
#include "com/refusal.h"
#include "core/state/turn.h"

namespace focus::com {

/// The hub that an ASCOM profile names: HOST:PORT, with USER:PASSWORD@ before it if the hub asks for them; empty: the
/// usual one on this computer. What cannot be read is taken for a host's name, which no error then conceals.
AlpacaAddress hub_address(const std::string& profile_text);

/// How long is waited for the hub.
struct HubPatience {
    std::chrono::milliseconds start = kHubStartPatience;  ///< until one that was started answers
    std::chrono::milliseconds tell{10000};                ///< for the answer to a PUT
    std::chrono::milliseconds start_again{30000};         ///< after a hub that did not start
};

class SharedHub : public std::enable_shared_from_this<SharedHub> {
public:
    /// `device`: "focuser" or "observingconditions". `starter`: for when no hub answers on this computer; one for all
    /// devices of the same hub, so that it is started once.
    /// `any_maker`: the address was chosen with intent; else another maker's server that happens to be there is
    /// refused.
    SharedHub(const asio::any_io_executor& executor, AlpacaAddress address, std::string device,
              std::shared_ptr<HubStarter> starter, bool any_maker = true, HubPatience patience = {});

    /// A GET, answered within 3 s, and a PUT. `form`: parameters, encoded. Each call under way has a
    /// connection of its own, so that none waits for another.
    asio::awaitable<Outcome> ask(std::string member, std::string form = {});
    asio::awaitable<Outcome> tell(std::string member, std::string form = {});

    /// Sees to it that a hub answers; starting one takes its time. Who waits for another's attempt shares its
    /// outcome.
    asio::awaitable<Outcome> start();
    /// One client more wants the device connected; counted only if that succeeded. `counted`: it was counted before.
    /// Who waits for another's attempt shares its outcome.
    asio::awaitable<Outcome> connect(bool counted);
    /// The same without waiting for the device: `connecting` of the hub tells.
    asio::awaitable<Outcome> begin_to_connect();
    /// For a connected client whose device another program has disconnected, or whose hub is a new one; waits neither
    /// for the device nor for another's attempt.
    asio::awaitable<void> connect_again();
    /// For a connected client whose hub has gone: whether `connect` is worth a try, which starts another. Not soon
    /// after one that did not start, so that not every call waits for it.
    bool may_start_again() const;
    /// One less. The last disconnects the device, and waits for that, unless it would have to wait for another's
    /// attempt first.
    asio::awaitable<void> disconnect();
    /// One less, without a word to the hub.
    void forget() { --clients_; }

    const asio::any_io_executor& executor() const { return executor_; }
    /// Of the page where the device is set up.
    std::string setup_page() const;

private:
    /// A PUT if it has a patience.
    asio::awaitable<Outcome> call(std::string member, std::string form, std::optional<std::chrono::milliseconds> put);
    asio::awaitable<Outcome> reach();
    asio::awaitable<Outcome> link();
    asio::awaitable<Outcome> is_ours();
    asio::awaitable<Outcome> start_program();
    asio::awaitable<void> say_goodbye();
    static asio::awaitable<void> say_goodbye_later(std::shared_ptr<SharedHub> hub) { co_await hub->say_goodbye(); }

    asio::any_io_executor executor_;
    AlpacaAddress address_;
    std::string device_;
    std::shared_ptr<HubStarter> starter_;
    HubPatience patience_;
    bool known_;  ///< whose hub it is, or it does not matter
    std::vector<std::unique_ptr<HubClient>> idle_;
    Turn starting_;
    Turn linking_;                     ///< so that a disconnect is not overtaken by the next client's connect
    unsigned starts_ = 0, links_ = 0;  ///< attempts so far
    Outcome started_ = Value{};        ///< what the last attempt came to
    std::optional<Outcome> linked_;    ///< the same; nothing after a disconnect
    int clients_ = 0;
    bool just_started_ = false;
    std::chrono::steady_clock::time_point start_again_at_{};  ///< not before
};

}  // namespace focus::com
