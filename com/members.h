// The members of a driver as one table: IDispatch finds, checks and carries out by it. A DISPID is a row's place,
// from 1.
#pragma once

#include <array>
#include <optional>
#include <span>
#include <string_view>

#include "com/value.h"

namespace focus::com {

struct Parameter {
    std::string_view name;
    Type type = Type::nothing;
    std::string_view form;  ///< its name in the hub's API
    bool optional = false;  ///< left out, it is false or the empty text
};

enum class Kind { property, writable_property, method };

/// Who carries it out. `ask`: GET of the hub's member of the same name; `tell`: PUT; both need a connected client.
enum class Duty {
    ask,
    ask_unconnected,  ///< also before the client connected
    tell,
    connected,
    connect,
    disconnect,
    connecting,
    setup,
    describe,  ///< the driver itself has the answer
};

struct Member {
    std::string_view name;
    Kind kind;
    Type type;  ///< of a property, or of what a method gives
    Duty duty;
    std::array<Parameter, 2> parameters{};
    std::size_t parameter_count = 0;

    std::span<const Parameter> takes() const { return {parameters.data(), parameter_count}; }
};

std::span<const Member> focuser_members();
std::span<const Member> conditions_members();

/// Names without case. The row's place, or nothing.
std::optional<std::size_t> find_member(std::span<const Member> members, std::string_view name);
std::optional<std::size_t> find_parameter(const Member& member, std::string_view name);

}  // namespace focus::com
