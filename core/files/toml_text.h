// TOML in the user's files: read with one wording for mistakes, and edited so that comments and order stay.
#pragma once

#include <string>
#include <string_view>

#include "core/files/toml.h"

namespace focus {

struct TomlText {
    toml::table table;    ///< with the source positions of its text; empty after a mistake
    std::string mistake;  ///< "FILE:LINE: not TOML: why"; empty if the text is good
};

/// `file` is only used in the mistake.
TomlText parse_toml(std::string_view text, const std::string& file);

/// `text`, changed so that it reads as `wanted`: each value that differs is replaced where it stands, what is missing
/// is added to its section; all else, comments too, stays as it is. Only where that cannot be (a section written inside
/// another's line, a key that is not wanted any more) the table is written anew. `text` must be free of mistakes.
std::string toml_with(const std::string& text, const toml::table& wanted);

}  // namespace focus
