// One line of the wire as a program gives it to `Focuser::command`, and what a refusal of it means.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "core/result.h"
#include "device/units.h"

namespace focus {

/// 1 to 78 printable ASCII characters.
bool is_sendable(const std::string& line);

/// The target of "R:0:TARGET", the position of "P:POSITION"; nothing for all other lines.
std::optional<Position> move_target(std::string_view line);
std::optional<Position> sync_position(std::string_view line);

/// What a refusal means: Error::unsupported, busy, out_of_range or device_fault.
error_code refusal(const std::string& answer);

}  // namespace focus
