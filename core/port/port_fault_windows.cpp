#include <algorithm>

#include "core/port/port_fault.h"

namespace focus {

std::optional<PortHolder> port_holder(const std::string&) { return std::nullopt; }

std::string explain_unseen_holder() { return "another program"; }

std::string explain_permission(const std::string& path, const std::string&) {
    return "Windows does not let you use " + path + ". Another user's program may have it open.";
}

// Windows knows COM5 and com5 as one port, and gives no port two names.
bool same_device(const std::string& a, const std::string& b) {
    const auto upper = [](char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c; };
    return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                      [&upper](char one, char other) { return upper(one) == upper(other); });
}

}  // namespace focus
