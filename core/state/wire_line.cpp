#include "core/state/wire_line.h"

#include <algorithm>

namespace focus {

// With a line feed and what devices of others leave free, a line is under 80 characters.
constexpr std::size_t kLongestCommand = 78;

bool is_sendable(const std::string& line) {
    return !line.empty() && line.size() <= kLongestCommand &&
           std::all_of(line.begin(), line.end(), [](char c) { return c >= ' ' && c <= '~'; });
}

error_code refusal(const std::string& answer) {
    if (answer.starts_with("!:unknown")) return Error::unsupported;
    if (answer.starts_with("!:moving")) return Error::busy;
    if (answer.starts_with("!:slot") || answer.starts_with("!:range")) return Error::out_of_range;
    return Error::device_fault;
}

}  // namespace focus
