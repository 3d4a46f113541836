#include "core/serial/port_test.h"

#include <boost/asio/steady_timer.hpp>

#include "core/number_text.h"
#include "core/port/port_fault.h"
#include "core/serial/serial_focuser.h"

namespace focus {
namespace {

constexpr auto kPatience = std::chrono::seconds(6);

}  // namespace

asio::awaitable<TestedPort> test_port(std::string address) {
    const auto executor = co_await asio::this_coro::executor;
    SerialOptions options;
    options.address = std::move(address);
    SerialFocuser candidate(executor, std::move(options));
    candidate.start();
    // One attempt is enough: it is patient with a board that boots.
    const FocuserState& state = candidate.state();
    asio::steady_timer decided(executor, kPatience);
    const Subscription watch = candidate.on_change([&decided](const FocuserState& now) {
        if (now.link == Link::connected || now.fault) decided.cancel();
    });
    if (state.link != Link::connected && !state.fault) co_await decided.async_wait(use_result);
    TestedPort tested;
    tested.good = state.link == Link::connected;
    tested.words = tested.good                ? "Found: " + describe_focuser(state)
                   : state.fault_text.empty() ? "No answer."
                                              : state.fault_text;
    co_return tested;
}

bool same_port(const std::string& a, const std::string& b) {
    if (a == b) return true;
    if (!a.starts_with("serial:") || !b.starts_with("serial:")) return false;
    return same_device(a.substr(7), b.substr(7));
}

std::string describe_focuser(const FocuserState& state) {
    std::string out = state.identity + ", position " + std::to_string(state.position.steps);
    if (state.sensor) out += ", " + fixed_text(state.sensor->temperature, 1) + " °C";
    return out;
}

}  // namespace focus
