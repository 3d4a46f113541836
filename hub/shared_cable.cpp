#include "hub/shared_cable.h"

namespace focus {

SharedCable::SharedCable(asio::any_io_executor executor) : executor_(std::move(executor)) {
    unplugged_.fault = Error::disconnected;
    unplugged_.fault_text = "No port is chosen yet: choose one on the setup page.";
}

void SharedCable::use(const std::string& address, bool reset_on_connect) {
    watch_ = Subscription();
    cable_.reset();
    if (!address.empty()) {
        SerialOptions options;
        options.address = address;
        options.reset_on_connect = reset_on_connect;
        options.trace = trace_;
        cable_ = std::make_shared<SerialFocuser>(executor_, std::move(options));
        watch_ = cable_->on_change([this](const FocuserState&) { tell(); });
        cable_->start();
    }
    tell();
}

void SharedCable::set_trace(Trace trace) {
    trace_ = std::move(trace);
    if (cable_) cable_->set_trace(trace_);
}

void SharedCable::tell() {
    const FocuserState now = state();  // a copy: a callback may exchange the cable
    listeners_.tell(now);
}

// Each member holds the cable it began with: it may be exchanged while the device thinks.

Task<void> SharedCable::move_to(Position target) {
    const auto cable = cable_;
    if (!cable) co_return Error::disconnected;
    co_return co_await cable->move_to(target);
}

Task<void> SharedCable::halt() {
    const auto cable = cable_;
    if (!cable) co_return Error::disconnected;
    co_return co_await cable->halt();
}

Task<void> SharedCable::sync(Position position) {
    const auto cable = cable_;
    if (!cable) co_return Error::disconnected;
    co_return co_await cable->sync(position);
}

Task<void> SharedCable::set_compensation(bool automatic) {
    const auto cable = cable_;
    if (!cable) co_return Error::disconnected;
    co_return co_await cable->set_compensation(automatic);
}

Task<DeviceSettings> SharedCable::settings() {
    const auto cable = cable_;
    if (!cable) co_return Error::disconnected;
    co_return co_await cable->settings();
}

Task<DeviceSettings> SharedCable::change(SettingsEdit edit) {
    const auto cable = cable_;
    if (!cable) co_return Error::disconnected;
    co_return co_await cable->change(std::move(edit));
}

Task<std::string> SharedCable::command(std::string line) {
    const auto cable = cable_;
    if (!cable) co_return Error::disconnected;
    co_return co_await cable->command(std::move(line));
}

}  // namespace focus
