// Why a port could not be used, in words that say what to do. Thread-agnostic; on Linux reads /proc and /etc/group.
#pragma once

#include <optional>
#include <string>

#include "core/result.h"

namespace focus {

struct PortHolder {
    int pid = 0;
    std::string name;   ///< the program's, for example "kstars"
    bool self = false;  ///< it is this process
};

/// The first process that uses `path`, this one only if there is no other; the far end of a pseudo terminal does not
/// count. Empty if there is none, or if it belongs to another user and may not be looked into. Always empty on Windows,
/// which does not tell.
std::optional<PortHolder> port_holder(const std::string& path);

/// A sentence or two about an error of `open_stream` or of a stream: what is wrong with `address` and what helps.
/// `group`: who may use the port; empty: asks the system.
std::string explain_fault(const std::string& address, error_code fault, const std::string& group = "");

/// Who has a port that `port_holder` finds nobody for, as far as the system tells: "another program". One file a
/// platform.
std::string explain_unseen_holder();

/// The part of it for a port that this user may not use, one file a platform.
std::string explain_permission(const std::string& path, const std::string& group);

/// Whether two names lead to one port. Touches no port.
bool same_device(const std::string& a, const std::string& b);

}  // namespace focus
