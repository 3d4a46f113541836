// Local time by this computer's time zone. Thread-agnostic.
#pragma once

#include <chrono>
#include <string>

namespace focus {

/// What clocks on the wall show at this moment.
std::chrono::local_seconds to_local(std::chrono::sys_seconds utc);
/// The same by a form of strftime, as "%H:%M:%S"; at most 39 bytes.
std::string local_text(std::chrono::sys_seconds utc, const char* form);
/// At the start of main, before there are other threads. Windows: the zone that the computer is set to, whatever TZ
/// says; shells that come from Unix, such as Git's, set it in a form that Windows takes for UTC. Elsewhere TZ is
/// obeyed.
void use_time_zone_of_computer();

}  // namespace focus
