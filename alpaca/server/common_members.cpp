// The members that both devices have.
#include <boost/asio/steady_timer.hpp>
#include <chrono>
#include <cmath>

#include "alpaca/parameters.h"
#include "alpaca/server/alpaca_device.h"
#include "alpaca/settings_action.h"
#include "core/state/wire_line.h"

namespace focus {
namespace {

std::string version() {
    const std::string_view full = FOCUSERLINK_VERSION;  // ASCOM wants major.minor
    return std::string(full.substr(0, full.find('.', full.find('.') + 1)));
}

Answer get_description(const SharedDevice& device, std::string_view) {
    const bool focuser = device.kind == DeviceKind::focuser;
    return value_of(std::string_view(focuser ? "FocuserLink telescope focuser"
                                             : "Temperature and humidity at the FocuserLink focuser"));
}

Answer get_devicestate(const SharedDevice& device, std::string_view) {
    if (auto refusal = not_connected(device)) return *refusal;
    return value_answer(device_state(device));
}

Answer get_driverinfo(const SharedDevice&, std::string_view) {
    return value_of(std::string_view("FocuserLink hub " FOCUSERLINK_VERSION ", free software (GPL-3.0-or-later)"));
}

Answer get_connecting(const SharedDevice& device, std::string_view) {
    if (!device.connection->failure().empty()) {
        return error_answer(AscomError::disconnected, device.connection->failure());
    }
    return value_of(device.connection->connecting());
}

asio::awaitable<Answer> put_connected(std::shared_ptr<SharedDevice> device, std::string body) {
    const auto text = find_parameter(body, "Connected", NameCase::exact);
    const auto wanted = text ? parse_bool(*text) : std::nullopt;
    if (!wanted) co_return bad_request("Connected must be true or false.");
    if (!*wanted) {
        device->connection->disconnect();
        co_return Answer();
    }
    device->connection->connect(device->connection->patience().connected);
    // An attempt begun by `connect` may be more patient than this answer can be.
    asio::steady_timer limit(co_await asio::this_coro::executor, device->connection->patience().connected);
    limit.async_wait([connection = device->connection](const error_code& ec) {
        if (!ec) connection->conclude();
    });
    co_await device->connection->settled();
    limit.cancel();
    if (device->connection->connected()) co_return Answer();
    const std::string& failure = device->connection->failure();
    co_return error_answer(AscomError::disconnected,
                           failure.empty() ? why_not_fresh(device->focuser->state()) : failure);
}

asio::awaitable<Answer> put_connect(std::shared_ptr<SharedDevice> device, std::string) {
    device->connection->connect(device->connection->patience().connect);
    co_return Answer();
}

asio::awaitable<Answer> put_disconnect(std::shared_ptr<SharedDevice> device, std::string) {
    device->connection->disconnect();
    co_return Answer();
}

/// By how many steps the position may be wrong either way, "0" when it is certain.
constexpr std::string_view kUncertainty = "PositionUncertainty";

Answer get_supportedactions(const SharedDevice& device, std::string_view) {
    if (device.kind != DeviceKind::focuser) return value_answer("[]");
    return value_answer("[" + to_json(kUncertainty) + "," + to_json(kChangeSettings) + "]");
}

Answer position_uncertainty(const FocuserState& state) {
    if (!state.extended) {
        return error_answer(AscomError::not_implemented, "This focuser cannot say whether its position is certain.");
    }
    return value_of(std::string_view(std::to_string(state.extended->bound.count)));
}

asio::awaitable<Answer> change_by_action(std::shared_ptr<SharedDevice> device, std::string changes) {
    std::string mistake;
    auto edit = parse_settings_changes(changes, mistake);
    if (!edit) co_return error_answer(AscomError::invalid_value, mistake);
    SettingsEdit wanted = std::move(*edit);
    const auto taken = co_await device->focuser->change(std::move(wanted));
    if (!taken) co_return error_answer(taken.error());
    co_return value_of(std::string_view(settings_text(*taken)));
}

asio::awaitable<Answer> put_action(std::shared_ptr<SharedDevice> device, std::string body) {
    const auto action = find_parameter(body, "Action", NameCase::exact);
    if (!action) co_return bad_request("Action is missing.");
    if (device->kind != DeviceKind::focuser) {
        co_return error_answer(AscomError::not_implemented, "This device has no actions.");
    }
    const bool changes = equals_ignoring_case(*action, kChangeSettings);
    if (!changes && !equals_ignoring_case(*action, kUncertainty)) {
        co_return error_answer(AscomError::action_not_implemented,
                               "There is no such action; there are PositionUncertainty and ChangeSettings.");
    }
    if (auto refusal = not_connected(*device)) co_return *refusal;
    if (!changes) co_return position_uncertainty(device->focuser->state());
    std::string parameters = find_parameter(body, "Parameters", NameCase::exact).value_or("");
    co_return co_await change_by_action(std::move(device), std::move(parameters));
}

/// The part that the three ways to send a line have in common: the device's answer line, or an Answer that says why
/// not.
asio::awaitable<std::pair<std::string, Answer>> send_line(std::shared_ptr<SharedDevice> device, std::string body) {
    std::pair<std::string, Answer> result;
    const auto line = find_parameter(body, "Command", NameCase::exact);
    if (!line) {
        result.second = bad_request("Command is missing.");
    } else if (device->kind != DeviceKind::focuser) {
        result.second = error_answer(AscomError::not_implemented, "This device takes no commands.");
    } else if (auto refusal = not_connected(*device)) {
        result.second = *refusal;
    } else if (!is_sendable(*line)) {
        result.second =
            error_answer(AscomError::invalid_value, "A command is one line of 1 to 78 printable ASCII characters.");
    } else if (auto known = line_from_snapshot(device->focuser->state(), *line)) {
        result.first = *known;
    } else {
        auto reply = co_await device->focuser->command(*line);
        if (reply) {
            result.first = *reply;
        } else {
            result.second = error_answer(reply.error());
        }
    }
    co_return result;
}

asio::awaitable<Answer> put_commandstring(std::shared_ptr<SharedDevice> device, std::string body) {
    auto [line, answer] = co_await send_line(std::move(device), std::move(body));
    if (!line.empty()) answer.value = to_json(std::string_view(line));
    co_return std::move(answer);
}

asio::awaitable<Answer> put_commandbool(std::shared_ptr<SharedDevice> device, std::string body) {
    auto [line, answer] = co_await send_line(std::move(device), std::move(body));
    if (!line.empty()) answer.value = to_json(line.front() != '!');
    co_return std::move(answer);
}

asio::awaitable<Answer> put_commandblind(std::shared_ptr<SharedDevice> device, std::string body) {
    auto [line, answer] = co_await send_line(std::move(device), std::move(body));
    if (!line.empty() && line.front() == '!') {
        co_return error_answer(AscomError::refused, "The focuser refused the command: " + line);
    }
    co_return std::move(answer);
}

constexpr Member kCommonMembers[] = {
    {"connected", "false",
     [](const SharedDevice& device, std::string_view) { return value_of(device.connection->connected()); },
     put_connected},
    {"connecting", "false", get_connecting, nullptr},
    {"description", "\"\"", get_description, nullptr},
    {"devicestate", "[]", get_devicestate, nullptr},
    {"driverinfo", "\"\"", get_driverinfo, nullptr},
    {"driverversion", "\"\"",
     [](const SharedDevice&, std::string_view) { return value_of(std::string_view(version())); }, nullptr},
    {"interfaceversion", "0",
     [](const SharedDevice& device, std::string_view) { return value_of(device.kind == DeviceKind::focuser ? 4 : 2); },
     nullptr},
    {"name", "\"\"",
     [](const SharedDevice& device, std::string_view) { return value_of(std::string_view(device.name)); }, nullptr},
    {"supportedactions", "[]", get_supportedactions, nullptr},
    {"connect", "", nullptr, put_connect},
    {"disconnect", "", nullptr, put_disconnect},
    {"action", "\"\"", nullptr, put_action},
    {"commandblind", "", nullptr, put_commandblind},
    {"commandbool", "false", nullptr, put_commandbool},
    {"commandstring", "\"\"", nullptr, put_commandstring},
};

}  // namespace

std::span<const Member> common_members() { return kCommonMembers; }

const Member* find_member(DeviceKind kind, std::string_view name) {
    for (const auto members :
         {kind == DeviceKind::focuser ? focuser_members() : conditions_members(), common_members()}) {
        for (const Member& member : members) {
            if (member.name == name) return &member;
        }
    }
    return nullptr;
}

Answer error_answer(const error_code& error) { return error_answer(to_ascom(error), error.message()); }

std::optional<Answer> not_connected(const SharedDevice& device) {
    if (device.connection->connected()) return std::nullopt;
    return error_answer(AscomError::not_connected, device.name + " is not connected; set Connected to true first.");
}

std::optional<Answer> no_truth(const SharedDevice& device) {
    if (auto refusal = not_connected(device)) return refusal;
    const FocuserState& state = device.focuser->state();
    if (is_fresh(state)) return std::nullopt;
    return error_answer(AscomError::disconnected, why_not_fresh(state));
}

bool position_can_be_shown(const FocuserState& state) {
    const int32_t furthest = state.settings ? (*state.settings)[Slot::maximum] : INT32_MAX;
    return state.position.steps >= 0 && state.position.steps <= furthest;
}

std::optional<SensorState> shown_sensor(const FocuserState& state) {
    if (!state.sensor) return std::nullopt;
    const SensorState& s = *state.sensor;
    // Outside these no telescope works: a broken sensor or a torn line, and clients take what they get for true.
    const bool plausible = std::isfinite(s.dew_point) && s.temperature >= -50 && s.temperature <= 50 &&
                           s.humidity >= 0 && s.humidity <= 100;
    return plausible ? state.sensor : std::nullopt;
}

Answer no_reading(const FocuserState& state) {
    std::string text = "The sensor has given no reading yet.";
    if (state.sensor) {
        text = "The sensor's readings are outside what is possible.";
    } else if (state.sensor_at != Clock::time_point()) {
        const auto age = std::chrono::duration_cast<std::chrono::seconds>(Clock::now() - state.sensor_at).count();
        text = "The sensor has given no reading for " + std::to_string(age) + " s.";
    }
    return error_answer(AscomError::invalid_operation, std::move(text));
}

}  // namespace focus
