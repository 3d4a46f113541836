#include "hub/config/config_file.h"

#include "core/files/path.h"
#include "core/files/replace_file.h"
#include "core/files/user_folders.h"

namespace focus {
namespace {

constexpr std::size_t kLargestFile = 1U << 20U;

constexpr const char* kNewFile =
    "# The FocuserLink hub reads this file at start; its setup page keeps the [[device]] sections up to date.\n"
    "# Other keys stand above the first [[device]]: listen, names, port, discovery_port, user, password, location,\n"
    "# log_level, session_log, log_interval.\n\n";

}  // namespace

ParsedConfig ConfigFile::load() const {
    std::string why;
    const std::string text = read_whole_file(path_, kLargestFile, why);
    if (why.empty()) return parse_hub_config(text, path_);
    ParsedConfig unreadable;
    unreadable.mistake = path_ + ": cannot be read: " + why;
    return unreadable;
}

std::string ConfigFile::store(const std::vector<DeviceConfig>& devices) const {
    std::string why;
    std::string text = read_whole_file(path_, kLargestFile, why);
    if (!why.empty()) return path_ + ": cannot be read: " + why;
    // The user may have edited it since the start: what has a mistake is not touched.
    if (std::string mistake = parse_hub_config(text, path_).mistake; !mistake.empty()) return mistake;
    if (text.empty()) text = kNewFile;
    why = replace_file(path_, with_devices(text, devices));
    return why.empty() ? std::string() : path_ + ": cannot be written: " + why;
}

std::string default_config_path() { return to_text(to_path(settings_folder()) / "hub.toml"); }

}  // namespace focus
