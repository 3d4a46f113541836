#include "com/shared_hub.h"

#include <boost/asio/ip/address.hpp>
#include <boost/asio/steady_timer.hpp>

#include "alpaca/ascom_error.h"
#include "com/started_program.h"

namespace focus::com {
namespace {

using namespace std::chrono_literals;

constexpr auto kTellPatience = 10s;
/// A client that goes does not wait longer for the hub to hear of it.
constexpr auto kGoodbyePatience = 2s;
constexpr auto kStartPatience = 10s;
constexpr auto kStartPoll = 50ms;

Refusal refusal(error_code error, const HubClient& client) {
    const int number = client.ascom_number();
    if (number >= 0x400 && number <= 0xFFF) return {number, client.failure()};
    if (number != 0) return {static_cast<int>(AscomError::failed), client.failure()};
    const bool absent = error == Error::disconnected || error == asio::error::connection_refused;
    // What the hub refused outright is not a member that this device lacks.
    const AscomError kind = error == Error::unsupported ? AscomError::failed : to_ascom(error);
    return {static_cast<int>(absent ? AscomError::disconnected : kind), client.failure(), absent};
}

bool is_this_computer(const std::string& host) {
    error_code bad;
    const auto address = asio::ip::make_address(host, bad);
    return bad ? host == "localhost" : address.is_loopback();
}

}  // namespace

AlpacaAddress hub_address(const std::string& profile_text) {
    const bool has_scheme = profile_text.find("://") != std::string::npos;
    const std::string text = profile_text.empty() ? "127.0.0.1:11111" : profile_text;
    if (const auto address = AlpacaAddress::parse(has_scheme ? text : "alpaca://" + text)) return *address;
    AlpacaAddress unknown;
    unknown.host = text;
    return unknown;
}

SharedHub::SharedHub(const asio::any_io_executor& executor, AlpacaAddress address, std::string device,
                     std::string hub_program)
    : executor_(executor),
      address_(std::move(address)),
      device_(std::move(device)),
      hub_program_(std::move(hub_program)),
      starting_(executor),
      linking_(executor) {}

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
    return call(std::move(member), std::move(form), kTellPatience);
}

asio::awaitable<Outcome> SharedHub::start() {
    const Turn::Held held = co_await starting_.take();
    Outcome answer = co_await ask("connected");
    if (answer || !answer.error().no_hub || !is_this_computer(address_.host)) co_return answer;
    co_return co_await start_program(answer.error());
}

asio::awaitable<Outcome> SharedHub::start_program(Refusal why) {
    const std::vector<std::string> arguments{"--port", address_.port};
    const Result<StartedProgram> program = StartedProgram::start(hub_program_, arguments);
    if (!program) {
        why.text += " It cannot be started from here: " + hub_program_ + ": " + program.error().message() + ".";
        co_return why;
    }
    asio::steady_timer pause(executor_);
    const auto end = std::chrono::steady_clock::now() + kStartPatience;
    for (;;) {
        pause.expires_after(kStartPoll);
        co_await pause.async_wait(use_result);
        const std::optional<int> code = program->exit_code();
        Outcome answer = co_await ask("connected");
        if (answer) {
            just_started_ = true;
            co_return answer;
        }
        if (code) {
            why.text = "The hub was started but ended with code " + std::to_string(*code) +
                       "; start it in a terminal to see why: " + hub_program_ + " --port " + address_.port;
            co_return why;
        }
        if (std::chrono::steady_clock::now() > end) {
            why.text = "The hub was started but does not answer at " + address_.authority() + ".";
            co_return why;
        }
    }
}

asio::awaitable<Outcome> SharedHub::connect(bool counted) {
    const Turn::Held held = co_await linking_.take();
    Outcome done = co_await start();
    if (!done) co_return done;
    const bool again = std::exchange(just_started_, false);
    done = co_await tell("connected", "Connected=true");
    // A board may still boot after a new hub opened its port.
    if (!done && again) done = co_await tell("connected", "Connected=true");
    if (done && !counted) ++clients_;
    co_return done;
}

asio::awaitable<Outcome> SharedHub::begin_to_connect() {
    const Turn::Held held = co_await linking_.take();
    Outcome done = co_await start();
    if (done) done = co_await tell("connect");
    if (done) ++clients_;
    co_return done;
}

asio::awaitable<void> SharedHub::disconnect() {
    const Turn::Held held = co_await linking_.take();
    if (--clients_ > 0) co_return;
    // Without a hub there is nothing that could stay connected.
    (void)co_await call("connected", "Connected=false", kGoodbyePatience);
}

}  // namespace focus::com
