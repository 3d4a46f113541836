// The driver as a COM server: one process for all clients of a session, started by COM and gone soon after the last.
#pragma once

#include <string>

namespace focus::com {

/// `hub_program`: what is started when no hub answers. Ends the process.
[[noreturn]] void serve(const std::string& hub_program);

}  // namespace focus::com
