// Trying a port once: is a focuser there, and which. On the loop's thread.
#pragma once

#include <string>

#include "core/focuser.h"

namespace focus {

struct TestedPort {
    bool good = false;
    std::string words;  ///< what was found there, or why nothing was, for the user
};

/// Opens `address` (serial:PORT or tcp:HOST:PORT), greets what is there, and lets go of it. One attempt of six seconds
/// at the most: a board may restart when its port is opened.
asio::awaitable<TestedPort> test_port(std::string address);

/// "FocuserLink:open:0.1.0, position 1200, 12.3 °C" of a connected focuser.
std::string describe_focuser(const FocuserState& state);

/// Whether two addresses mean the same port, by whatever name.
bool same_port(const std::string& a, const std::string& b);

}  // namespace focus
