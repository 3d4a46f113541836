// The user's backlash, kept by the programs because the device has no place for it: key `backlash` of user.toml.
// Other keys of that file are other rooms' and are kept, comments too. Called seldom; touches the disk.
#pragma once

#include <string>
#include <string_view>

#include "device/units.h"

namespace focus {

/// Its key in the file, and its name among the settings.
constexpr const char* kBacklashKey = "backlash";
/// Either way, in steps.
constexpr int32_t kLargestBacklash = 10000;

/// user.toml in the settings folder.
std::string user_settings_path();

struct BacklashSetting {
    Steps value;          ///< 0 if the file has none, or cannot be read
    std::string problem;  ///< in words, naming file and line; empty if all is well
};

/// A file that does not exist is no problem.
BacklashSetting read_backlash(const std::string& path);
/// The same of a text; `path` is used in the problem.
BacklashSetting parse_backlash(std::string_view text, const std::string& path);

/// Writes the file anew and puts it in place in one step. Gives the problem in words, empty if it is written.
std::string write_backlash(const std::string& path, Steps value);

}  // namespace focus
