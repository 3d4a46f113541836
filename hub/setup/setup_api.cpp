#include "hub/setup/setup_api.h"

#include <algorithm>
#include <boost/json/array.hpp>
#include <boost/json/value.hpp>

#include "core/port/port_list.h"
#include "core/serial/port_test.h"
#include "hub/hub.h"
#include "hub/setup/setup_json.h"

namespace focus {
namespace {

namespace json = boost::json;

constexpr int32_t kLargestPosition = slot_rule(Slot::maximum).maximum;

using Answering = asio::awaitable<ApiAnswer>;

/// Device, hub and limits: all that the page shows.
ApiAnswer state_answer(Hub& hub, std::size_t number) {
    ApiAnswer answer;
    answer.body = state_json(hub.cable(number).state());
    const DeviceConfig& device = hub.config().devices[number];
    answer.body["device"] = {{"number", number},          {"name", hub.device_name(number)},
                             {"address", device.address}, {"reset_on_connect", device.reset_on_connect},
                             {"trace", device.trace},     {"trace_file", hub.trace_path()}};
    json::array names;
    for (std::size_t i = 0; i < hub.device_count(); ++i) names.emplace_back(hub.device_name(i));
    answer.body["devices"] = std::move(names);
    return answer;
}

ApiAnswer failed(const error_code& error, const FocuserState& state) {
    const bool lost = error == Error::disconnected && !state.fault_text.empty();
    if (error == Error::out_of_range) return refused(400, "The focuser does not take this value.");
    return refused(409, lost ? state.fault_text : "The focuser did not do it: " + error.message() + ".");
}

Answering send_line(Hub& hub, std::size_t number, std::string line) {
    const auto reply = co_await hub.cable(number).command(std::move(line));
    if (!reply) co_return failed(reply.error(), hub.cable(number).state());
    if (reply->starts_with('!')) co_return refused(409, "The focuser refused: " + reply->substr(1) + ".");
    co_return state_answer(hub, number);
}

Answering move(Hub& hub, ApiRequest request) {
    SharedCable& cable = hub.cable(request.device);
    const FocuserState& state = cable.state();
    if (state.link != Link::connected || !state.settings) co_return failed(Error::disconnected, state);
    // Whatever a broken device says.
    const int32_t maximum = std::clamp((*state.settings)[Slot::maximum], 0, kLargestPosition);
    std::string mistake;
    std::optional<int32_t> target;
    if (request.body.contains("by")) {
        // From where the move under way ends, so that quick taps add up.
        const int32_t from = state.moving || state.commanded ? state.target.steps : state.position.steps;
        const auto by = whole_number(request.body, "by", -maximum, maximum, mistake);
        const int64_t to = int64_t{from} + by.value_or(0);
        if (by && (to < 0 || to > maximum)) {
            mistake = *by < 0 ? "That would pass 0, the innermost position."
                              : "That would pass the maximum, " + std::to_string(maximum) + ".";
        } else if (by) {
            target = static_cast<int32_t>(to);
        }
    } else {
        target = whole_number(request.body, "position", 0, maximum, mistake);
    }
    if (!target) co_return refused(400, mistake);
    const auto done = co_await cable.move_to(Position(*target));
    co_return done ? state_answer(hub, request.device) : failed(done.error(), cable.state());
}

Answering halt(Hub& hub, ApiRequest request) {
    const auto done = co_await hub.cable(request.device).halt();
    co_return done ? state_answer(hub, request.device) : failed(done.error(), hub.cable(request.device).state());
}

Answering set_position(Hub& hub, ApiRequest request) {
    SharedCable& cable = hub.cable(request.device);
    if (!cable.state().settings) co_return failed(Error::disconnected, cable.state());
    std::string mistake;
    const auto position = whole_number(request.body, "position", 0, (*cable.state().settings)[Slot::maximum], mistake);
    if (!position) co_return refused(400, mistake);
    const auto done = co_await cable.sync(Position(*position));
    if (!done && done.error() == Error::busy) co_return refused(409, "Not while the focuser moves.");
    co_return done ? state_answer(hub, request.device) : failed(done.error(), cable.state());
}

Answering put_settings(Hub& hub, ApiRequest request) {
    SharedCable& cable = hub.cable(request.device);
    const auto present = co_await cable.settings();
    if (!present) co_return failed(present.error(), cable.state());
    WantedSettings wanted = settings_from(request.body, *present);
    if (!wanted.mistake.empty()) co_return refused(400, wanted.mistake);
    if (wanted.compensation_enabled && !cable.state().extended) {
        co_return refused(409, "This device cannot switch compensation off; set the coefficient to 0.");
    }
    // Only what this page changes: another program may be changing something else.
    SettingsEdit edit = [before = *present, after = wanted.settings](DeviceSettings& settings) {
        for (uint8_t number = 1; number <= kSlotCount; ++number) {
            const Slot slot = static_cast<Slot>(number);
            if (before[slot] != after[slot]) settings.set(slot, after[slot]);
        }
    };
    const auto taken = co_await cable.change(std::move(edit));
    if (!taken) co_return failed(taken.error(), cable.state());
    // Another device may answer by now.
    const auto& extended = cable.state().extended;
    if (wanted.compensation_enabled && extended && extended->compensation_enabled != *wanted.compensation_enabled) {
        ApiAnswer switched = co_await send_line(hub, request.device, *wanted.compensation_enabled ? "A:1" : "A:0");
        if (switched.status != 200) co_return switched;
    }
    ApiAnswer answer = state_answer(hub, request.device);
    if (*taken != wanted.settings) answer.body["warning"] = "The focuser did not take all of it; shown is what it has.";
    co_return answer;
}

/// What the coefficient that is being typed would do.
ApiAnswer sentence_of(const json::object& body) {
    if (!body.contains("coefficient")) return refused(400, "coefficient: the number to be put into words.");
    const WantedSettings wanted = settings_from(body, DeviceSettings());
    if (!wanted.mistake.empty()) return refused(400, wanted.mistake);
    ApiAnswer answer;
    answer.body["sentence"] = page_sentence(wanted.settings[Slot::coefficient]);
    return answer;
}

Answering try_port(Hub& hub, ApiRequest request) {
    const json::value* given = request.body.if_contains("address");
    const std::string address = given != nullptr && given->is_string() ? std::string(given->get_string()) : "";
    if (std::string why = device_address_mistake(address); !why.empty()) co_return refused(400, why);
    ApiAnswer answer;
    for (std::size_t i = 0; i < hub.device_count(); ++i) {
        if (!same_port(hub.config().devices[i].address, address)) continue;
        const FocuserState& live = hub.cable(i).state();
        answer.body["good"] = live.link == Link::connected;
        answer.body["text"] = live.link == Link::connected ? "In use by this hub: " + describe_focuser(live)
                              : live.fault_text.empty()    ? "In use by this hub, still connecting."
                                                           : live.fault_text;
        co_return answer;
    }
    const TestedPort tested = co_await test_port(address);
    answer.body["good"] = tested.good;
    answer.body["text"] = tested.words;
    co_return answer;
}

ApiAnswer ports_answer() {
    json::array list;
    for (const SerialPortInfo& port : list_serial_ports()) {
        list.push_back({{"address", "serial:" + port.path},
                        {"device", port.device},
                        {"description", port.description},
                        {"usb_id", port.usb_id}});
    }
    ApiAnswer answer;
    answer.body["ports"] = std::move(list);
    return answer;
}

Answering put_device(Hub& hub, ApiRequest request) {
    DeviceConfig wanted = hub.config().devices[request.device];
    std::string mistake;
    if (const json::value* address = request.body.if_contains("address")) {
        wanted.address = address->is_string() ? std::string(address->get_string()) : "?";
        if (!wanted.address.empty()) mistake = device_address_mistake(wanted.address);
    }
    for (std::size_t i = 0; i < hub.device_count() && mistake.empty(); ++i) {
        if (i == request.device || wanted.address.empty()) continue;
        if (same_port(hub.config().devices[i].address, wanted.address))
            mistake = "This port is used by " + hub.device_name(i) + ".";
    }
    for (auto [key, value] : {std::pair{"reset_on_connect", &wanted.reset_on_connect}, {"trace", &wanted.trace}}) {
        if (!request.body.contains(key) || !mistake.empty()) continue;
        if (const auto on = yes_or_no(request.body, key, mistake)) *value = *on;
    }
    if (!mistake.empty()) co_return refused(400, mistake);
    hub.use_device(request.device, wanted);
    const std::string warning = co_await hub.store_devices();
    ApiAnswer answer = state_answer(hub, request.device);
    if (!warning.empty()) answer.body["warning"] = warning;
    co_return answer;
}

Answering put_buttons(Hub& hub, ApiRequest request) {
    std::string mistake;
    const auto on = yes_or_no(request.body, "enabled", mistake);
    if (!on) co_return refused(400, mistake);
    co_return co_await send_line(hub, request.device, *on ? "F:1" : "F:0");
}

Answering factory_reset(Hub& hub, ApiRequest request) {
    std::string mistake;
    const auto sure = yes_or_no(request.body, "confirm", mistake);
    if (!sure || !*sure) co_return refused(400, "confirm: must be true; all settings and the position are lost.");
    co_return co_await send_line(hub, request.device, "D:DEFAULTS");
}

}  // namespace

ApiAnswer refused(unsigned status, const std::string& why) {
    ApiAnswer answer;
    answer.status = status;
    answer.body["error"] = why;
    return answer;
}

Answering handle_api(Hub& hub, ApiRequest request) {
    const std::string name = request.name;
    const std::size_t device = request.device;
    if (request.verb == HttpVerb::get) {
        if (name == "state") co_return state_answer(hub, device);
        if (name == "ports") co_return ports_answer();
    } else if (request.verb == HttpVerb::put) {
        if (name == "device") co_return co_await put_device(hub, std::move(request));
        if (name == "settings") co_return co_await put_settings(hub, std::move(request));
        if (name == "buttons") co_return co_await put_buttons(hub, std::move(request));
    } else if (request.verb == HttpVerb::post) {
        if (name == "halt") co_return co_await halt(hub, std::move(request));
        if (name == "move") co_return co_await move(hub, std::move(request));
        if (name == "compensate") co_return co_await send_line(hub, device, "S:1");
        if (name == "confirm") co_return co_await send_line(hub, device, "X");
        if (name == "position") co_return co_await set_position(hub, std::move(request));
        if (name == "factory-reset") co_return co_await factory_reset(hub, std::move(request));
        if (name == "sentence") co_return sentence_of(request.body);
        if (name == "test") co_return co_await try_port(hub, std::move(request));
    }
    co_return refused(404, "There is no such request.");
}

}  // namespace focus
