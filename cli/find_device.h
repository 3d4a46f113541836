// Finding a focuser nobody named: the hub on this computer, else a hub on the network, else the only USB serial port.
#pragma once

#include <string>
#include <vector>

#include "alpaca/hub_search.h"
#include "core/result.h"
#include "core/serial/port_list.h"

namespace focus::cli {

using Hub = FoundHub;

struct FoundDevice {
    std::string address;  ///< empty: none, or more than one
    std::string words;    ///< a remark on how it was found, or why not and what the choices are
};

/// Takes up to two seconds.
asio::awaitable<FoundDevice> find_device(asio::any_io_executor executor);

/// The rule alone. The hub on this computer is among the hubs as 127.0.0.1:11111, first.
FoundDevice choose_device(const std::vector<Hub>& hubs, const std::vector<SerialPortInfo>& ports);

}  // namespace focus::cli
