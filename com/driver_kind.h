// DriverKind: what tells our two drivers apart: names, ids, and members.
#pragma once

#include <span>
#include <string_view>

#include "com/members.h"

namespace focus::com {

struct DriverKind {
    std::string_view prog_id;
    std::string_view clsid;           ///< in braces
    std::string_view profile_folder;  ///< of the ASCOM profile
    std::string_view device;          ///< the type's name in the hub's API
    std::string_view name;            ///< also the text in the Chooser
    std::string_view description;
    std::int16_t interface_version;
    std::span<const Member> (*members)();
};

/// The Focuser and the ObservingConditions.
std::span<const DriverKind> driver_kinds();

}  // namespace focus::com
