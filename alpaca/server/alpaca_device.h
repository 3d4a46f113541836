// SharedDevice: one device that the server shares (a Focuser or an ObservingConditions), the table of its members,
// and the answers they give. A member is one row: its name, what GET does, what PUT does.
//
// GET never waits. PUT is a coroutine; it reads its parameters first (400 if they cannot be read), then asks the
// device.
#pragma once

#include <boost/asio/awaitable.hpp>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "alpaca/ascom_error.h"
#include "alpaca/json_text.h"
#include "alpaca/server/device_connection.h"
#include "core/focuser.h"

namespace focus {

enum class DeviceKind { focuser, conditions };

struct SharedDevice {
    DeviceKind kind;
    std::string name;
    std::string unique_id;
    std::shared_ptr<Focuser> focuser;
    std::shared_ptr<DeviceConnection> connection;
};

/// What goes into the envelope, or, with `status` 400, the text that says what was wrong with the request.
struct Answer {
    std::string value;  ///< JSON; empty on an error: the member's default
    AscomError error = AscomError::none;
    std::string text;
    unsigned status = 200;
};

struct Member {
    using Get = Answer (*)(const SharedDevice& device, std::string_view query);
    using Put = asio::awaitable<Answer> (*)(std::shared_ptr<SharedDevice> device, std::string body);

    std::string_view name;
    std::string_view initial;  ///< JSON of the Value when there is none; empty: an answer without Value
    Get get = nullptr;
    Put put = nullptr;
};

std::span<const Member> common_members();
std::span<const Member> focuser_members();
std::span<const Member> conditions_members();
/// Nothing if the device has no such member.
const Member* find_member(DeviceKind kind, std::string_view name);

inline Answer value_answer(std::string json) { return {std::move(json), AscomError::none, {}, 200}; }
template <class T>
Answer value_of(const T& value) {
    return value_answer(to_json(value));
}
inline Answer error_answer(AscomError error, std::string text) { return {{}, error, std::move(text), 200}; }
Answer error_answer(const error_code& error);
inline Answer bad_request(std::string text) { return {{}, AscomError::none, std::move(text), 400}; }

/// The refusal that a device not connected gives.
std::optional<Answer> not_connected(const SharedDevice& device);
/// The refusal when no present truth is known: not connected, or the focuser does not answer.
std::optional<Answer> no_truth(const SharedDevice& device);
/// The position is one that there is, 0 to the maximum: clients take what they get for true.
bool position_can_be_shown(const FocuserState& state);
/// The sensor's reading if it is one that can be shown.
std::optional<SensorState> shown_sensor(const FocuserState& state);
/// What is answered while there is a probe but no reading that can be shown. Clients ask again after this one.
Answer no_reading(const FocuserState& state);
/// What DeviceState lists, as JSON.
std::string device_state(const SharedDevice& device);

/// The device's answer to a line that only reads, made from the snapshot so that many clients cost the cable as much as
/// one; nothing if the line or the snapshot is not of that kind.
std::optional<std::string> line_from_snapshot(const FocuserState& state, std::string_view line);

}  // namespace focus
