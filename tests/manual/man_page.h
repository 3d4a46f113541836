// A manual page in the language of troff, man(7).
#pragma once

#include <string>
#include <vector>

#include "tests/manual/plain_text.h"
#include "tests/manual/program.h"

namespace focus::manual {

/// `section` of the manual: "1", "8". `more` is what the help does not say; its sections, and those of the help, come
/// in the order in which manual pages have them. A section of both is told by both.
std::string man_page(const Command& program, const std::string& section, const std::vector<Section>& more);

}  // namespace focus::manual
