#include "cli/find/glance.h"

#include <algorithm>

#include "alpaca/open_focuser.h"
#include "cli/find/find_device.h"

namespace focus::cli {
namespace {

// A board that resets when its port is opened is silent for a second and a half.
constexpr std::chrono::milliseconds kNamed{2000};
constexpr std::chrono::milliseconds kFound{500};

}  // namespace

asio::awaitable<Glance> glance_at_focuser(Session& session) {
    std::string address = session.line.device;
    std::chrono::milliseconds patience = kNamed;
    if (address.empty()) {
        patience = kFound;
        const std::string here = kLocalHub;
        const Hub local = co_await ask_hub(here, patience);
        if (!local.ours() || local.focusers.size() != 1) co_return Glance{};
        address = local.focusers.front().address;
    }
    const auto made = make_focuser(session.executor, address);
    if (!made) co_return Glance{};
    const std::string why = co_await wait_connected(*made, Clock::now() + std::min(session.line.patience, patience));
    if (!why.empty()) co_return Glance{};
    co_await wait_first_reading(*made);
    const FocuserState& state = (*made)->state();
    Glance glance;
    if (state.sensor) glance.temperature = state.sensor->temperature;
    if (state.settings) {
        glance.step_size = step_size_of(*state.settings);
        glance.coefficient = (*state.settings)[Slot::coefficient];
    }
    co_return glance;
}

std::optional<double> step_size_of(const DeviceSettings& settings) {
    const int32_t size = settings[Slot::step_size];
    return size > 0 ? std::optional(size / 100.0) : std::nullopt;
}

}  // namespace focus::cli
