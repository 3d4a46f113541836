// ConfigFile: hub.toml on disk. Written atomically (temporary file, fsync, rename); what the hub does not know stays.
#pragma once

#include <string>

#include "hub/config/hub_config.h"

namespace focus {

class ConfigFile {
public:
    explicit ConfigFile(std::string path) : path_(std::move(path)) {}

    const std::string& path() const { return path_; }

    /// Reads and judges the file. A file that is not there is an empty one; one that cannot be read is a mistake.
    ParsedConfig load() const;

    /// Rewrites the devices' values in the file as it is now. Empty if done, else why not, in words.
    std::string store(const std::vector<DeviceConfig>& devices) const;

private:
    std::string path_;
};

/// hub.toml in the settings folder.
std::string default_config_path();

/// Gives every device without ids random ones and stores them. If that cannot be, the ids are derived from the
/// device's address instead, so that they are the same at the next start; then the reason is returned.
std::string complete_ids(const ConfigFile& file, std::vector<DeviceConfig>& devices);

/// Ids for a device that is in no file: the same on this computer for the same address, always.
void derive_ids(DeviceConfig& device, std::size_t number);

}  // namespace focus
