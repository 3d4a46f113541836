#include "com/members.h"

#include "alpaca/parameters.h"

namespace focus::com {
namespace {

constexpr Member property(std::string_view name, Type type, Duty duty = Duty::ask) {
    return {name, Kind::property, type, duty, {}, 0};
}
constexpr Member writable(std::string_view name, Type type, Duty duty = Duty::ask) {
    return {name, Kind::writable_property, type, duty, {}, 0};
}
constexpr Member method(std::string_view name, Type result, Duty duty) {
    return {name, Kind::method, result, duty, {}, 0};
}
constexpr Member method(std::string_view name, Type result, Duty duty, Parameter only) {
    return {name, Kind::method, result, duty, {only, Parameter{}}, 1};
}
constexpr Member method(std::string_view name, Type result, Duty duty, Parameter first, Parameter second) {
    return {name, Kind::method, result, duty, {first, second}, 2};
}

constexpr Parameter kLine{"Command", Type::text, "Command"};
constexpr Parameter kRaw{"Raw", Type::boolean, "Raw", true};
constexpr Parameter kSensor{"PropertyName", Type::text, "SensorName"};

constexpr std::array kCommon = {
    writable("Connected", Type::boolean, Duty::connected),
    method("Connect", Type::nothing, Duty::connect),
    method("Disconnect", Type::nothing, Duty::disconnect),
    property("Connecting", Type::boolean, Duty::connecting),
    property("Description", Type::text, Duty::describe),
    property("DriverInfo", Type::text, Duty::describe),
    property("DriverVersion", Type::text, Duty::describe),
    property("Name", Type::text, Duty::describe),
    property("InterfaceVersion", Type::int16, Duty::describe),
    property("SupportedActions", Type::list, Duty::ask_unconnected),
    property("DeviceState", Type::list),
    method("Action", Type::text, Duty::tell, {"ActionName", Type::text, "Action"},
           {"ActionParameters", Type::text, "Parameters", true}),
    method("CommandBlind", Type::nothing, Duty::tell, kLine, kRaw),
    method("CommandBool", Type::boolean, Duty::tell, kLine, kRaw),
    method("CommandString", Type::text, Duty::tell, kLine, kRaw),
    method("SetupDialog", Type::nothing, Duty::setup),
    // Whoever disposes of the driver has done with the device.
    method("Dispose", Type::nothing, Duty::disconnect),
};

constexpr std::array kFocuser = {
    writable("Link", Type::boolean, Duty::connected),
    property("Absolute", Type::boolean),
    property("IsMoving", Type::boolean),
    property("MaxIncrement", Type::int32),
    property("MaxStep", Type::int32),
    property("Position", Type::int32),
    property("StepSize", Type::real),
    writable("TempComp", Type::boolean),
    property("TempCompAvailable", Type::boolean),
    property("Temperature", Type::real),
    method("Halt", Type::nothing, Duty::tell),
    method("Move", Type::nothing, Duty::tell, {"Position", Type::int32, "Position"}),
};

constexpr std::array kConditions = {
    writable("AveragePeriod", Type::real),
    property("CloudCover", Type::real),
    property("DewPoint", Type::real),
    property("Humidity", Type::real),
    property("Pressure", Type::real),
    property("RainRate", Type::real),
    property("SkyBrightness", Type::real),
    property("SkyQuality", Type::real),
    property("SkyTemperature", Type::real),
    property("StarFWHM", Type::real),
    property("Temperature", Type::real),
    property("WindDirection", Type::real),
    property("WindGust", Type::real),
    property("WindSpeed", Type::real),
    method("Refresh", Type::nothing, Duty::tell),
    method("SensorDescription", Type::text, Duty::ask_unconnected, kSensor),
    method("TimeSinceLastUpdate", Type::real, Duty::ask, kSensor),
};

template <std::size_t A, std::size_t B>
constexpr std::array<Member, A + B> joined(const std::array<Member, A>& first, const std::array<Member, B>& second) {
    std::array<Member, A + B> all{};
    for (std::size_t i = 0; i < A; ++i) all[i] = first[i];
    for (std::size_t i = 0; i < B; ++i) all[A + i] = second[i];
    return all;
}

constexpr auto kFocuserMembers = joined(kCommon, kFocuser);
constexpr auto kConditionsMembers = joined(kCommon, kConditions);

template <class Rows>
std::optional<std::size_t> place_of(const Rows& rows, std::string_view name) {
    for (std::size_t i = 0; i < rows.size(); ++i) {
        if (equals_ignoring_case(rows[i].name, name)) return i;
    }
    return std::nullopt;
}

}  // namespace

std::span<const Member> focuser_members() { return kFocuserMembers; }
std::span<const Member> conditions_members() { return kConditionsMembers; }

std::optional<std::size_t> find_member(std::span<const Member> members, std::string_view name) {
    return place_of(members, name);
}

std::optional<std::size_t> find_parameter(const Member& member, std::string_view name) {
    return place_of(member.takes(), name);
}

}  // namespace focus::com
