// Finding hubs and what they have. On the loop's thread.
#pragma once

#include <chrono>
#include <string>
#include <vector>

#include "core/result.h"

namespace focus {

/// Where the hub on this computer is, unless it was told otherwise.
constexpr const char* kLocalHub = "127.0.0.1:11111";

/// A focuser of a hub.
struct HubFocuser {
    std::string name;
    std::string address;  ///< alpaca://HOST:PORT/N
    std::string id{};     ///< its UniqueID, the same by whichever address the hub is reached
};

struct FoundHub {
    std::string host_port;
    error_code fault;  ///< why it could not be asked
    std::vector<HubFocuser> focusers;
};

/// Asks the program at "host:port" which focusers it has.
asio::awaitable<FoundHub> ask_hub(std::string host_port, std::chrono::milliseconds patience);
/// All hubs that answer discovery, each once, by its IPv4 address if it has one.
asio::awaitable<std::vector<FoundHub>> find_hubs(std::chrono::milliseconds patience);

}  // namespace focus
