#include "com/shared_hub.h"

#include "alpaca/ascom_error.h"
#include "alpaca/client/hub_search.h"
#include "core/spawn.h"

namespace focus::com {
namespace {

using namespace std::chrono_literals;

/// A client that goes does not wait longer for the hub to hear of it.
constexpr auto kGoodbyePatience = 2s;
constexpr auto kMakerPatience = 3s;

Refusal refusal(error_code error, const HubClient& client) {
    const int number = client.ascom_number();
    if (number >= 0x400 && number <= 0xFFF) return {number, client.failure()};
    if (number != 0) return {static_cast<int>(AscomError::failed), client.failure()};
    if (error == asio::error::connection_refused) {
        return {static_cast<int>(AscomError::disconnected), client.failure(), Refuser::nothing};
    }
    // What the hub refused outright is not a member that this device lacks.
    const AscomError kind = error == Error::unsupported ? AscomError::failed : to_ascom(error);
    return {static_cast<int>(kind), client.failure(), Refuser::way};
}

}  // namespace

AlpacaAddress hub_address(const std::string& profile_text) {
    const bool has_scheme = profile_text.find("://") != std::string::npos;
    const std::string text = profile_text.empty() ? kLocalHub : profile_text;
    if (const auto address = AlpacaAddress::parse(has_scheme ? text : "alpaca://" + text)) return *address;
    AlpacaAddress unknown;
    unknown.host = text;
    return unknown;
}

SharedHub::SharedHub(const asio::any_io_executor& executor, AlpacaAddress address, std::string device,
                     std::shared_ptr<HubStarter> starter, bool any_maker, HubPatience patience)
    : executor_(executor),
      address_(std::move(address)),
      device_(std::move(device)),
      starter_(std::move(starter)),
      patience_(patience),
      known_(any_maker),
      starting_(executor),
      linking_(executor) {}

std::string SharedHub::setup_page() const {
    const std::string first = "http://" + address_.authority() + "/setup";
    return address_.number == "0" ? first : first + "/v1/" + device_ + "/" + address_.number + "/setup";
}

asio::awaitable<Outcome> SharedHub::call(std::string member, std::string form,
                                         std::optional<std::chrono::milliseconds> put) {
    std::unique_ptr<HubClient> client;
    if (idle_.empty()) {
        client = std::make_unique<HubClient>(executor_, address_, device_);
    } else {
        client = std::move(idle_.back());
        idle_.pop_back();
    }
    Result<HubValue> answer = Error::cancelled;
    if (put) {
        answer = co_await client->put(std::move(member), std::move(form), {}, *put);
    } else {
        answer = co_await client->get(std::move(member), std::move(form));
    }
    Outcome outcome = answer ? Outcome(from_json(answer->json)) : Outcome(refusal(answer.error(), *client));
    idle_.push_back(std::move(client));
    co_return outcome;
}

asio::awaitable<Outcome> SharedHub::ask(std::string member, std::string form) {
    return call(std::move(member), std::move(form), std::nullopt);
}

asio::awaitable<Outcome> SharedHub::tell(std::string member, std::string form) {
    return call(std::move(member), std::move(form), patience_.tell);
}

asio::awaitable<Outcome> SharedHub::start() {
    const unsigned before = starts_;
    const Turn::Held held = co_await starting_.take();
    if (starts_ == before) {
        started_ = co_await reach();
        ++starts_;
    }
    co_return started_;
}

asio::awaitable<Outcome> SharedHub::reach() {
    Outcome answer = co_await ask("connected");
    const bool nobody = !answer && answer.error().from == Refuser::nothing;
    if (nobody && address_.on_this_computer()) co_return co_await start_program();
    if (answer && !known_) co_return co_await is_ours();
    co_return answer;
}

asio::awaitable<Outcome> SharedHub::is_ours() {
    const FoundHub found = co_await ask_hub(address_.authority(), kMakerPatience);
    known_ = found.surely_ours();
    if (known_) co_return Value{};
    std::string who = "What answers at " + address_.authority();
    if (found.ours()) {
        who += " did not say whether it is the FocuserLink hub: " + found.fault.message() + ".";
    } else {
        who += " is not the FocuserLink hub but a server of " +
               (found.maker.empty() ? "an unknown maker" : found.maker) +
               ". End it, or give the hub another port, in its hub.toml and as Hub in the driver's ASCOM profile.";
    }
    co_return Refusal{static_cast<int>(AscomError::bad_reply), std::move(who), Refuser::way};
}

asio::awaitable<Outcome> SharedHub::start_program() {
    std::string fault = co_await starter_->start(address_, patience_.start);
    if (!fault.empty()) {
        start_again_at_ = std::chrono::steady_clock::now() + patience_.start_again;
        Refusal why{static_cast<int>(AscomError::disconnected), std::move(fault), Refuser::nothing};
        co_return why;
    }
    Outcome answer = co_await ask("connected");
    just_started_ = answer.has_value();
    co_return answer;
}

asio::awaitable<Outcome> SharedHub::connect(bool counted) {
    const unsigned before = links_;
    const Turn::Held held = co_await linking_.take();
    if (links_ == before || !linked_) {
        linked_ = co_await link();
        ++links_;
    }
    Outcome done = *linked_;
    if (done && !counted) ++clients_;
    co_return done;
}

asio::awaitable<Outcome> SharedHub::link() {
    Outcome done = co_await start();
    if (!done) co_return done;
    const bool again = std::exchange(just_started_, false);
    done = co_await tell("connected", "Connected=true");
    // A board may still boot after a new hub opened its port.
    if (!done && again) done = co_await tell("connected", "Connected=true");
    co_return done;
}

asio::awaitable<Outcome> SharedHub::begin_to_connect() {
    const Turn::Held held = co_await linking_.take();
    Outcome done = co_await start();
    if (done) done = co_await tell("connect");
    if (done) ++clients_;
    co_return done;
}

asio::awaitable<void> SharedHub::connect_again() {
    // Whoever has the turn connects it anyway, or is the last to go.
    if (linking_.taken()) co_return;
    const Turn::Held held = co_await linking_.take();
    (void)co_await tell("connect");
}

bool SharedHub::may_start_again() const {
    return linking_.taken() || (address_.on_this_computer() && std::chrono::steady_clock::now() >= start_again_at_);
}

asio::awaitable<void> SharedHub::disconnect() {
    if (--clients_ > 0) co_return;
    if (!linking_.taken()) co_return co_await say_goodbye();
    spawn(executor_, say_goodbye_later(shared_from_this()));
}

asio::awaitable<void> SharedHub::say_goodbye() {
    const Turn::Held held = co_await linking_.take();
    if (clients_ > 0) co_return;  // another came meanwhile
    linked_.reset();
    // Without a hub there is nothing that could stay connected.
    (void)co_await call("connected", "Connected=false", kGoodbyePatience);
}

}  // namespace focus::com
