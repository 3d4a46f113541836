// One line of the wire as a program gives it to `Focuser::command`, and what a refusal of it means.
#pragma once

#include <string>

#include "core/result.h"

namespace focus {

/// 1 to 78 printable ASCII characters.
bool is_sendable(const std::string& line);

/// What a refusal means: Error::unsupported, busy, out_of_range or device_fault.
error_code refusal(const std::string& answer);

}  // namespace focus
