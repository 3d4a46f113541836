// Binding a call to a member: which arguments it gets, or what is wrong with them. Values only.
#pragma once

#include <boost/system/result.hpp>
#include <optional>
#include <vector>

#include "com/members.h"

namespace focus::com {

/// What a client sent. An argument is nothing where the client left it out.
struct Call {
    struct Named {
        std::size_t parameter;
        std::optional<Value> value;
    };

    bool put = false;  ///< an assignment; else a read or a call, which clients do not tell apart
    std::vector<std::optional<Value>> positional;
    std::vector<Named> named;
};

/// Arguments of the declared types, one for each parameter; for an assignment the one new value.
struct Bound {
    bool put = false;
    std::vector<Value> arguments;
    std::optional<std::size_t> element;  ///< `SupportedActions(0)`: which element of the list is wanted
};

struct Misfit {
    enum class What {
        not_a_member,  ///< this member cannot be assigned to
        count,
        no_such_parameter,
        missing,
        type,
        overflow,
        index,  ///< no element of a list has it
    };

    What what;
    std::size_t argument = 0;  ///< the parameter's place
};

boost::system::result<Bound, Misfit> bind(const Member& member, Call call);

}  // namespace focus::com
