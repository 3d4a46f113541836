// A FocuserState as people read it (aligned lines, units, "unknown" and "--") and as scripts do (JSON, null).
#pragma once

#include <boost/json/fwd.hpp>
#include <string>

#include "core/focuser.h"

namespace focus::cli {

/// Several lines, each ended by a newline.
std::string status_text(const FocuserState& state);
/// One line for `watch`.
std::string live_text(const FocuserState& state);
boost::json::object status_json(const FocuserState& state);

}  // namespace focus::cli
