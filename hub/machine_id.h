// What tells this computer from others.
#pragma once

#include <string>

namespace focus {

/// The same at every start, at most 64 characters; empty where the system has none.
std::string machine_id();

}  // namespace focus
