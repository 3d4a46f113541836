#include "cli/find/find_device.h"

#include "core/plain_text.h"

namespace focus::cli {
namespace {

std::string choices(const std::vector<HubFocuser>& focusers, const std::vector<SerialPortInfo>& ports) {
    std::string text;
    for (const HubFocuser& focuser : focusers) {
        text += "\n  --device " + focuser.address + "   " + plain_text(focuser.name);
    }
    for (const SerialPortInfo& port : ports) text += "\n  --device serial:" + port.path + "   " + port.description;
    return text;
}

/// Of several, none; of one, this.
FoundDevice choose_focuser(const std::vector<HubFocuser>& focusers, const std::string& words) {
    if (focusers.size() == 1) return {focusers[0].address, words};
    return {"", "There are several focusers; name one:" + choices(focusers, {}), true};
}

}  // namespace

std::string password_text(const Hub& hub) {
    return "The hub at " + hub.host_port + " asks for a user and a password: --device alpaca://USER:PASSWORD@" +
           hub.host_port + "/0.";
}

std::string stranger_text(const Hub& hub) {
    const std::string what =
        hub.maker.empty() ? "no FocuserLink hub" : "an Alpaca server of " + hub.maker + ", no FocuserLink";
    return "What answers at " + hub.host_port + " is " + what;
}

asio::awaitable<FoundDevice> find_device() {
    const Hub local = co_await ask_hub(kLocalHub, kLocalHubPatience);
    std::vector<Hub> hubs{local};
    const bool enough = local.ours() && (local.wants_password || !local.focusers.empty());
    if (!enough) {
        for (Hub& found : co_await find_hubs(std::chrono::milliseconds(700))) {
            if (found.host_port != local.host_port) hubs.push_back(std::move(found));
        }
    }
    co_return choose_device(hubs, list_serial_ports());
}

FoundDevice choose_device(const std::vector<Hub>& hubs, const std::vector<SerialPortInfo>& ports) {
    std::vector<HubFocuser> shared;
    std::string locked, strangers;
    for (const Hub& hub : hubs) {
        if (!hub.ours()) {
            strangers += "\n" + stranger_text(hub) + "; it is left alone unless --device names it.";
            continue;
        }
        // It has the port, whatever else there is.
        if (hub.host_port == kLocalHub && hub.wants_password) return {"", password_text(hub)};
        if (hub.host_port == kLocalHub && !hub.focusers.empty()) return choose_focuser(hub.focusers, "");
        if (hub.wants_password) locked += "\n" + password_text(hub);
        shared.insert(shared.end(), hub.focusers.begin(), hub.focusers.end());
    }
    if (!shared.empty()) {
        return choose_focuser(shared, "Using the hub found on the network, " + shared[0].address + "." + strangers);
    }
    const std::string none = locked.empty() ? "No hub is running" : "No hub can be asked";
    std::vector<SerialPortInfo> usb;
    for (const SerialPortInfo& port : ports) {
        if (!port.usb_id.empty()) usb.push_back(port);
    }
    if (usb.size() == 1) {
        const std::string address = "serial:" + usb[0].path;
        return {address, none + "; using the only USB serial port, " + address + "." + locked + strangers};
    }
    if (usb.size() > 1) {
        return {"",
                none + ", and there are several USB serial ports; name one:" + choices({}, usb) + locked + strangers,
                true};
    }
    return {"",
            none +
                " and no USB serial port is there. Plug the focuser in, start the hub with 'focuserlinkd',"
                "\nor name an address with --device; 'focuserlink ports' and 'focuserlink discover' list what there "
                "is." +
                locked + strangers};
}

}  // namespace focus::cli
