#include "core/port/port_fault.h"

namespace focus {
namespace {

namespace errc = boost::system::errc;

std::string path_of(const std::string& address) { return address.starts_with("serial:") ? address.substr(7) : address; }

std::string explain_busy(const std::string& path) {
    std::string text = path + " is in use by ";
    const auto holder = port_holder(path);
    if (holder && holder->self) return text + "this very program, perhaps under another of the port's names.";
    if (holder) {
        text += holder->name + " (process " + std::to_string(holder->pid) + ")";
        if (holder->name == "focuserlinkd") {
            return text +
                   ", the hub. Use the focuser through it: `focuserlink discover` tells its address, "
                   "alpaca://127.0.0.1:11111/0 as a rule.";
        }
        text += ".";
    } else {
        text += explain_unseen_holder() + ".";
    }
    return text + " Close it there, or share the focuser through the hub.";
}

}  // namespace

std::string explain_fault(const std::string& address, error_code fault, const std::string& group) {
    const std::string path = path_of(address);
    if (fault == errc::no_such_file_or_directory) {
        return "There is no port " + path + ". Is the focuser plugged in? `focuserlink ports` lists the ports.";
    }
    if (fault == errc::permission_denied || fault == errc::operation_not_permitted) {
        return explain_permission(path, group);
    }
    if (fault == Error::busy || fault == errc::device_or_resource_busy) return explain_busy(path);
    if (fault == errc::inappropriate_io_control_operation || fault == errc::is_a_directory) {
        return path + " is not a serial port. `focuserlink ports` lists the ports.";
    }
    if (fault == Error::out_of_range) {
        return "\"" + address + "\" is not an address: it is serial:PORT or tcp:HOST:PORT.";
    }
    if (fault == errc::connection_refused) return "Nothing listens at " + address + ". Is the simulator running?";
    if (fault == Error::timeout) {
        return "Nothing answers at " + path + ". Is this the focuser's port, and does the focuser have power?";
    }
    if (fault == asio::error::eof || fault == errc::io_error || fault == errc::no_such_device ||
        fault == errc::no_such_device_or_address || fault == errc::connection_reset || fault == errc::broken_pipe) {
        return "The connection to " + path + " is gone. Check the cable; it is taken up again by itself.";
    }
    return "Cannot use " + path + ": " + fault.message() + ".";
}

}  // namespace focus
