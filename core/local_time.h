// Local time by this computer's time zone. Thread-agnostic.
#pragma once

#include <chrono>

namespace focus {

/// What clocks on the wall show at this moment.
std::chrono::local_seconds to_local(std::chrono::sys_seconds utc);

}  // namespace focus
