#include "alpaca/device_connection.h"

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

DeviceConnection::DeviceConnection(asio::any_io_executor executor, std::shared_ptr<Focuser> focuser)
    : focuser_(std::move(focuser)), deadline_(executor), settled_(executor) {
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
    // Kept when the attempt has ended: a callback must not end its own subscription.
    subscription_ = focuser_->on_change([self = weak_from_this()](const FocuserState&) {
        const auto connection = self.lock();
        if (connection && connection->connecting_ && connection->ready()) connection->settle(true);
    });
    deadline_.expires_after(patience);
    deadline_.async_wait([self = weak_from_this()](const error_code& ec) {
        const auto connection = self.lock();
        if (!ec && connection && connection->connecting_) connection->settle(is_fresh(connection->focuser_->state()));
    });
}

bool DeviceConnection::ready() const {
    const FocuserState& state = focuser_->state();
    if (!is_fresh(state) || state.commanded) return false;
    const bool sensor_expected = state.extended && state.extended->sensor != wire::SensorKind::none;
    return state.sensor || !sensor_expected;
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
