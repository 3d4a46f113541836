// A page in the user's browser. Any thread.
#pragma once

#include <string>

namespace focus::com {

/// False if no browser could be started.
bool open_page(const std::string& address);

}  // namespace focus::com
