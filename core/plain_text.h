// Text that came from files and devices, made fit for a terminal or a picture: what is not UTF-8, and characters that
// would command a terminal, become "?". And text in columns.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace focus {

/// Without control characters (tab and newline too), and valid UTF-8.
std::string plain_text(std::string_view text);

/// Columns on a terminal of plain text: one a character.
std::size_t columns_of(std::string_view text);
/// Filled up with spaces on the right, or the left.
std::string padded_right(std::string text, std::size_t columns);
std::string padded_left(const std::string& text, std::size_t columns);

/// Plain text of at most so many columns (4 or more); what is longer ends in "...".
std::string shortened(const std::string& text, std::size_t columns);

/// Lines of at most so many columns, broken between words; a longer word has a line of its own. At least one line.
std::vector<std::string> wrapped(std::string_view text, std::size_t columns);

}  // namespace focus
