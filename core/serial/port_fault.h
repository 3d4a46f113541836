// Why a port could not be used, in words that say what to do. Thread-agnostic; reads /proc and /etc/group at most.
#pragma once

#include <optional>
#include <string>

#include "core/result.h"

namespace focus {

struct PortHolder {
    int pid = 0;
    std::string name;  ///< the program's, for example "kstars"
};

/// The first other process that has `path` open. Empty if there is none, or if it belongs to another user and may
/// not be looked into.
std::optional<PortHolder> port_holder(const std::string& path);

/// A sentence or two about an error of `open_stream` or of a stream: what is wrong with `address` and what helps.
/// `group`: who may use the port; empty: asks the system.
std::string explain_fault(const std::string& address, error_code fault, const std::string& group = "");

}  // namespace focus
