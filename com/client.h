// Client: what one COM object is: a program that may have connected, and the members it calls. All connected clients of
// a device share one link of the hub. On the loop's thread; held by a shared_ptr while a call is under way.
#pragma once

#include <memory>

#include "com/bind.h"
#include "com/driver_kind.h"
#include "com/shared_hub.h"

namespace focus::com {

class Client : public std::enable_shared_from_this<Client> {
public:
    Client(const DriverKind& kind, std::shared_ptr<SharedHub> hub) : kind_(kind), hub_(std::move(hub)) {}

    /// A value of the member's type; nothing for a method that gives none, except `SetupDialog`: the page to open.
    asio::awaitable<Outcome> invoke(const Member* member, Bound bound);
    /// The program has gone.
    asio::awaitable<void> leave();

private:
    enum class State {
        apart,
        beginning,   ///< the hub has not been told yet
        connecting,  ///< the hub connects
        connected,
        failed,
    };

    bool is_counted() const { return state_ == State::connected || state_ == State::connecting; }
    asio::awaitable<Outcome> carry_out(const Member& member, Bound bound);
    asio::awaitable<Outcome> set_connected(bool wanted);
    asio::awaitable<Outcome> is_connected();
    void begin_to_connect();
    static asio::awaitable<void> tell_to_connect(std::shared_ptr<Client> client, unsigned beginning);
    asio::awaitable<Outcome> is_connecting();
    asio::awaitable<Outcome> forward(const Member& member, Bound bound);
    bool could_help_to_connect(const Outcome& outcome) const;
    asio::awaitable<Outcome> send(const Member& member, bool put, std::string form);
    Value described(const Member& member) const;
    Outcome with_advice(Outcome outcome) const;

    const DriverKind& kind_;
    std::shared_ptr<SharedHub> hub_;
    State state_ = State::apart;
    Refusal failure_{};        ///< why it failed to connect
    unsigned beginnings_ = 0;  ///< so that what became of an earlier one is not taken for the present one's
};

}  // namespace focus::com
