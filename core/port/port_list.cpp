#include "core/port/port_list.h"

#include <algorithm>
#include <tuple>

namespace focus {
namespace {

/// Lower is likelier: the chips on boards that focusers are built with, then other USB, then the rest.
int rank(const SerialPortInfo& port) {
    const std::string& id = port.usb_id;
    if (id == "0403:6001" || id == "0403:6015" || id == "1a86:7523" || id.starts_with("2341:")) return 0;
    return id.empty() ? 2 : 1;
}

/// COM3 comes before COM10.
auto order(const SerialPortInfo& port) {
    const std::string& name = port.device;
    return std::tuple(rank(port), name.substr(0, name.find_last_not_of("0123456789") + 1), name.size(), name);
}

}  // namespace

void sort_by_likelihood(std::vector<SerialPortInfo>& ports) {
    std::sort(ports.begin(), ports.end(),
              [](const SerialPortInfo& a, const SerialPortInfo& b) { return order(a) < order(b); });
}

}  // namespace focus
