// Finding hubs and what they have. On the loop's thread.
#pragma once

#include <chrono>
#include <string>
#include <vector>

#include "alpaca/client/hub_answer.h"
#include "core/result.h"

namespace focus {

/// Where the hub on this computer is, unless it was told otherwise.
constexpr const char* kLocalHub = "127.0.0.1:11111";
/// Where nobody listens is known at once; a busy computer may take its time to answer.
constexpr std::chrono::seconds kLocalHubPatience{3};

struct FoundHub {
    std::string host_port;
    error_code fault;  ///< why it could not be asked
    std::vector<HubFocuser> focusers;
    std::string maker = "FocuserLink";  ///< who made it, as it says itself
    bool wants_password = false;        ///< and says nothing without

    /// Another maker's server may have focusers too; they are used only by who names them.
    bool ours() const { return maker == "FocuserLink"; }
    /// It was asked and said so, or keeps even that behind its password.
    bool surely_ours() const { return ours() && (!fault || wants_password); }
};

/// Asks the program at "host:port" which focusers it has.
asio::awaitable<FoundHub> ask_hub(std::string host_port, std::chrono::milliseconds patience);
/// All hubs that answer discovery, each once, by its IPv4 address if it has one.
asio::awaitable<std::vector<FoundHub>> find_hubs(std::chrono::milliseconds patience);

}  // namespace focus
