#include <boost/json.hpp>

#include "cli/commands/commands.h"
#include "cli/find/find_device.h"
#include "cli/line_request.h"
#include "cli/text/format.h"
#include "core/plain_text.h"
#include "core/port/port_fault.h"
#include "core/serial/serial_focuser.h"
#include "core/state_changes.h"

namespace focus::cli {
namespace {

bool is_cable(const std::string& address) { return address.rfind("serial:", 0) == 0 || address.rfind("tcp:", 0) == 0; }

std::string holder_text(const std::string& path) {
    const auto holder = port_holder(path);
    return holder ? holder->name + " (process " + std::to_string(holder->pid) + ")" : "";
}

boost::json::value or_null(const std::string& text) {
    return text.empty() ? boost::json::value(nullptr) : boost::json::value(text);
}

}  // namespace

ExitTask run_ports(Session& session) {
    boost::json::array all;
    const auto ports = list_serial_ports();
    for (const SerialPortInfo& port : ports) {
        const std::string holder = holder_text(port.path);
        boost::json::object one;
        one["path"] = port.path;
        one["device"] = port.device;
        one["description"] = or_null(port.description);
        one["usb_id"] = or_null(port.usb_id);
        one["used_by"] = or_null(holder);
        all.push_back(one);
        session.out.say(port.path);
        std::string about = padded_right("  " + port.device, 17) + " ";
        about += padded_right(port.usb_id.empty() ? "not USB" : port.usb_id, 11) + " ";
        about += port.description.empty() ? "unknown" : port.description;
        if (!holder.empty()) about += "; used by " + holder;
        session.out.say(about);
    }
    if (ports.empty()) session.out.say("There are no serial ports on this computer.");
    if (session.out.json()) {
        boost::json::object object;
        object["ports"] = all;
        session.out.object(object);
    }
    co_return kDone;
}

ExitTask run_test(Session& session) {
    const std::string typed = session.line.arguments.at(0);
    const std::string address = full_address(typed);
    if (!is_cable(address)) {
        session.out.error("'" + typed + "' is no port; " + kExamplePort + ", serial:PORT and tcp:HOST:PORT are.");
        co_return kUsage;
    }
    SerialOptions options;
    options.address = address;
    const auto focuser = std::make_shared<SerialFocuser>(session.executor, options);
    focuser->start();
    const std::string why = co_await wait_connected(focuser, Clock::now() + session.line.patience);
    const FocuserState& state = focuser->state();
    if (session.out.json()) {
        boost::json::object object;
        object["address"] = address;
        object["focuser"] = why.empty();
        object["identity"] = or_null(state.identity);
        object["firmware"] = or_null(state.firmware);
        object["fault"] = or_null(why);
        session.out.object(object);
    } else if (why.empty()) {
        const std::string version = state.firmware.empty() ? "of unknown version" : state.firmware;
        session.out.say("A focuser is there: " + state.identity + ", firmware " + version + ", at position " +
                        std::to_string(state.position.steps) + ".");
    } else {
        session.out.error(why);
    }
    co_return why.empty() ? kDone : kNoConnection;
}

ExitTask run_discover(Session& session) {
    const std::vector<Hub> hubs = co_await find_hubs(std::chrono::milliseconds(1000));
    boost::json::array all;
    for (const Hub& hub : hubs) {
        boost::json::array focusers;
        if (hub.wants_password) {
            session.out.say(padded_right(hub.host_port, 33) + " asks for a user and a password");
        } else if (hub.focusers.empty()) {
            session.out.say(padded_right(hub.host_port, 33) + " " +
                            (hub.fault ? describe(hub.fault).sentence : "has no focuser"));
        }
        for (const HubFocuser& focuser : hub.focusers) {
            std::string about = plain_text(focuser.name);
            if (!hub.ours()) about += ", of an Alpaca server of " + hub.maker + ", no FocuserLink";
            session.out.say(padded_right(focuser.address, 33) + " " + about);
            boost::json::object one;
            one["address"] = focuser.address;
            one["name"] = plain_text(focuser.name);
            focusers.push_back(one);
        }
        boost::json::object object;
        object["hub"] = hub.host_port;
        object["maker"] = hub.wants_password ? boost::json::value(nullptr) : or_null(hub.maker);
        object["wants_password"] = hub.wants_password;
        object["focusers"] = focusers;
        all.push_back(object);
    }
    if (hubs.empty()) session.out.say("No hub answers. One on another machine must be started with --listen.");
    if (session.out.json()) {
        boost::json::object object;
        object["hubs"] = all;
        session.out.object(object);
    }
    co_return kDone;
}

ExitTask run_raw(Session& session) {
    const Opened opened = co_await open_device(session);
    if (!opened.focuser) co_return opened.exit_code;
    const std::string sent = session.line.arguments.at(0);
    const auto answer = co_await opened.focuser->command(sent);
    if (!answer) {
        if (answer.error() == Error::out_of_range) {
            session.out.error("A line has 1 to 78 characters and no control characters.");
            co_return kUsage;
        }
        co_return fail(session, opened.focuser, answer.error());
    }
    const bool accepted = !answer->empty() && !sent.empty() && answer->front() == sent.front();
    if (session.out.json()) {
        boost::json::object object;
        object["sent"] = sent;
        object["answer"] = plain_text(*answer);
        object["accepted"] = accepted;
        session.out.object(object);
    } else {
        session.out.line(plain_text(*answer));
    }
    co_return accepted ? kDone : kFailed;
}

ExitTask run_trace(Session& session) {
    const Addressed addressed = co_await device_address(session);
    const std::string& address = addressed.address;
    if (address.empty()) co_return addressed.exit_code;
    if (!is_cable(address)) {
        session.out.error(
            "The hub owns the cable: switch its trace on on its setup page, or stop it "
            "and name the port with --device.");
        co_return kUsage;
    }
    SerialOptions options;
    options.address = address;
    options.trace = [&session](char direction, const std::string& line) {
        if (!session.out.json()) return session.out.line(time_of_day_ms() + " " + direction + " " + plain_text(line));
        boost::json::object object;
        object["time"] = utc_now();
        object["direction"] = direction == '>' ? "sent" : "received";
        object["line"] = plain_text(line);
        session.out.object(object);
    };
    const auto focuser = std::make_shared<SerialFocuser>(session.executor, options);
    StateChanges changes(session.executor, focuser);
    session.interrupt.handle([&changes] { changes.wake(); });
    focuser->start();
    std::string said;
    while (!session.interrupt.requested()) {
        const std::string& fault = focuser->state().fault_text;
        if (fault != said && !fault.empty()) session.out.remark(fault);
        said = fault;
        co_await changes.next();
    }
    co_return kDone;
}

}  // namespace focus::cli
