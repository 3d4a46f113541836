#include <boost/json.hpp>

#include "alpaca/open_focuser.h"
#include "cli/commands/commands.h"
#include "cli/find/doctor.h"

namespace focus::cli {
namespace {

asio::awaitable<std::vector<Finding>> examine(Session& session, std::string address) {
    std::vector<Finding> findings;
    PortFacts port;
    if (address.rfind("serial:", 0) == 0) {
        port = look_at_port(address.substr(7));
        const auto before = judge_port(port, list_serial_ports());
        if (before) {
            findings.push_back(*before);
            co_return findings;
        }
    }
    auto made = make_focuser(session.executor, address);
    if (!made) {
        findings.push_back({Severity::wrong, address + ": " + describe(made.error()).sentence, ""});
        co_return findings;
    }
    const std::string why = co_await wait_connected(*made, Clock::now() + session.line.patience);
    if (why.empty()) co_await wait_first_reading(*made);
    findings = judge_connection(why, (*made)->state());
    if (why.empty() && !port.holder.empty()) {
        findings.push_back({Severity::note, port.path + " is also open in " + port.holder + ".",
                            "Two programs on one cable garble each other, unless this one simulates the focuser."});
    }
    co_return findings;
}

void append(std::vector<Finding>& all, std::vector<Finding> more) {
    all.insert(all.end(), std::make_move_iterator(more.begin()), std::make_move_iterator(more.end()));
}

/// Without an address: the hub here, hubs on the network, USB serial ports that no hub holds.
asio::awaitable<std::vector<Finding>> look_around(Session& session) {
    std::vector<Finding> findings;
    const Hub local = co_await ask_hub(kLocalHub, kLocalHubPatience);
    std::vector<Hub> hubs{local};
    if (local.focusers.empty() || !local.ours()) {
        for (Hub& found : co_await find_hubs(std::chrono::milliseconds(1000))) {
            if (found.host_port != local.host_port) hubs.push_back(std::move(found));
        }
    }
    bool hub_there = false;
    for (const Hub& hub : hubs) {
        // Where nothing listens there is nothing to say.
        if (hub.host_port == kLocalHub && hub.fault && !hub.wants_password) continue;
        findings.push_back(judge_hub(hub));
        if (!hub.ours()) continue;
        hub_there = hub_there || hub.wants_password || !hub.focusers.empty();
        for (const HubFocuser& focuser : hub.focusers) append(findings, co_await examine(session, focuser.address));
    }
    if (!hub_there) {
        findings.push_back({Severity::note, "No hub is running.",
                            "Start it with 'focuserlinkd' to share the focuser with other programs."});
    }
    bool port_there = false;
    for (const SerialPortInfo& port : list_serial_ports()) {
        if (port.usb_id.empty()) continue;
        port_there = true;
        append(findings, co_await examine(session, "serial:" + port.path));
    }
    if (!hub_there && !port_there) findings.push_back(nothing_there());
    co_return findings;
}

const char* word(Severity severity) {
    if (severity == Severity::good) return "good";
    return severity == Severity::note ? "note" : "wrong";
}

void show(Session& session, const std::vector<Finding>& findings) {
    boost::json::array all;
    for (const Finding& finding : findings) {
        const std::string mark = word(finding.severity);
        session.out.say(mark + std::string(7 - mark.size(), ' ') + finding.text);
        if (!finding.advice.empty()) session.out.say("       " + finding.advice);
        boost::json::object one;
        one["verdict"] = mark;
        one["text"] = finding.text;
        one["advice"] = finding.advice;
        all.push_back(one);
    }
    if (session.out.json()) {
        boost::json::object object;
        object["findings"] = all;
        session.out.object(object);
    }
}

}  // namespace

ExitTask run_doctor(Session& session) {
    std::vector<Finding> findings;
    if (session.line.device.empty()) {
        findings = co_await look_around(session);
    } else {
        findings = co_await examine(session, session.line.device);
    }
    show(session, findings);
    for (const Finding& finding : findings) {
        if (finding.severity == Severity::wrong) co_return kFailed;
    }
    co_return kDone;
}

}  // namespace focus::cli
