// A glance at the focuser, for commands that can do without one: what it says if it is there at once.
#pragma once

#include <optional>

#include "cli/session.h"

namespace focus::cli {

struct Glance {
    std::optional<double> temperature;   ///< C
    std::optional<double> step_size;     ///< um, above 0
    std::optional<int32_t> coefficient;  ///< steps/C x 100
};

/// Asks the focuser that was named, or the hub on this computer; never a port that nobody named, for opening one may
/// reset a board. Waits 2 s at the most, for a hub that nobody named 1 s, and says nothing; what is not known stays
/// empty.
asio::awaitable<Glance> glance_at_focuser(Session& session);

/// Step size of the settings, um; nothing for 0, which means unknown.
std::optional<double> step_size_of(const DeviceSettings& settings);

}  // namespace focus::cli
