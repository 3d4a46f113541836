// The serial ports of this computer, the ones a focuser may be on first.
#pragma once

#include <string>
#include <vector>

namespace focus {

struct SerialPortInfo {
    /// What to open; a /dev/serial/by-id name where there is one, since it survives replugging. Adapters that are all
    /// alike share that name: then the /dev/serial/by-path name of the USB socket.
    std::string path;
    std::string device;       ///< what `path` resolves to, for example /dev/ttyUSB0; on Windows COM5, as `path`
    std::string description;  ///< manufacturer and product in words, may be empty; and a remark if there is a twin
    std::string usb_id;       ///< "0403:6015", empty if not on USB
};

/// What a port is called on this system, for texts: "/dev/ttyUSB0", or "COM5".
extern const char* const kExamplePort;

/// Reads the system's lists (on Linux below `sys` and `dev`); touches no port. Likely focusers first, then other USB
/// ports. Empty if there are none.
std::vector<SerialPortInfo> list_serial_ports(const std::string& sys = "/sys", const std::string& dev = "/dev");

/// Likely focusers first, then other USB ports, then by name.
void sort_by_likelihood(std::vector<SerialPortInfo>& ports);

}  // namespace focus
