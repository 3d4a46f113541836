#include "com/bind.h"

namespace focus::com {
namespace {

using What = Misfit::What;

Misfit misfit(Mismatch mismatch, std::size_t argument) {
    return {mismatch == Mismatch::type ? What::type : What::overflow, argument};
}

boost::system::result<Bound, Misfit> bind_put(const Member& member, const Call& call) {
    if (member.kind != Kind::writable_property) return Misfit{What::not_a_member};
    if (call.positional.size() != 1 || !call.named.empty()) return Misfit{What::count};
    if (!call.positional.front()) return Misfit{What::missing};
    const auto value = coerce(*call.positional.front(), member.type);
    if (!value) return misfit(value.error(), 0);
    return Bound{true, {*value}, std::nullopt};
}

/// The one surplus argument that a property with a list for its value takes.
boost::system::result<Bound, Misfit> bind_element(const Call& call) {
    Bound bound;
    const auto& argument = call.positional.front();
    const auto index = argument ? coerce(*argument, Type::int32) : Mismatch::type;
    if (!index) return misfit(index.error(), 0);
    const std::int32_t wanted = std::get<std::int32_t>(index->held);
    if (wanted < 0) return Misfit{What::index};
    bound.element = static_cast<std::size_t>(wanted);
    return bound;
}

}  // namespace

boost::system::result<Bound, Misfit> bind(const Member& member, Call call) {
    if (call.put) return bind_put(member, call);
    const auto parameters = member.takes();
    const bool list = member.kind == Kind::property && member.type == Type::list;
    if (list && call.positional.size() == 1 && call.named.empty()) return bind_element(call);
    if (call.positional.size() + call.named.size() > parameters.size()) return Misfit{What::count};

    std::vector<std::optional<Value>> given(parameters.size());
    std::vector<bool> taken(parameters.size());
    for (std::size_t i = 0; i < call.positional.size(); ++i) {
        given[i] = std::move(call.positional[i]);
        taken[i] = true;
    }
    for (Call::Named& named : call.named) {
        if (named.parameter >= parameters.size() || taken[named.parameter]) {
            return Misfit{What::no_such_parameter, named.parameter};
        }
        given[named.parameter] = std::move(named.value);
        taken[named.parameter] = true;
    }
    Bound bound;
    for (std::size_t i = 0; i < parameters.size(); ++i) {
        if (!given[i] && !parameters[i].optional) return Misfit{taken[i] ? What::missing : What::count, i};
        const Value standard = parameters[i].type == Type::boolean ? Value{false} : Value{std::string()};
        const auto value = coerce(given[i] ? *given[i] : standard, parameters[i].type);
        if (!value) return misfit(value.error(), i);
        bound.arguments.push_back(*value);
    }
    return bound;
}

}  // namespace focus::com
