#include "cli/session.h"

#include <csignal>

#include "alpaca/open_focuser.h"
#include "alpaca/server/device_connection.h"
#include "cli/find/find_device.h"
#include "core/state_changes.h"

namespace focus::cli {
namespace {

/// Errors that stay while one waits. A board that reboots when its port opens is not among them.
bool is_final(error_code fault) {
    return fault == Error::busy || fault == Error::unsupported ||
           fault == boost::system::errc::no_such_file_or_directory || fault == boost::system::errc::permission_denied ||
           fault == boost::system::errc::connection_refused || fault == asio::error::host_not_found ||
           fault == boost::system::errc::device_or_resource_busy;
}

std::string why_not(const FocuserState& state) {
    if (!state.fault_text.empty()) return state.fault_text;
    return state.address + ": " + (state.fault ? describe(state.fault).sentence : "no answer");
}

}  // namespace

Interrupt::Interrupt(const asio::any_io_executor& executor, std::function<void()> end_program)
    : signals_(executor, SIGINT, SIGTERM), end_program_(std::move(end_program)) {
    wait();
}

void Interrupt::wait() {
    signals_.async_wait([this](error_code error, int) {
        if (error) return;
        if (requested_ || !handler_) return end_program_();
        requested_ = true;
        handler_();
        wait();
    });
}

asio::awaitable<Addressed> device_address(Session& session) {
    if (!session.line.device.empty()) co_return Addressed{session.line.device, kDone};
    const FoundDevice found = co_await find_device();
    if (found.address.empty()) {
        session.out.error(found.words);
    } else if (!found.words.empty() && !session.out.json()) {
        session.out.remark(found.words);
    }
    co_return Addressed{found.address, found.several ? kUsage : kNoConnection};
}

asio::awaitable<Opened> begin_device(Session& session) {
    const Addressed addressed = co_await device_address(session);
    const std::string& address = addressed.address;
    if (address.empty()) co_return Opened{nullptr, addressed.exit_code};
    auto made = make_focuser(session.executor, address);
    if (!made) {
        session.out.error(address + ": " + describe(made.error()).sentence);
        co_return Opened{nullptr, made.error() == Error::out_of_range ? kUsage : kNoConnection};
    }
    co_return Opened{*made, kDone};
}

asio::awaitable<Opened> finish_opening(Session& session, Opened begun) {
    if (!begun.focuser) co_return begun;
    const std::string why = co_await wait_connected(begun.focuser, Clock::now() + session.line.patience);
    if (why.empty()) co_return begun;
    session.out.error(why);
    session.out.remark("'focuserlink doctor' looks for the reason.");
    co_return Opened{};
}

asio::awaitable<Opened> open_device(Session& session) {
    Opened begun = co_await begin_device(session);
    co_return co_await finish_opening(session, std::move(begun));
}

asio::awaitable<std::string> wait_connected(std::shared_ptr<Focuser> focuser, Clock::time_point deadline) {
    StateChanges changes(co_await asio::this_coro::executor, focuser);
    bool in_time = true;
    while (true) {
        const FocuserState& state = focuser->state();
        if (state.link == Link::connected && state.read_at != Clock::time_point{}) co_return std::string();
        if (!in_time || is_final(state.fault)) co_return why_not(state);
        in_time = co_await changes.next(deadline);
    }
}

asio::awaitable<void> wait_first_reading(std::shared_ptr<Focuser> focuser) {
    StateChanges changes(co_await asio::this_coro::executor, focuser);
    const auto deadline = Clock::now() + 2 * kFirstReading;
    while (true) {
        const FocuserState& state = focuser->state();
        if (state.sensor || !state.extended || has_no_probe(state) || state.link != Link::connected) co_return;
        if (!co_await changes.next(deadline)) co_return;
    }
}

asio::awaitable<bool> wait_rest(std::shared_ptr<Focuser> focuser, Clock::time_point since, Clock::time_point deadline) {
    StateChanges changes(co_await asio::this_coro::executor, focuser);
    while (true) {
        const FocuserState& state = focuser->state();
        if (state.link != Link::connected) co_return false;
        if (state.read_at > since && !state.moving && !state.commanded) co_return true;
        if (!co_await changes.next(deadline)) co_return false;
    }
}

int fail(Session& session, const std::shared_ptr<Focuser>& focuser, error_code error) {
    const Failure failure = describe(error);
    const std::string& more = focuser->state().fault_text;
    session.out.error(failure.sentence + (more.empty() ? "" : " " + more));
    return failure.code;
}

}  // namespace focus::cli
