// HubLink: keeps the link of an AlpacaFocuser up and its snapshot fresh. Three connections to the hub: one polls, one
// carries requests, one is kept for halt. Alive through its own coroutine until `stop`. On the loop's thread.
#pragma once

#include <memory>
#include <string>

#include "alpaca/client/hub_client.h"
#include "core/listeners.h"
#include "core/state/snapshot.h"
#include "core/state/turn.h"

namespace focus {

class HubLink : public std::enable_shared_from_this<HubLink> {
public:
    HubLink(const asio::any_io_executor& executor, const AlpacaAddress& address);

    void start();
    void stop();
    const FocuserState& state() const { return state_; }
    Subscription on_change(Listeners::Callback callback) { return listeners_.add(std::move(callback)); }

    Task<void> move_to(Position target);
    Task<void> halt();
    Task<void> set_compensation(bool automatic);
    /// The device's line, also a refusal; what it changed is in the snapshot.
    Task<std::string> send(std::string line);
    /// The same with refusals as errors.
    Task<std::string> send_accepted(std::string line);
    /// By the action ChangeSettings; gives the record that the device has then, as a line of the wire.
    Task<std::string> change_settings(std::string changes);

private:
    asio::awaitable<void> run();
    /// False: the link failed, and the state says why.
    asio::awaitable<bool> connect();
    asio::awaitable<void> poll();
    Task<void> poll_once();
    /// Of another maker's focuser: by the standard members. False: as `connect`.
    asio::awaitable<bool> connect_standard();
    Task<void> read_compensation(HubClient& client);
    /// A line of the wire and its answer.
    Task<std::string> say(HubClient& client, std::string line);
    Task<std::string> read(HubClient& client, std::string line);
    Task<void> read_what_changed();
    asio::awaitable<void> pause(std::chrono::milliseconds time);
    void poll_soon();
    void fail(error_code error, const HubClient& client);
    void publish();

    asio::any_io_executor executor_;
    HubClient polls_, requests_, halts_;
    Snapshot snapshot_;
    FocuserState state_;  ///< the snapshot, and what the hub says of other clients' moves
    bool hub_moves_ = false;
    bool standard_ = false;  ///< another maker's focuser
    Compensation standard_compensation_ = Compensation::off;
    Position standard_maximum_;
    unsigned actions_ = 0;  ///< requests that changed something; what was polled meanwhile may be older
    unsigned halts_asked_ = 0;
    unsigned turn_of_slow_ = 0;  ///< which of the rarely changing lines is asked for next
    asio::steady_timer pause_;
    Listeners listeners_;
    bool poll_soon_ = false;
    bool started_ = false;
    bool stopped_ = false;
};

}  // namespace focus
