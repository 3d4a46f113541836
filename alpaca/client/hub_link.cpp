#include "alpaca/client/hub_link.h"

#include <algorithm>
#include <boost/asio/co_spawn.hpp>
#include <cctype>

#include "alpaca/client/standard_focuser.h"
#include "alpaca/settings_action.h"
#include "core/spawn.h"
#include "core/state/wire_line.h"

namespace focus {
namespace {

using namespace std::chrono_literals;
using std::chrono::milliseconds;

constexpr milliseconds kIdle = 500ms;
constexpr milliseconds kMoving = 100ms;
constexpr milliseconds kFirstRetry = 250ms;
constexpr milliseconds kLastRetry = 4s;
/// PUT connected waits for a focuser that boots; hubs answer within 3 s.
constexpr milliseconds kConnectPatience = 5s;

constexpr unsigned kSlowTurns = 5;  // of polls of another maker's focuser

}  // namespace

HubLink::HubLink(const asio::any_io_executor& executor, const AlpacaAddress& address)
    : executor_(executor),
      polls_(executor, address),
      requests_(executor, address),
      halts_(executor, address),
      snapshot_(address.shown(), Snapshot::Way::hub),
      state_(snapshot_.state()),
      pause_(executor) {}

void HubLink::start() {
    if (std::exchange(started_, true)) return;
    auto running = [self = shared_from_this()]() { return self->run(); };
    spawn(executor_, std::move(running));
}

void HubLink::stop() {
    stopped_ = true;
    listeners_.clear();
    pause_.cancel();
    for (HubClient* client : {&polls_, &requests_, &halts_}) client->close();
}

asio::awaitable<void> HubLink::run() {
    snapshot_.connecting();
    publish();
    milliseconds retry = kFirstRetry;
    while (!stopped_) {
        if (co_await connect()) {
            retry = kFirstRetry;
            co_await poll();
        }
        if (stopped_) co_return;
        co_await pause(retry);
        retry = std::min(retry * 2, kLastRetry);
    }
}

asio::awaitable<bool> HubLink::connect() {
    auto done = co_await polls_.put("connected", "Connected=true", {}, kConnectPatience);
    // A hub whose focuser is connected already says so even if the cable is broken; this asks for the truth.
    if (done) done = co_await polls_.get("ismoving");
    // The halt's own connection is open before it is needed.
    if (done) (void)co_await halts_.get("interfaceversion");
    if (!done) {
        fail(done.error(), polls_);
        co_return false;
    }
    const auto identity = co_await polls_.line("#");
    if (!identity && identity.error() != Error::unsupported) {
        fail(identity.error(), polls_);
        co_return false;
    }
    standard_ = !identity || !snapshot_.identity(*identity);
    if (standard_ && !co_await connect_standard()) co_return false;
    for (const char letter : std::string(snapshot_.open_device() ? "ufvxq" : "ufq")) {
        const auto answer = co_await read(polls_, std::string(1, letter));
        if (answer) continue;
        fail(answer.error(), polls_);
        co_return false;
    }
    if (stopped_) co_return false;
    hub_moves_ = false;
    snapshot_.connected(Clock::now());
    publish();
    co_return true;
}

asio::awaitable<bool> HubLink::connect_standard() {
    const auto absolute = co_await polls_.get("absolute");
    if (absolute && !absolute->flag) {
        snapshot_.disconnected(Error::unsupported,
                               "The focuser at " + state_.address + " knows no positions and cannot be used.");
        publish();
        co_return false;
    }
    const auto name = co_await polls_.get("name");
    if (!name) {
        fail(name.error(), polls_);
        co_return false;
    }
    snapshot_.begin_device(name->text);
    const auto maximum = co_await standard_maximum(polls_);
    const auto read = co_await read_compensation(polls_);
    if (!read || !maximum) {
        fail(maximum ? read.error() : maximum.error(), polls_);
        co_return false;
    }
    standard_maximum_ = *maximum;
    co_return true;
}

Task<void> HubLink::read_compensation(HubClient& client) {
    const auto compensates = co_await standard_compensation(client);
    if (!compensates) co_return compensates.error();
    standard_compensation_ = *compensates;
    co_return boost::system::in_place_value;
}

Task<std::string> HubLink::say(HubClient& client, std::string line) {
    if (!standard_) co_return co_await client.line(std::move(line));
    const Position target = state_.commanded ? state_.target : state_.position;
    co_return co_await standard_answer(client, std::move(line), target);
}

Task<std::string> HubLink::read(HubClient& client, std::string line) {
    const unsigned before = actions_;
    const auto answer = co_await say(client, line);
    // An answer from before a move was accepted must not end it.
    if (answer && before == actions_ && !answer->starts_with('!')) snapshot_.answered(line, *answer, Clock::now());
    co_return answer;
}

asio::awaitable<void> HubLink::poll() {
    while (!stopped_) {
        const bool busy = state_.moving || state_.commanded;
        if (!std::exchange(poll_soon_, false)) co_await pause(busy ? kMoving : kIdle);
        if (stopped_) co_return;
        poll_soon_ = false;
        const auto polled = co_await poll_once();
        if (stopped_) co_return;
        if (!polled) {
            fail(polled.error(), polls_);
            co_return;
        }
        publish();
    }
}

Task<void> HubLink::poll_once() {
    const auto status = co_await read(polls_, "q");
    if (!status) co_return status.error();
    if (standard_) {
        hub_moves_ = snapshot_.state().moving;
        if (turn_of_slow_++ % kSlowTurns == 0) co_return co_await read_compensation(polls_);
        co_return boost::system::in_place_value;
    }
    if (snapshot_.state().moving) {
        const auto moves = co_await polls_.get("ismoving");
        if (!moves) co_return moves.error();
        hub_moves_ = moves->flag;
        if (!snapshot_.wants_extended()) co_return boost::system::in_place_value;
    } else {
        hub_moves_ = false;
    }
    // What seldom changes takes turns.
    const std::string_view slow = snapshot_.open_device() ? "xuf" : "uf";
    const char letter = snapshot_.wants_extended() ? 'x' : slow[turn_of_slow_++ % slow.size()];
    const auto answer = co_await read(polls_, std::string(1, letter));
    if (!answer) co_return answer.error();
    co_return boost::system::in_place_value;
}

Task<void> HubLink::read_what_changed() {
    if (standard_) co_return co_await read_compensation(requests_);
    for (const char letter : std::string(snapshot_.open_device() ? "ufxq" : "ufq")) {
        const auto answer = co_await read(requests_, std::string(1, letter));
        if (!answer) co_return answer.error();
    }
    publish();
    co_return boost::system::in_place_value;
}

Task<void> HubLink::move_to(Position target) {
    const auto self = shared_from_this();
    if (state_.link != Link::connected) co_return state_.fault ? state_.fault : error_code(Error::disconnected);
    HubClient::Condition not_halted = [self, halts = halts_asked_] { return self->halts_asked_ == halts; };
    std::string form = "Position=" + std::to_string(target.steps);
    const auto done = co_await requests_.put("move", std::move(form), std::move(not_halted));
    ++actions_;
    if (!done) {
        if (done.error() == Error::timeout) snapshot_.move_in_doubt();
        poll_soon();
        co_return done.error();
    }
    const std::string line = "R:0:" + std::to_string(target.steps);
    snapshot_.answered(line, "R", Clock::now());
    publish();
    poll_soon();
    co_return boost::system::in_place_value;
}

Task<void> HubLink::halt() {
    const auto self = shared_from_this();
    ++halts_asked_;
    const auto done = co_await halts_.put("halt", "");
    ++actions_;
    poll_soon();
    if (!done) co_return done.error();
    co_return boost::system::in_place_value;
}

Task<void> HubLink::set_compensation(bool automatic) {
    const auto self = shared_from_this();
    std::string form = automatic ? "TempComp=true" : "TempComp=false";
    const auto done = co_await requests_.put("tempcomp", std::move(form));
    if (!done) co_return done.error();
    ++actions_;
    co_return co_await read_what_changed();
}

Task<std::string> HubLink::change_settings(std::string changes) {
    const auto self = shared_from_this();
    if (state_.link != Link::connected) co_return state_.fault ? state_.fault : error_code(Error::disconnected);
    std::string name(kChangeSettings);
    const auto line = co_await requests_.action(std::move(name), std::move(changes));
    if (!line) co_return line;
    ++actions_;
    snapshot_.answered("u", *line, Clock::now());
    publish();
    poll_soon();
    co_return line;
}

Task<std::string> HubLink::send(std::string line) {
    const auto self = shared_from_this();
    if (state_.link != Link::connected) co_return state_.fault ? state_.fault : error_code(Error::disconnected);
    const auto answer = co_await say(requests_, line);
    if (!answer || answer->starts_with('!')) co_return answer;
    const bool acts = std::isupper(static_cast<unsigned char>(line[0])) != 0;
    if (acts) ++actions_;
    snapshot_.answered(line, *answer, Clock::now());
    // The device has done it: that what it changed cannot be read now does not undo it.
    if (acts && line[0] != 'R' && line[0] != 'S') (void)co_await read_what_changed();
    publish();
    if (acts) poll_soon();
    co_return answer;
}

Task<std::string> HubLink::send_accepted(std::string line) {
    auto answer = co_await send(std::move(line));
    if (answer && answer->starts_with('!')) co_return refusal(*answer);
    co_return answer;
}

asio::awaitable<void> HubLink::pause(milliseconds time) {
    pause_.expires_after(time);
    co_await pause_.async_wait(use_result);
}

void HubLink::poll_soon() {
    poll_soon_ = true;
    if (state_.link == Link::connected) pause_.cancel();
}

void HubLink::fail(error_code error, const HubClient& client) {
    if (stopped_) return;
    hub_moves_ = false;
    snapshot_.disconnected(error, client.failure());
    publish();
}

void HubLink::publish() {
    state_ = snapshot_.state();
    if (state_.moving && hub_moves_) state_.commanded = true;
    if (standard_) {
        state_.compensation = standard_compensation_;
        state_.standard_maximum = standard_maximum_;
    }
    listeners_.tell(state_);
}

}  // namespace focus
