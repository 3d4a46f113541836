// The members of the Focuser: its Focuser's snapshot in ASCOM's words.
#include <algorithm>

#include "alpaca/parameters.h"
#include "alpaca/server/alpaca_device.h"

namespace focus {
namespace {

Position maximum(const FocuserState& state) {
    return Position(state.settings ? (*state.settings)[Slot::maximum] : slot_rule(Slot::maximum).initial);
}

/// A probe and a coefficient: without either there is nothing to compensate with. A probe that is away for a while
/// changes nothing: programs ask once, at the beginning.
bool can_compensate(const FocuserState& state) {
    return !has_no_probe(state) && state.settings && (*state.settings)[Slot::coefficient] != 0 &&
           (!state.extended || state.extended->compensation_enabled);
}

/// A GET that needs the present truth.
template <auto Read>
Answer from_state(const SharedDevice& device, std::string_view) {
    if (auto refusal = no_truth(device)) return *refusal;
    return Read(device.focuser->state());
}

Answer read_position(const FocuserState& state) {
    if (position_can_be_shown(state)) return value_of(state.position.steps);
    return error_answer(AscomError::bad_reply, "The focuser reports the position " +
                                                   std::to_string(state.position.steps) + ", outside 0 to " +
                                                   std::to_string(maximum(state).steps) + ".");
}

Answer read_maximum(const FocuserState& state) { return value_of(maximum(state).steps); }

Answer read_stepsize(const FocuserState& state) {
    const int size = (*state.settings)[Slot::step_size];
    if (size <= 0) return error_answer(AscomError::not_implemented, "The step size of this focuser is not known.");
    return value_of(size / 100.0);
}

Answer read_temperature(const FocuserState& state) {
    if (const auto sensor = shown_sensor(state)) return value_of(sensor->temperature);
    if (!has_no_probe(state)) return no_reading(state);
    return error_answer(AscomError::not_implemented, "This focuser has no temperature probe.");
}

asio::awaitable<Answer> put_halt(std::shared_ptr<SharedDevice> device, std::string) {
    if (auto refusal = not_connected(*device)) co_return std::move(*refusal);
    const auto done = co_await device->focuser->halt();
    co_return done ? Answer() : error_answer(done.error());
}

asio::awaitable<Answer> put_move(std::shared_ptr<SharedDevice> device, std::string body) {
    const auto text = find_parameter(body, "Position", NameCase::exact);
    const auto wanted = text ? parse_int(*text) : std::nullopt;
    if (!wanted) co_return bad_request("Position must be a whole number of steps, for example 12000.");
    if (auto refusal = no_truth(*device)) co_return std::move(*refusal);
    const auto done = co_await device->focuser->move_to(Position(*wanted));  // what is beyond is clipped
    co_return done ? Answer() : error_answer(done.error());
}

asio::awaitable<Answer> put_tempcomp(std::shared_ptr<SharedDevice> device, std::string body) {
    const auto text = find_parameter(body, "TempComp", NameCase::exact);
    const auto wanted = text ? parse_bool(*text) : std::nullopt;
    if (!wanted) co_return bad_request("TempComp must be true or false.");
    if (auto refusal = no_truth(*device)) co_return std::move(*refusal);
    if (!can_compensate(device->focuser->state())) {
        co_return error_answer(AscomError::not_implemented,
                               "Compensation needs a temperature probe and a coefficient other than 0.");
    }
    const auto done = co_await device->focuser->set_compensation(*wanted);
    co_return done ? Answer() : error_answer(done.error());
}

constexpr Member kFocuserMembers[] = {
    {"position", "0", from_state<read_position>, nullptr},
    {"ismoving", "false", from_state<[](const FocuserState& state) { return value_of(state.commanded); }>, nullptr},
    {"absolute", "false", from_state<[](const FocuserState&) { return value_of(true); }>, nullptr},
    {"maxincrement", "0", from_state<read_maximum>, nullptr},
    {"maxstep", "0", from_state<read_maximum>, nullptr},
    {"stepsize", "0.0", from_state<read_stepsize>, nullptr},
    {"tempcomp", "false", from_state<[](const FocuserState& state) {
         return value_of(can_compensate(state) && state.compensation == Compensation::automatic);
     }>,
     put_tempcomp},
    {"tempcompavailable", "false",
     from_state<[](const FocuserState& state) { return value_of(can_compensate(state)); }>, nullptr},
    {"temperature", "0.0", from_state<read_temperature>, nullptr},
    {"halt", "", nullptr, put_halt},
    {"move", "", nullptr, put_move},
};

}  // namespace

std::span<const Member> focuser_members() { return kFocuserMembers; }

}  // namespace focus
