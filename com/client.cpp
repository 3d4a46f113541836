#include "com/client.h"

#include "alpaca/ascom_error.h"
#include "alpaca/parameters.h"
#include "core/spawn.h"

namespace focus::com {
namespace {

Refusal refuse(AscomError number, std::string text) { return {static_cast<int>(number), std::move(text)}; }

/// As the hub reads them.
std::string form_text(const Value& value) {
    if (const auto* flag = std::get_if<bool>(&value.held)) return *flag ? "true" : "false";
    const auto text = coerce(value, Type::text);
    return text ? std::get<std::string>(text->held) : std::string();
}

std::string form_of(const Member& member, const Bound& bound) {
    if (bound.put) return std::string(member.name) + "=" + encode_form_text(form_text(bound.arguments.front()));
    std::string form;
    for (std::size_t i = 0; i < bound.arguments.size(); ++i) {
        if (i > 0) form += "&";
        form += std::string(member.parameters[i].form) + "=" + encode_form_text(form_text(bound.arguments[i]));
    }
    return form;
}

std::string lower(std::string_view name) {
    std::string out(name);
    for (char& c : out) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    return out;
}

/// Of the states' texts the one that COM clients take for a date.
void date_time_stamps(Value& states) {
    auto* list = std::get_if<List>(&states.held);
    if (list == nullptr) return;
    for (Value& state : *list) {
        auto* fields = std::get_if<Object>(&state.held);
        const bool stamp =
            fields != nullptr && fields->size() == 2 && (*fields)[0].value == Value{std::string("TimeStamp")};
        const auto* text = stamp ? std::get_if<std::string>(&(*fields)[1].value.held) : nullptr;
        if (text == nullptr) continue;
        if (const auto date = parse_date(*text)) (*fields)[1].value.held = *date;
    }
}

/// A hub that dies may have begun it: what tells the focuser the same twice does no harm.
bool is_repeatable(const Member& member) { return member.name != "Action" && !member.name.starts_with("Command"); }

bool is(const Outcome& outcome, bool flag) { return outcome && outcome->held == Value{flag}.held; }

}  // namespace

asio::awaitable<Outcome> Client::invoke(const Member* member, Bound bound) {
    const auto self = shared_from_this();
    const bool put = bound.put;
    Outcome outcome = co_await carry_out(*member, std::move(bound));
    if (!outcome || put || member->type == Type::nothing) co_return outcome;
    if (member->name == "DeviceState") date_time_stamps(*outcome);
    // A client gets the declared type or an error, whatever the hub says.
    const auto typed = coerce(*outcome, member->type);
    if (!typed || outcome->empty()) {
        co_return refuse(AscomError::bad_reply,
                         "The hub's answer to " + std::string(member->name) + " is no such value.");
    }
    co_return *typed;
}

asio::awaitable<Outcome> Client::carry_out(const Member& member, Bound bound) {
    switch (member.duty) {
        case Duty::connected:
            if (bound.put) co_return co_await set_connected(std::get<bool>(bound.arguments.front().held));
            co_return co_await is_connected();
        case Duty::connect: begin_to_connect(); co_return Value{};
        case Duty::disconnect: co_return co_await set_connected(false);
        case Duty::connecting: co_return co_await is_connecting();
        default: co_return co_await forward(member, std::move(bound));
    }
}

asio::awaitable<Outcome> Client::set_connected(bool wanted) {
    if (!wanted) {
        co_await leave();
        co_return Value{};
    }
    const bool before = is_counted();
    Outcome done = co_await hub_->connect(before);
    if (done) {
        // Other threads of the same program: one that disconnects came after us, one that connects was as quick.
        if (before && !is_counted()) co_return Value{};
        if (!before && is_counted()) hub_->forget();
        state_ = State::connected;
        co_return Value{};
    }
    co_await leave();
    co_return with_advice(std::move(done));
}

asio::awaitable<void> Client::leave() {
    const auto self = shared_from_this();
    const bool counted = is_counted();
    state_ = State::apart;
    if (counted) co_await hub_->disconnect();
}

asio::awaitable<Outcome> Client::is_connected() {
    if (state_ == State::connecting) (void)co_await is_connecting();
    if (state_ != State::connected) co_return Value{false};
    Outcome answer = co_await hub_->ask("connected");
    if (could_help_to_connect(answer)) {
        (void)co_await hub_->connect(true);
        answer = co_await hub_->ask("connected");
    }
    if (is(answer, false) && state_ == State::connected) {
        // The hub was started anew, or another program disconnected the device; we still want it.
        co_await hub_->connect_again();
        answer = co_await hub_->ask("connected");
    }
    // Another thread may have left meanwhile.
    co_return Value{is(answer, true) && state_ == State::connected};
}

void Client::begin_to_connect() {
    if (is_counted() || state_ == State::beginning) return;
    state_ = State::beginning;
    // A hub may have to be started first, and the caller does not wait for that.
    spawn(hub_->executor(), tell_to_connect(shared_from_this(), ++beginnings_));
}

asio::awaitable<void> Client::tell_to_connect(std::shared_ptr<Client> client, unsigned beginning) {
    const Outcome begun = co_await client->hub_->begin_to_connect();
    if (client->state_ == State::beginning && client->beginnings_ == beginning) {
        client->state_ = begun ? State::connecting : State::failed;
        if (!begun) client->failure_ = begun.error();
    } else if (begun && client->is_counted()) {
        client->hub_->forget();  // another thread connected meanwhile, and was counted
    } else if (begun) {
        co_await client->hub_->disconnect();  // it thought better of it
    }
}

asio::awaitable<Outcome> Client::is_connecting() {
    if (state_ == State::failed) co_return with_advice(failure_);
    if (state_ == State::beginning) co_return Value{true};
    if (state_ != State::connecting) co_return Value{false};
    Outcome answer = co_await hub_->ask("connecting");
    if (state_ == State::connecting && !is(answer, true)) {
        state_ = answer ? State::connected : State::failed;
        if (!answer) {
            hub_->forget();
            failure_ = answer.error();
        }
    }
    co_return with_advice(std::move(answer));
}

asio::awaitable<Outcome> Client::forward(const Member& member, Bound bound) {
    if (member.duty == Duty::describe) co_return described(member);
    if (member.duty == Duty::setup || member.duty == Duty::ask_unconnected) {
        Outcome there = co_await hub_->start();
        if (!there) co_return there;
        if (member.duty == Duty::setup) co_return Value{hub_->setup_page()};
    }
    if (state_ == State::connecting) (void)co_await is_connecting();
    if (state_ != State::connected && member.duty != Duty::ask_unconnected) {
        co_return refuse(AscomError::not_connected,
                         std::string(kind_.name) + " is not connected; set Connected to true first.");
    }
    const bool put = bound.put || member.duty == Duty::tell;
    const std::string form = form_of(member, bound);
    Outcome outcome = co_await send(member, put, form);
    if (could_help_to_connect(outcome)) {
        const bool may_have_been_heard = outcome.error().from == Refuser::nothing && put && !is_repeatable(member);
        Outcome again = co_await hub_->connect(true);
        if (!again) co_return with_advice(std::move(again));
        if (may_have_been_heard) co_return outcome;
        outcome = co_await send(member, put, form);
    }
    co_return outcome;
}

/// The hub is a new one, another program disconnected the device, or there is no hub any more.
bool Client::could_help_to_connect(const Outcome& outcome) const {
    if (outcome || state_ != State::connected) return false;
    const Refusal& why = outcome.error();
    return why.number == static_cast<int>(AscomError::not_connected) ||
           (why.from == Refuser::nothing && hub_->may_start_again());
}

asio::awaitable<Outcome> Client::send(const Member& member, bool put, std::string form) {
    std::string name = lower(member.name);
    return put ? hub_->tell(std::move(name), std::move(form)) : hub_->ask(std::move(name), std::move(form));
}

Value Client::described(const Member& member) const {
    const std::string_view version = FOCUSERLINK_VERSION;
    if (member.name == "InterfaceVersion") return Value{kind_.interface_version};
    if (member.name == "Name") return Value{std::string(kind_.name)};
    if (member.name == "Description") return Value{std::string(kind_.description)};
    // ASCOM wants major.minor.
    if (member.name == "DriverVersion") return Value{std::string(version.substr(0, version.rfind('.')))};
    return Value{"FocuserLink ASCOM driver " + std::string(version) + ", free software (GPL-3.0-or-later)"};
}

Outcome Client::with_advice(Outcome outcome) const {
    if (outcome || outcome.error().from != Refuser::device) return outcome;
    Refusal refusal = outcome.error();
    refusal.text += " The focuser's port is chosen on the hub's setup page, " + hub_->setup_page() + ".";
    return refusal;
}

}  // namespace focus::com
