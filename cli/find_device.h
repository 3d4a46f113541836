// Finding a focuser nobody named: the hub on this computer, else a hub on the network, else the only USB serial port.
#pragma once

#include <chrono>
#include <string>
#include <vector>

#include "core/result.h"
#include "core/serial/port_list.h"

namespace focus::cli {

/// A focuser of a hub.
struct HubFocuser {
    std::string name;
    std::string address;  ///< alpaca://HOST:PORT/N
    std::string id{};     ///< its UniqueID, the same by whichever address the hub is reached
};

struct Hub {
    std::string host_port;
    error_code fault;  ///< why it could not be asked
    std::vector<HubFocuser> focusers;
};

/// Asks the program at "host:port" which focusers it has.
asio::awaitable<Hub> ask_hub(std::string host_port, std::chrono::milliseconds patience);
/// All hubs that answer discovery, each once, by its IPv4 address if it has one.
asio::awaitable<std::vector<Hub>> find_hubs(std::chrono::milliseconds patience);

struct FoundDevice {
    std::string address;  ///< empty: none, or more than one
    std::string words;    ///< a remark on how it was found, or why not and what the choices are
};

/// Takes up to two seconds.
asio::awaitable<FoundDevice> find_device(asio::any_io_executor executor);

/// The rule alone. The hub on this computer is among the hubs as 127.0.0.1:11111, first.
FoundDevice choose_device(const std::vector<Hub>& hubs, const std::vector<SerialPortInfo>& ports);

constexpr const char* kLocalHub = "127.0.0.1:11111";

}  // namespace focus::cli
