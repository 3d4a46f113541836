#include "core/serial/connection.h"

#include <algorithm>
#include <spdlog/spdlog.h>

#include "core/port/port_fault.h"
#include "core/spawn.h"
#include "core/state/wire_line.h"

namespace focus {
namespace {

using std::chrono::milliseconds;

constexpr milliseconds kFirstBackOff{250};
constexpr milliseconds kLongestBackOff{4000};
constexpr int kExtendedEvery = 5;  // polls
constexpr milliseconds kHaltWorth{5000};
constexpr int kMostReadings = 6;  // of one thing, until it is believed

}  // namespace

Connection::Connection(const asio::any_io_executor& executor, SerialOptions options)
    : executor_(executor),
      options_(std::move(options)),
      snapshot_(options_.address, Snapshot::Way::cable),
      events_(std::make_shared<SessionEvents>()),
      pause_(executor),
      settings_turn_(executor) {
    // The session speaks only while `run` holds both it and this object.
    events_->answered = [this](const std::string& request, const std::string& answer) {
        if (request[0] == '#') return;  // judged by the handshake
        snapshot_.answered(request, answer, Clock::now());
        tell_doubt();
        notify();
    };
    events_->move_in_doubt = [this] {
        snapshot_.move_in_doubt();
        poll_soon();
    };
    events_->ended = [this] { poll_soon(); };
    events_->trace = [this](char direction, const std::string& line) {
        if (options_.trace) options_.trace(direction, line);
    };
}

void Connection::start() {
    snapshot_.connecting();
    auto running = [self = shared_from_this()]() { return self->run(); };
    spawn(executor_, std::move(running));
}

void Connection::stop() {
    stopped_ = true;
    listeners_.clear();
    pause_.cancel();
    if (session_) session_->end(Error::cancelled);
}

asio::awaitable<void> Connection::run() {
    const auto self = shared_from_this();
    milliseconds back_off = kFirstBackOff;
    while (!stopped_) {
        const auto last_success = state().read_at;
        co_await attempt();
        if (stopped_) break;
        if (state().read_at != last_success) back_off = kFirstBackOff;
        co_await pause(back_off);
        back_off = std::min(2 * back_off, kLongestBackOff);
    }
}

asio::awaitable<void> Connection::attempt() {
    StreamOptions options{options_.address, options_.reset_on_connect};
    auto stream = co_await open_stream(std::move(options));
    if (stopped_) co_return;
    if (!stream) co_return fail(stream.error(), explain_fault(options_.address, stream.error()));

    session_ = std::make_shared<DeviceSession>(executor_, std::move(*stream), events_, options_.patience);
    session_->start();
    // Asked for while the port was closed.
    if (Clock::now() < std::exchange(halt_until_, {})) co_await session_->ask("H");
    const Result<void> ready = co_await shake_hands();
    if (!stopped_ && ready) {
        session_->set_patient(false);
        snapshot_.connected(Clock::now());
        spdlog::info("{}: connected to {}", options_.address, state().identity);
        notify();
        co_await poll();
        const std::string& stray = session_->stray_line();
        std::string text = explain_fault(options_.address, session_->reason());
        if (session_->reason() == Error::timeout) {
            text = stray.empty() ? "The focuser on " + options_.address + " no longer answers. Has it power?"
                                 : "The device on " + options_.address + " answers wrongly: " + in_quotes(stray) + ".";
        }
        if (!stopped_) fail(session_->reason(), std::move(text));
    }
    session_->end(Error::cancelled);
    session_.reset();
}

/// Says itself what went wrong.
Task<void> Connection::shake_hands() {
    const auto session = session_;
    const auto give_up = Clock::now() + options_.patience.boot;
    Result<std::string> answer = Error::timeout;
    std::string last;
    for (;;) {
        answer = co_await session->ask("#");
        // The identity decides all that follows: it is believed when a second answer agrees.
        if (stopped_ || (answer && answer->starts_with('#') && *answer == last)) break;
        if (answer && answer->starts_with('#') && Clock::now() < give_up) {
            last = *answer;
            continue;
        }
        const bool lost = bool(session->reason());
        if (!lost && Clock::now() < give_up) continue;
        std::string text = explain_fault(options_.address, lost ? session->reason() : error_code(Error::timeout));
        const std::string heard = answer ? *answer : session->stray_line();
        if (!lost && !heard.empty()) {
            text = "A device answers here but it is not a FocuserLink: it says " + in_quotes(heard) + ".";
        }
        fail(lost ? session->reason() : error_code(heard.empty() ? Error::timeout : Error::unsupported),
             std::move(text));
        co_return Error::disconnected;
    }
    if (stopped_) co_return Error::cancelled;
    if (!snapshot_.identity(*answer)) {
        fail(Error::unsupported,
             "A device answers here but it is not a FocuserLink: it says " + in_quotes(*answer) + ".");
        co_return Error::unsupported;
    }
    if (snapshot_.open_device()) co_await try_checks();
    const Result<void> read = co_await read_everything();
    if (!read && !stopped_) {
        const bool nonsense = read.error() == Error::bad_reply;
        fail(read.error(), nonsense
                               ? "The focuser on " + options_.address + " sends a status that cannot be understood."
                               : explain_fault(options_.address, read.error()));
    }
    co_return read;
}

/// Lines with a check, unless the device is an open one that does not know them: then it is read as a stock one is.
asio::awaitable<void> Connection::try_checks() {
    const auto session = session_;
    session->set_checked(true);
    const Result<std::string> answer = co_await session->ask("v");
    const std::string& plain = session->stray_line();
    const bool unknown = plain.starts_with("v:") || plain.starts_with('!');
    if (answer || session->reason() || !unknown || plain.find('*') != std::string::npos) co_return;
    spdlog::info("{}: the device does not check its lines", options_.address);
    session->set_checked(false);
    snapshot_.lines_unchecked();
}

/// Settings and the rest may be refused or wrong, which the snapshot tells; a status is needed.
Task<void> Connection::read_everything() {
    for (const char letter : std::string_view(snapshot_.open_device() ? "uxf" : "uf")) {
        std::string line(1, letter);
        const Result<std::string> answer = co_await converse(std::move(line));
        if (!answer && answer.error() != Error::bad_reply) co_return answer.error();
    }
    const auto before = state().read_at;
    for (int tries = 0; tries < 3; ++tries) {
        const Result<std::string> answer = co_await converse("q");
        if (!answer) co_return answer.error();
        if (state().read_at != before) co_return boost::system::in_place_value;
    }
    co_return Error::bad_reply;
}

/// The device's line; what it reads is asked for until it is believed. Error::bad_reply: no two answers agree.
Task<std::string> Connection::converse(std::string line) {
    const auto session = session_;
    const char read = line.size() == 1 ? line[0] : '\0';
    for (int readings = 0; readings < kMostReadings; ++readings) {
        std::string once = line;
        Result<std::string> answer = co_await session->ask(std::move(once));
        if (!answer || answer->starts_with('!') || snapshot_.believes(read)) co_return answer;
    }
    co_return Error::bad_reply;
}

asio::awaitable<void> Connection::poll() {
    const auto session = session_;
    while (!session->reason()) {
        const auto begun = Clock::now();
        const Result<void> polled = co_await poll_once();
        if (session->reason()) break;
        const auto period = state().moving || state().commanded ? options_.moving_period : options_.idle_period;
        const auto next = begun + period;
        // A status that got no answer is asked for again at once, so that silence is noticed in time.
        const bool silent = !polled && polled.error() == Error::timeout;
        if (!silent && !poll_soon_ && next > Clock::now()) {
            co_await pause(std::chrono::ceil<milliseconds>(next - Clock::now()));
        }
    }
}

Task<void> Connection::poll_once() {
    const auto session = session_;
    poll_soon_ = false;
    const Result<std::string> status = co_await converse("q");
    if (!status) co_return status.error();
    // What could not be read so far, or is contradicted: another device may be on the same line.
    if (!state().settings || state().position.steps > (*state().settings)[Slot::maximum]) {
        const Result<std::string> settings = co_await converse("u");
        if (!settings) co_return settings.error();
    }
    const bool due = ++polls_ % kExtendedEvery == 0 && snapshot_.open_device();
    if (due || snapshot_.wants_extended()) {
        const Result<std::string> extended = co_await session->ask("x");
        if (!extended) co_return extended.error();
    }
    if (snapshot_.take_restarted()) {
        spdlog::warn("{}: the device has restarted by itself", options_.address);
        co_return co_await read_everything();
    }
    co_return boost::system::in_place_value;
}

/// Cut short by `poll_soon` and `stop`.
asio::awaitable<void> Connection::pause(milliseconds time) {
    if (stopped_) co_return;
    pause_.expires_after(time);
    co_await pause_.async_wait(use_result);
}

void Connection::poll_soon() {
    poll_soon_ = true;
    pause_.cancel();
}

Task<std::string> Connection::halt() {
    const auto self = shared_from_this();
    ++orders_;
    if (session_ && !session_->reason()) {
        const auto session = session_;
        co_return co_await session->ask("H");
    }
    halt_until_ = Clock::now() + kHaltWorth;
    pause_.cancel();
    co_return Error::disconnected;
}

Task<std::string> Connection::ask(std::string line) {
    const auto self = shared_from_this();
    if (line.starts_with('R')) ++orders_;
    if (state().link != Link::connected || !session_) co_return Error::disconnected;
    co_return co_await converse(std::move(line));
}

Task<std::string> Connection::ask_accepted(std::string line) {
    const auto self = shared_from_this();
    Result<std::string> answer = co_await ask(std::move(line));
    if (answer && answer->starts_with('!')) co_return refusal(*answer);
    co_return answer;
}

Task<void> Connection::wait_connected(milliseconds patience) {
    const auto self = shared_from_this();
    const auto arrived = std::make_shared<asio::steady_timer>(executor_, patience);
    const Subscription watch = on_change([arrived](const FocuserState& now) {
        if (now.link == Link::connected) arrived->cancel();
    });
    if (state().link != Link::connected) co_await arrived->async_wait(use_result);
    if (state().link == Link::connected) co_return boost::system::in_place_value;
    co_return state().fault ? state().fault : error_code(Error::timeout);
}

/// Once for every doubt: who does not look at a screen reads it in the log.
void Connection::tell_doubt() {
    const int32_t bound = state().extended ? state().extended->bound.count : 0;
    if (std::exchange(doubt_, bound) == bound || bound == 0) return;
    spdlog::warn(
        "{}: the power failed during a move: the position, {}, may be wrong by {} steps either way. "
        "Compare, then set or confirm it.",
        options_.address, state().position.steps, bound);
}

void Connection::fail(error_code fault, std::string text) {
    if (text != state().fault_text) spdlog::warn("{}: {}", options_.address, text);
    snapshot_.disconnected(fault, std::move(text));
    notify();
}

void Connection::notify() {
    const auto self = shared_from_this();  // a callback may end this object's owner
    listeners_.tell(state());
}

}  // namespace focus
