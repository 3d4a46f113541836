#include "cli/find/doctor.h"

#include "cli/text/format.h"

namespace focus::cli {
namespace {

bool is_hub_address(const std::string& address) {
    return address.rfind("alpaca://", 0) == 0 || address.rfind("http://", 0) == 0;
}

/// HOST:PORT of alpaca://HOST:PORT/N.
std::string authority(const std::string& address) {
    const std::string rest = address.substr(address.find("//") + 2);
    return rest.substr(0, rest.find('/'));
}

std::string port_names(const std::vector<SerialPortInfo>& ports) {
    std::string text;
    for (const SerialPortInfo& port : ports) text += (text.empty() ? "" : ", ") + port.path;
    return text;
}

Finding unreachable(const std::string& why, const FocuserState& state) {
    Finding finding{Severity::wrong, why, ""};
    if (is_hub_address(state.address)) {
        finding.advice = state.fault == boost::system::errc::connection_refused
                             ? "'focuserlink discover' looks for hubs; --device names another address."
                             : "Look at the hub's setup page, http://" + authority(state.address) + "/setup" +
                                   ", and whether the focuser is plugged into its computer.";
    } else if (state.fault == Error::bad_reply) {
        finding.advice =
            "Something answers, but it is no focuser: 'focuserlink ports' shows which other ports there are.";
    } else if (state.fault == Error::timeout) {
        finding.advice =
            "In this order: is the focuser's power on; is it this port and not another device's "
            "('focuserlink ports'); is the cable one for data, not for charging only; unplug it, plug it "
            "in again, and ask again.";
    }
    return finding;
}

}  // namespace

std::optional<Finding> judge_port(const PortFacts& facts, const std::vector<SerialPortInfo>& ports) {
    if (!facts.exists) {
        return Finding{Severity::wrong, "There is no port " + facts.path + ".",
                       ports.empty()
                           ? "There is no serial port at all: is the focuser plugged in, with a cable for data?"
                           : "There are: " + port_names(ports) + "."};
    }
    if (!facts.may_use && facts.listed_member) {
        return Finding{Severity::wrong, "You may not use " + facts.path + " yet.",
                       "You (" + facts.user + ") are in the group " + facts.group +
                           ", but this session began before that: log out and in again."};
    }
    if (!facts.may_use) {
        return Finding{Severity::wrong, "You may not use " + facts.path + ".",
                       "It belongs to the group " + facts.group + ": 'sudo usermod -aG " + facts.group + " " +
                           facts.user + "', then log out and in again."};
    }
    if (facts.holder_is_hub) {
        return Finding{Severity::good, facts.path + " is used by " + facts.holder + ", the hub, as it should be.",
                       "Use the focuser through it: 'focuserlink discover' tells its address, " +
                           ("alpaca://" + std::string(kLocalHub)) + "/0 as a rule."};
    }
    return std::nullopt;
}

std::vector<Finding> judge_connection(const std::string& why, const FocuserState& state) {
    if (!why.empty()) return {unreachable(why, state)};
    std::vector<Finding> findings;
    const std::string name = state.identity.empty() ? "a focuser" : state.identity;
    findings.push_back(
        {Severity::good,
         state.address + ": " + name + " answers, at position " + std::to_string(state.position.steps) + ".", ""});
    if (state.fault) {
        findings.push_back({Severity::wrong, state.fault_text.empty() ? state.fault.message() : state.fault_text,
                            "'focuserlink trace' shows the lines on the cable."});
    }
    if (!state.sensor) {
        findings.push_back({Severity::note, "There is no temperature: no sensor, or it does not answer.",
                            "Compensation needs one; moving does not."});
    }
    if (state.extended && state.extended->bound.count > 0) {
        findings.push_back({Severity::note,
                            "The position is uncertain by " + steps_text(state.extended->bound.count) +
                                " either way: power was lost, or the board was reset, during a move.",
                            "Compare it with the focuser, then 'focuserlink confirm', or 'focuserlink sync N'."});
    }
    if (!state.identity.empty() && !state.extended) {
        findings.push_back({Severity::note,
                            "The firmware is not the open one: it cannot say whether the position is "
                            "certain, or who moved last.",
                            ""});
    }
    return findings;
}

Finding judge_hub(const Hub& hub) {
    if (hub.wants_password) return {Severity::note, password_text(hub), ""};
    if (!hub.ours()) {
        return {Severity::note, stranger_text(hub) + ".", "It is left alone unless --device names it."};
    }
    if (hub.fault) {
        return {Severity::wrong,
                "The hub at " + hub.host_port + " was found but gives no answer: " + hub.fault.message() + ".",
                "A firewall may let the search through but not the answer."};
    }
    if (hub.focusers.empty()) {
        return {Severity::note, "The Alpaca server at " + hub.host_port + " has no focuser.", ""};
    }
    std::string names;
    for (const HubFocuser& focuser : hub.focusers) names += (names.empty() ? "" : ", ") + focuser.address;
    return {Severity::good, "The hub at " + hub.host_port + " shares " + names + ".", ""};
}

Finding nothing_there() {
    return {Severity::wrong, "No hub answers, and there is no USB serial port on this computer.",
            "Plug the focuser in, with a cable for data. If it is on another computer, start the hub there with "
            "'focuserlinkd --listen 0.0.0.0'."};
}

}  // namespace focus::cli
