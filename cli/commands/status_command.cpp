#include <boost/json.hpp>

#include "alpaca/open_focuser.h"
#include "cli/commands/commands.h"
#include "cli/text/format.h"
#include "cli/text/status_text.h"
#include "core/files/user_folders.h"
#include "core/log/session_log.h"
#include "core/state_changes.h"

namespace focus::cli {
namespace {

/// Whoever owns the cable keeps the log: on a cable that is this program, else the hub.
std::unique_ptr<SessionLog> session_log(Session& session, const std::string& address,
                                        const std::shared_ptr<Focuser>& focuser) {
    const bool owner = address.starts_with("serial:") || address.starts_with("tcp:");
    if (!owner || session.line.no_log) return nullptr;
    SessionLogOptions options;
    options.folder = documents_folder();
    options.tell = [&session](const std::string& words) { session.out.remark(words); };
    return std::make_unique<SessionLog>(session.executor, focuser, std::move(options));
}

}  // namespace

ExitTask run_status(Session& session) {
    const Opened opened = co_await open_device(session);
    if (!opened.focuser) co_return opened.exit_code;
    co_await wait_first_reading(opened.focuser);
    const FocuserState& state = opened.focuser->state();
    if (session.out.json()) {
        session.out.object(status_json(state));
    } else {
        std::string text = status_text(state);
        text.pop_back();
        session.out.line(text);
    }
    co_return state.fault ? describe(state.fault).code : kDone;
}

/// Goes on through lost cables and hubs that come back; ended by Ctrl-C, which is its normal end.
ExitTask run_watch(Session& session) {
    const Addressed addressed = co_await device_address(session);
    const std::string& address = addressed.address;
    if (address.empty()) co_return addressed.exit_code;
    auto made = make_focuser(session.executor, address);
    if (!made) {
        session.out.error(address + ": " + describe(made.error()).sentence);
        co_return kUsage;
    }
    const auto focuser = *made;
    const auto log = session_log(session, address, focuser);
    StateChanges changes(session.executor, focuser);
    session.interrupt.handle([&changes] { changes.wake(); });
    std::string shown;
    while (!session.interrupt.requested()) {
        const FocuserState& state = focuser->state();
        if (state.link != Link::connected && state.fault_text.empty() && shown.empty()) {
            co_await changes.next();
            continue;
        }
        std::string text = live_text(state);
        if (session.out.terminal()) {
            session.out.redraw(time_of_day() + "  " + text);
        } else if (text != shown) {
            boost::json::object object = status_json(state);
            object["time"] = utc_now();
            if (session.out.json()) {
                session.out.object(object);
            } else {
                session.out.line(time_of_day() + "  " + text);
            }
        }
        shown = std::move(text);
        co_await changes.next();
    }
    co_return kDone;
}

}  // namespace focus::cli
