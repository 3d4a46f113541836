#include <boost/json.hpp>

#include "cli/commands/commands.h"
#include "cli/line_request.h"
#include "cli/text/format.h"
#include "cli/text/status_text.h"
#include "core/state_changes.h"

namespace focus::cli {
namespace {

void conclude(Session& session, const std::shared_ptr<Focuser>& focuser, const std::string& text) {
    if (session.out.json()) {
        session.out.object(status_json(focuser->state()));
    } else {
        session.out.say(text);
    }
}

bool switched_on(const Session& session) { return session.line.arguments.at(0) == "on"; }

/// Until the snapshot shows the move that a compensation is. A hub's may lag; one clipped away by a limit never comes.
asio::awaitable<void> wait_begun(std::shared_ptr<Focuser> focuser, Position before) {
    StateChanges changes(co_await asio::this_coro::executor, focuser);
    const auto deadline = Clock::now() + std::chrono::milliseconds(1500);
    while (!focuser->state().moving && focuser->state().position == before) {
        if (!co_await changes.next(deadline)) co_return;
    }
}

}  // namespace

ExitTask run_halt(Session& session) {
    Opened begun = co_await begin_device(session);
    if (!begun.focuser) co_return begun.exit_code;
    // Before anything is heard of the focuser: one that has gone mute may still hear. A cable writes it as soon as its
    // port is open, and then it has not been answered.
    auto halted = co_await begun.focuser->halt();
    const Opened opened = co_await finish_opening(session, std::move(begun));
    if (!opened.focuser) co_return opened.exit_code;
    if (!halted) halted = co_await opened.focuser->halt();
    if (!halted) co_return fail(session, opened.focuser, halted.error());
    const auto halted_at = Clock::now();
    if (!co_await wait_rest(opened.focuser, halted_at, halted_at + session.line.patience)) {
        session.out.error("The halt was accepted, but the focuser does not report rest.");
        co_return kTimedOut;
    }
    conclude(session, opened.focuser, "Halted at " + std::to_string(opened.focuser->state().position.steps) + ".");
    co_return kDone;
}

ExitTask run_sync(Session& session) {
    const Opened opened = co_await open_device(session);
    if (!opened.focuser) co_return opened.exit_code;
    const auto settings = co_await opened.focuser->settings();
    if (!settings) co_return fail(session, opened.focuser, settings.error());
    const int32_t maximum = (*settings)[Slot::maximum];
    const auto position = parse_whole(session.line.arguments.at(0), 0, maximum);
    if (!position) {
        session.out.error("The position must be 0 .. " + std::to_string(maximum) + ", the maximum of this focuser.");
        co_return kFailed;
    }
    const auto synced = co_await opened.focuser->sync(Position(*position));
    if (!synced && synced.error() == Error::busy) {
        session.out.error("The focuser is moving; 'focuserlink halt' first.");
        co_return kFailed;
    }
    if (!synced) co_return fail(session, opened.focuser, synced.error());
    conclude(session, opened.focuser, "The position is " + std::to_string(*position) + " from now on.");
    co_return kDone;
}

ExitTask run_compensate(Session& session) {
    const Opened opened = co_await open_device(session);
    if (!opened.focuser) co_return opened.exit_code;
    const auto& focuser = opened.focuser;
    const int32_t least = session.line.arguments.empty() ? 1 : *parse_whole(session.line.arguments[0], 1, INT32_MAX);
    const FocuserState before = focuser->state();
    const int taken = co_await request(session, focuser, "S:" + std::to_string(least));
    if (taken != kDone) co_return taken;
    const bool due =
        before.compensation != Compensation::off && std::abs(before.compensation_difference.count) >= least;
    if (due) co_await wait_begun(focuser, before.position);
    const auto begun_at = Clock::now();
    if (!co_await wait_rest(focuser, begun_at, begun_at + session.line.patience)) {
        session.out.error("The focuser accepted, but does not report rest.");
        co_return kTimedOut;
    }
    const Steps moved = focuser->state().position - before.position;
    std::string text = "Moved " + steps_text(std::abs(moved.count)) + (moved.count < 0 ? " inward" : " outward") +
                       ", to " + std::to_string(focuser->state().position.steps) + ".";
    if (moved.count == 0 && before.compensation == Compensation::off) {
        text = "Nothing to do: compensation is off.";
    } else if (moved.count == 0 && due) {
        text = "The focuser accepted, but did not move: is it at a limit?";
    } else if (moved.count == 0) {
        text = "Nothing to do: the difference is " + steps_text(before.compensation_difference.count) +
               ", and it takes " + std::to_string(least) + " to move.";
    }
    conclude(session, focuser, text);
    co_return kDone;
}

ExitTask run_auto(Session& session) {
    const Opened opened = co_await open_device(session);
    if (!opened.focuser) co_return opened.exit_code;
    const bool on = switched_on(session);
    const auto set = co_await opened.focuser->set_compensation(on);
    if (!set) co_return fail(session, opened.focuser, set.error());
    const auto& settings = opened.focuser->state().settings;
    std::string text = "Automatic compensation is off: nothing moves by itself.";
    if (on) {
        co_await wait_first_reading(opened.focuser);
        text = "Automatic compensation is on.";
        const int32_t coefficient = settings ? (*settings)[Slot::coefficient] : 0;
        if (coefficient != 0) text += " " + coefficient_words(coefficient) + ".";
        if (settings && coefficient == 0) text += " The coefficient is 0, so nothing moves yet.";
        if (!opened.focuser->state().sensor) text += " There is no temperature at the moment, so nothing moves.";
    }
    conclude(session, opened.focuser, text);
    co_return kDone;
}

ExitTask run_buttons(Session& session) {
    const Opened opened = co_await open_device(session);
    if (!opened.focuser) co_return opened.exit_code;
    const bool on = switched_on(session);
    const int taken = co_await request(session, opened.focuser, on ? "F:1" : "F:0");
    if (taken != kDone) co_return taken;
    conclude(session, opened.focuser, on ? "The buttons work." : "The buttons do nothing.");
    co_return kDone;
}

ExitTask run_confirm(Session& session) {
    const Opened opened = co_await open_device(session);
    if (!opened.focuser) co_return opened.exit_code;
    const int taken = co_await request(session, opened.focuser, "X", "to confirm a position");
    if (taken != kDone) co_return taken;
    conclude(session, opened.focuser,
             "The position, " + std::to_string(opened.focuser->state().position.steps) + ", is taken as certain.");
    co_return kDone;
}

}  // namespace focus::cli
