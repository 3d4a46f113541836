// Text files of programs that never say how they encode: UTF-8, UTF-16 or the Windows code page, made into UTF-8.
#pragma once

#include <string>
#include <string_view>

namespace focus {

/// The text of `bytes` as UTF-8 without a byte order mark. UTF-16 is known by its mark, or, without one, by zeros in
/// every second of the first bytes; what is no valid UTF-8 is taken as CP-1252. Text that is UTF-8 already is not
/// copied: the result then points into `bytes`, otherwise into `converted`. No bytes are refused: an unpaired surrogate
/// or an unassigned code becomes U+FFFD.
std::string_view decode_text(std::string_view bytes, std::string& converted);

bool is_utf8(std::string_view bytes);

}  // namespace focus
