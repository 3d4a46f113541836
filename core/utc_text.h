// Moments as ISO 8601 writes them, in UTC. Thread-safe.
#pragma once

#include <chrono>
#include <string>

namespace focus {

/// "2026-03-01T21:04:07"; the caller adds the Z where it belongs.
std::string utc_text(std::chrono::sys_seconds moment, char between = 'T');
/// "2026-03-01T21:04:07.123".
std::string utc_text(std::chrono::sys_time<std::chrono::milliseconds> moment, char between = 'T');

}  // namespace focus
