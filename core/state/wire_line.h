// One line of the wire as a program gives it to `Focuser::command`, and what a refusal of it means.
#pragma once

#include <cstddef>
#include <string>

#include "core/result.h"

namespace focus {

/// With a line feed and what devices of others leave free, a line is under 80 characters.
constexpr std::size_t kLongestCommand = 78;

/// 1 to 78 printable ASCII characters.
bool is_sendable(const std::string& line);

/// What a refusal means: Error::unsupported, busy, out_of_range or device_fault.
error_code refusal(const std::string& answer);

}  // namespace focus
