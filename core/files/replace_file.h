// Files of the user, read whole and replaced whole: a power cut leaves the old file or the new one, never a mixture.
// Blocking; small files only.
#pragma once

#include <cstddef>
#include <string>

namespace focus {

/// The whole file; empty if there is none. `why` is set when it exists and cannot be read, or is larger than `largest`
/// bytes.
std::string read_whole_file(const std::string& path, std::size_t largest, std::string& why);

/// Makes the folder if need be, writes a temporary file beside, flushes it to the disk and renames it; a link is
/// followed, permissions are kept, a new file is for its owner alone. Empty if `path` holds `text` now, else the
/// reason, and the old file is as it was.
std::string replace_file(const std::string& path, const std::string& text);

}  // namespace focus
