#include "cli/find_device.h"

namespace focus::cli {
namespace {

std::string choices(const std::vector<HubFocuser>& focusers, const std::vector<SerialPortInfo>& ports) {
    std::string text;
    for (const HubFocuser& focuser : focusers) text += "\n  --device " + focuser.address + "   " + focuser.name;
    for (const SerialPortInfo& port : ports) text += "\n  --device serial:" + port.path + "   " + port.description;
    return text;
}

}  // namespace

asio::awaitable<FoundDevice> find_device(asio::any_io_executor) {
    const Hub local = co_await ask_hub(kLocalHub, std::chrono::milliseconds(500));
    std::vector<Hub> hubs{local};
    if (local.focusers.empty()) hubs = co_await find_hubs(std::chrono::milliseconds(700));
    co_return choose_device(hubs, list_serial_ports());
}

FoundDevice choose_device(const std::vector<Hub>& hubs, const std::vector<SerialPortInfo>& ports) {
    std::vector<HubFocuser> shared;
    for (const Hub& hub : hubs) {
        if (hub.host_port == kLocalHub && !hub.focusers.empty()) return {hub.focusers.front().address, ""};
        shared.insert(shared.end(), hub.focusers.begin(), hub.focusers.end());
    }
    if (shared.size() == 1)
        return {shared[0].address, "Using the hub found on the network, " + shared[0].address + "."};
    if (shared.size() > 1) return {"", "There are several focusers; name one:" + choices(shared, {})};

    std::vector<SerialPortInfo> usb;
    for (const SerialPortInfo& port : ports) {
        if (!port.usb_id.empty()) usb.push_back(port);
    }
    if (usb.size() == 1) {
        const std::string address = "serial:" + usb[0].path;
        return {address, "No hub is running; using the only USB serial port, " + address + "."};
    }
    if (usb.size() > 1)
        return {"", "No hub is running, and there are several USB serial ports; name one:" + choices({}, usb)};
    return {"",
            "No hub is running and no USB serial port is there. Plug the focuser in, start the hub with 'focuserlinkd',"
            "\nor name an address with --device; 'focuserlink ports' and 'focuserlink discover' list what there is."};
}

}  // namespace focus::cli
