#include "cli/commands/move_command.h"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/json.hpp>

#include "cli/commands/commands.h"
#include "cli/text/format.h"
#include "cli/text/status_text.h"
#include "core/backlash/backlash_setting.h"
#include "core/spawn.h"
#include "core/state_changes.h"

namespace focus::cli {
namespace {

constexpr int kLooksAtHub = 10;
constexpr std::chrono::milliseconds kBetweenLooks{100};

/// A move and the one who watches it; shared with the coroutine that sends the legs.
struct WatchedMove {
    WatchedMove(const asio::any_io_executor& executor, const std::shared_ptr<Focuser>& moved, Steps backlash)
        : focuser(moved),
          start(moved->state().position),
          before(moved->state().extended),
          move(executor, moved, backlash),
          changes(executor, moved) {}

    std::shared_ptr<Focuser> focuser;
    Position start;
    std::optional<wire::ExtendedStatus> before;
    BacklashMove move;
    StateChanges changes;
    std::optional<Result<void>> accepted;  ///< the last leg, or the reason it was not sent
};

asio::awaitable<void> send_legs(std::shared_ptr<WatchedMove> watched, Position target) {
    watched->accepted = co_await watched->move.run(target);
    watched->changes.wake();
}

Steps backlash_for(Session& session) {
    if (session.line.backlash) return *session.line.backlash;
    const BacklashSetting setting = read_backlash(user_settings_path());
    if (!setting.problem.empty()) session.out.remark(setting.problem + "; no backlash is taken up.");
    return setting.value;
}

void announce(Session& session, const FocuserState& state, Position target, const BacklashLegs& legs) {
    if (session.out.terminal()) return;
    const Steps way = target - state.position;
    std::string text = "Moving from " + std::to_string(state.position.steps) + " to " + std::to_string(target.steps) +
                       ", " + steps_text(std::abs(way.count)) + (way.count < 0 ? " inward" : " outward");
    if (legs.two()) text += ", by way of " + std::to_string(legs.first.steps) + " for the backlash";
    session.out.say(text + ".");
}

void conclude(Session& session, const FocuserState& state, const std::string& text) {
    if (session.out.json()) {
        session.out.object(status_json(state));
    } else {
        session.out.say(text);
    }
}

/// Ctrl-C: the focuser is not left running with nobody watching.
ExitTask halt_and_leave(Session& session, std::shared_ptr<WatchedMove> watched) {
    watched->move.drop();
    auto halted = co_await watched->focuser->halt();
    if (!halted) {
        // It is kept for a link that is down at the moment, and written as soon as that is up.
        const std::string lost = co_await wait_connected(watched->focuser, Clock::now() + session.line.patience);
        if (lost.empty()) halted = co_await watched->focuser->halt();
    }
    const auto halted_at = Clock::now();
    if (!halted) {
        session.out.error("Interrupted, but the halt failed: the focuser may still be moving.");
        fail(session, watched->focuser, halted.error());
        co_return kInterrupted;
    }
    co_await wait_rest(watched->focuser, halted_at, halted_at + session.line.patience);
    const std::string where = std::to_string(watched->focuser->state().position.steps);
    conclude(session, watched->focuser->state(), "Interrupted; the focuser was halted at " + where + ".");
    co_return kInterrupted;
}

bool restarted(const WatchedMove& watched) {
    const auto& now = watched.focuser->state().extended;
    return watched.before && now && (now->resets != watched.before->resets || now->uptime < watched.before->uptime);
}

/// That the device rests is known before what it says of itself. A hub tells what it has read, and reads it soon after.
asio::awaitable<void> look_again(Session& session, std::shared_ptr<WatchedMove> watched) {
    const bool hub = watched->focuser->state().address.starts_with("alpaca:");
    for (int looks = hub ? kLooksAtHub : 1; looks > 0 && watched->before && !restarted(*watched); --looks) {
        co_await watched->focuser->command("x");
        if (!hub) co_return;
        asio::steady_timer pause(session.executor, kBetweenLooks);
        co_await pause.async_wait(use_result);
    }
}

ExitTask not_reached(Session& session, std::shared_ptr<WatchedMove> watched, Position target) {
    co_await look_again(session, watched);
    const FocuserState& state = watched->focuser->state();
    if (restarted(*watched)) {
        std::string text =
            "The focuser lost its power on the way and stands at " + std::to_string(state.position.steps);
        if (const Steps bound = state.extended->bound; bound.count > 0) {
            text += ", which may be wrong by " + steps_text(bound.count) +
                    " either way. Look, then 'focuserlink sync N' or 'focuserlink confirm'";
        }
        session.out.error(text + ".");
        co_return kFailed;
    }
    const std::string short_of = steps_text(std::abs((target - state.position).count));
    session.out.error("The focuser stopped at " + std::to_string(state.position.steps) + ", " + short_of + " from " +
                      std::to_string(target.steps) + ": it was halted or moved by " + mover_text(state) + ".");
    co_return kFailed;
}

int replaced(Session& session, const FocuserState& state, Position target) {
    session.out.error("The focuser was sent elsewhere, to " + std::to_string(state.target.steps) + " instead of " +
                      std::to_string(target.steps) + ", by " + mover_text(state) + ".");
    return kFailed;
}

/// Follows the legs to the end, an interruption, or a standstill.
ExitTask follow(Session& session, std::shared_ptr<WatchedMove> watched, Position target, int32_t speed) {
    Position last = watched->start;
    auto progress_at = Clock::now();
    bool seen = false;
    bool lost = false;
    while (true) {
        if (session.interrupt.requested()) co_return co_await halt_and_leave(session, watched);
        const FocuserState& state = watched->focuser->state();
        const bool connected = state.link == Link::connected;
        const bool rest = !state.moving && !state.commanded;
        if (connected && state.position != last) progress_at = Clock::now();
        if (connected) last = state.position;
        if (!connected && !lost) session.out.remark("The connection is lost: " + state.fault_text);
        lost = !connected;

        if (const auto& accepted = watched->accepted) {
            if (!*accepted && accepted->error() == Error::cancelled && connected) {
                if (rest) co_return co_await not_reached(session, watched, target);
                co_return replaced(session, state, target);
            }
            if (!*accepted) co_return fail(session, watched->focuser, accepted->error());
            if (session.line.no_wait) {
                conclude(session, state, "Under way to " + std::to_string(target.steps) + ".");
                co_return kDone;
            }
            seen = seen || state.target == target;
            if (connected && rest && state.position == target) {
                conclude(session, state, "At " + std::to_string(target.steps) + ".");
                co_return kDone;
            }
            if (connected && rest) co_return co_await not_reached(session, watched, target);
            if (connected && seen && state.target != target) co_return replaced(session, state, target);
        }
        if (connected && watched->move.legs().target == target) {
            const bool returning = watched->move.leg() == target;
            session.out.redraw(progress_line(watched->start, watched->move.legs(), returning, state.position, speed,
                                             session.out.width()));
        }
        if (!co_await watched->changes.next(progress_at + session.line.patience)) {
            session.out.error(connected ? "The focuser stands at " + std::to_string(last.steps) +
                                              " and does not go on to " + std::to_string(target.steps) + "."
                                        : "The connection did not come back.");
            co_return connected ? kTimedOut : kNoConnection;
        }
    }
}

}  // namespace

ExitTask run_move(Session& session) {
    const Opened opened = co_await open_device(session);
    if (!opened.focuser) co_return opened.exit_code;
    const auto focuser = opened.focuser;
    const auto settings = co_await focuser->settings();
    const auto known = largest_position(focuser->state());
    if (!settings && (settings.error() != Error::unsupported || !known)) {
        co_return fail(session, focuser, settings.error());
    }
    const Position maximum = settings ? Position((*settings)[Slot::maximum]) : *known;
    const int32_t speed = settings ? (*settings)[Slot::speed] : 0;

    const MovePlan plan = plan_move(focuser->state(), *parse_move(session.line.arguments.at(0)), maximum);
    if (!plan.refusal.empty()) {
        session.out.error(plan.refusal);
        co_return kFailed;
    }
    const Steps backlash = backlash_for(session);
    announce(session, focuser->state(), plan.target,
             backlash_legs(focuser->state().position, plan.target, backlash, maximum));

    auto watched = std::make_shared<WatchedMove>(session.executor, focuser, backlash);
    session.interrupt.handle([watched] { watched->changes.wake(); });
    spawn(session.executor, send_legs(watched, plan.target));
    co_return co_await follow(session, watched, plan.target, speed);
}

}  // namespace focus::cli
