// The setup page's files, carried inside the program.
#pragma once

#include <string_view>

namespace focus {

/// The file of hub/pages/ with this name, such as "setup.html"; empty if there is none.
std::string_view page_file(std::string_view name);

}  // namespace focus
