#include "alpaca/client/alpaca_focuser.h"

#include "alpaca/client/hub_link.h"
#include "alpaca/settings_action.h"
#include "core/state/change_settings.h"
#include "core/state/wire_line.h"

namespace focus {
namespace {

using Hub = std::shared_ptr<HubLink>;

AskLine lines_of(const Hub& hub) {
    return [hub](std::string line) { return hub->send_accepted(std::move(line)); };
}

}  // namespace

AlpacaFocuser::AlpacaFocuser(const asio::any_io_executor& executor, const AlpacaAddress& address)
    : link_(std::make_shared<HubLink>(executor, address)) {}

AlpacaFocuser::~AlpacaFocuser() { link_->stop(); }

void AlpacaFocuser::start() { link_->start(); }

const FocuserState& AlpacaFocuser::state() const { return link_->state(); }

Subscription AlpacaFocuser::on_change(std::function<void(const FocuserState&)> callback) {
    return link_->on_change(std::move(callback));
}

// Each member copies `link_` before it waits: the AlpacaFocuser may be gone afterwards.

Task<void> AlpacaFocuser::move_to(Position target) {
    const Hub hub = link_;
    co_return co_await hub->move_to(target);
}

Task<void> AlpacaFocuser::halt() {
    const Hub hub = link_;
    co_return co_await hub->halt();
}

Task<void> AlpacaFocuser::sync(Position position) {
    const Hub hub = link_;
    if (hub->state().moving || hub->state().commanded) co_return Error::busy;
    std::string line = "P:" + std::to_string(position.steps);
    const auto answer = co_await hub->send_accepted(std::move(line));
    if (!answer) co_return answer.error();
    co_return boost::system::in_place_value;
}

Task<void> AlpacaFocuser::set_compensation(bool automatic) {
    const Hub hub = link_;
    const auto done = co_await hub->set_compensation(automatic);
    // To ASCOM there is no compensation while the coefficient is 0; the mode may be chosen before.
    if (done || done.error() != Error::unsupported || !hub->state().settings) co_return done;
    std::string mode = std::to_string(static_cast<int>(Slot::mode)) + (automatic ? "=1" : "=0");
    const auto written = co_await hub->change_settings(std::move(mode));
    if (!written) co_return written.error();
    const auto& extended = hub->state().extended;
    if (!automatic || !extended || extended->compensation_enabled) co_return boost::system::in_place_value;
    const auto enabled = co_await hub->send_accepted("A:1");
    if (!enabled) co_return enabled.error();
    co_return boost::system::in_place_value;
}

Task<DeviceSettings> AlpacaFocuser::settings() {
    AskLine ask = lines_of(link_);
    co_return co_await read_settings(std::move(ask));
}

// The hub does it, for all programs one after the other.
Task<DeviceSettings> AlpacaFocuser::change(SettingsEdit edit) {
    const Hub hub = link_;
    AskLine ask = lines_of(hub);
    const auto plan = co_await plan_change(std::move(ask), std::move(edit));
    if (!plan) co_return plan.error();
    if (plan->line.empty()) co_return plan->before;
    std::string changes = settings_changes(plan->before, plan->after);
    const auto taken = co_await hub->change_settings(std::move(changes));
    if (!taken) co_return taken.error();
    const auto now = SettingsRecord::parse(*taken);
    if (!now) co_return now.error();
    co_return now->values();
}

Task<std::string> AlpacaFocuser::command(std::string line) {
    const Hub hub = link_;
    if (!is_sendable(line)) co_return Error::out_of_range;
    if (line == "H") {
        const auto halted = co_await hub->halt();
        if (!halted) co_return halted.error();
        co_return std::string("H");
    }
    co_return co_await hub->send(std::move(line));
}

}  // namespace focus
