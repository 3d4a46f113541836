#include "core/state/wire_line.h"

#include <algorithm>

#include "device/wire/status.h"

namespace focus {

// With a line feed and what devices of others leave free, a line is under 80 characters.
constexpr std::size_t kLongestCommand = 78;

namespace {

std::optional<Position> position_after(std::string_view start, std::string_view line) {
    int32_t steps = 0;
    if (!line.starts_with(start)) return std::nullopt;
    line.remove_prefix(start.size());
    if (!wire::parse_integer({line.data(), static_cast<unsigned>(line.size())}, steps)) return std::nullopt;
    return Position(steps);
}

}  // namespace

bool is_sendable(const std::string& line) {
    return !line.empty() && line.size() <= kLongestCommand &&
           std::all_of(line.begin(), line.end(), [](char c) { return c >= ' ' && c <= '~'; });
}

std::optional<Position> move_target(std::string_view line) { return position_after("R:0:", line); }

std::optional<Position> sync_position(std::string_view line) { return position_after("P:", line); }

error_code refusal(const std::string& answer) {
    if (answer.starts_with("!:unknown")) return Error::unsupported;
    if (answer.starts_with("!:moving")) return Error::busy;
    if (answer.starts_with("!:slot") || answer.starts_with("!:range")) return Error::out_of_range;
    return Error::device_fault;
}

}  // namespace focus
