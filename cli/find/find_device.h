// Finding a focuser nobody named: the hub on this computer, else a hub on the network, else the only USB serial port.
#pragma once

#include <string>
#include <vector>

#include "alpaca/client/hub_search.h"
#include "core/port/port_list.h"
#include "core/result.h"

namespace focus::cli {

using Hub = FoundHub;

struct FoundDevice {
    std::string address;   ///< empty: none, or more than one
    std::string words;     ///< a remark on how it was found, or why not and what the choices are
    bool several = false;  ///< the user has to choose
};

/// Takes up to two seconds.
asio::awaitable<FoundDevice> find_device();

/// The rule alone. The hub on this computer is among the hubs as 127.0.0.1:11111, first. No choice is made between
/// several; what another maker's server has is never chosen.
FoundDevice choose_device(const std::vector<Hub>& hubs, const std::vector<SerialPortInfo>& ports);

/// "The hub at H:P asks for a user and a password: --device alpaca://USER:PASSWORD@H:P/0."
std::string password_text(const Hub& hub);
/// "What answers at H:P is an Alpaca server of Other Maker, no FocuserLink"
std::string stranger_text(const Hub& hub);

}  // namespace focus::cli
