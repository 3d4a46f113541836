#include "alpaca/server/device_connection.h"

#include <algorithm>

namespace focus {

bool is_fresh(const FocuserState& state, Clock::duration age) {
    return state.link == Link::connected && state.settings && Clock::now() - state.read_at <= age;
}

std::string why_not_fresh(const FocuserState& state) {
    if (!state.fault_text.empty()) return state.fault_text;
    if (state.link != Link::connected) return "The focuser is not connected: " + state.address;
    if (!state.settings) return "The focuser's settings have not been read yet.";
    return "The focuser does not answer: " + state.address;
}

DeviceConnection::DeviceConnection(const asio::any_io_executor& executor, std::shared_ptr<Focuser> focuser,
                                   ConnectPatience patience)
    : focuser_(std::move(focuser)), patience_(patience), deadline_(executor), settled_(executor) {
    settled_.expires_at(Clock::time_point::max());
}

void DeviceConnection::connect(std::chrono::milliseconds patience) {
    if (connected_ || connecting_) return;
    failure_.clear();
    if (ready()) {
        connected_ = true;
        return;
    }
    connecting_ = true;
    subscription_ = focuser_->on_change([self = weak_from_this()](const FocuserState&) {
        const auto connection = self.lock();
        if (connection && connection->connecting_) connection->wait();
    });
    give_up_ = Clock::now() + patience;
    wait();
}

/// Settles now, or at the next moment at which something can have changed without the focuser's word.
void DeviceConnection::wait() {
    const auto now = Clock::now();
    if (ready()) return settle(true);
    if (now >= give_up_) return conclude();
    const auto last_look = focuser_->state().linked_at + kFirstReading;
    deadline_.expires_at(last_look > now ? std::min(last_look, give_up_) : give_up_);
    deadline_.async_wait([self = weak_from_this()](const error_code& ec) {
        const auto connection = self.lock();
        if (!ec && connection && connection->connecting_) connection->wait();
    });
}

bool DeviceConnection::ready() const {
    const FocuserState& state = focuser_->state();
    if (!is_fresh(state) || state.commanded) return false;
    return state.sensor || has_no_probe(state) || Clock::now() - state.linked_at >= kFirstReading;
}

void DeviceConnection::conclude() {
    if (connecting_) settle(is_fresh(focuser_->state()));
}

void DeviceConnection::settle(bool connected) {
    connecting_ = false;
    connected_ = connected;
    if (!connected) failure_ = why_not_fresh(focuser_->state());
    deadline_.cancel();
    settled_.cancel();
}

void DeviceConnection::disconnect() {
    failure_.clear();
    connected_ = connecting_ = false;
    deadline_.cancel();
    settled_.cancel();
}

asio::awaitable<void> DeviceConnection::settled() {
    const auto self = shared_from_this();
    while (self->connecting_) co_await self->settled_.async_wait(use_result);
}

}  // namespace focus
