// Registration: what makes CreateObject and the ASCOM Chooser find the drivers. It keeps a list of all it changed, and
// removing the registration undoes just that: what was there before comes back, keys of others stay, also those of a
// driver that took our names later.
#pragma once

#include <string>

#include "com/driver_kind.h"
#include "core/result.h"

namespace focus::com {

enum class Scope {
    machine,  ///< for all users; needs an administrator
    user,     ///< COM's part for this user only; ASCOM's profile, which all share, if it may be written
};

struct Registered {
    Result<void> done;
    std::string note;  ///< what is less than all, in words, or where it failed
};

/// `program`: the driver's path. May be repeated; settings in the profile are kept.
Registered register_drivers(Scope scope, const std::string& program);
/// The first thing that could not be undone; the rest was.
error_code unregister_drivers(Scope scope);

/// A setting in the ASCOM profile of a driver; empty if there is none.
std::string profile_setting(const DriverKind& kind, const std::string& name);

}  // namespace focus::com
