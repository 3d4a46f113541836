// HubOptions: what the hub's command line says. Options override hub.toml.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "hub/config/hub_config.h"

namespace CLI {
class App;
}

namespace focus {

struct HubOptions {
    std::string config_path;           ///< empty: the default one
    std::vector<std::string> devices;  ///< addresses; replace the file's devices
    std::vector<std::string> listen;   ///< IP addresses; replace the file's
    std::optional<unsigned short> port, discovery_port;
    std::string log_level;  ///< empty: the file's
    bool trace = false;     ///< of every device
    bool no_session_log = false;
    bool open_page = false;                  ///< show the setup page; where a hub runs already, that one's
    std::optional<bool> start_with_session;  ///< set: only make it so, and end
};

struct ParsedOptions {
    HubOptions options;
    std::optional<int> exit_code;  ///< set: end at once; 0 after --help or --version, 2 for a mistake
    std::string text;              ///< to print then
};

ParsedOptions parse_hub_options(int argc, const char* const* argv);

/// Shows all options to whoever writes them down elsewhere: the manual page, the shells' completion.
void describe_hub_options(const std::function<void(const CLI::App&)>& reader);

/// Lays the options over what the file says. Devices given as options take name and ids from a file's device of the
/// same address, else ids derived from the address.
void apply_options(const HubOptions& options, HubConfig& config);

/// What listening on these addresses means, in words; empty if only this computer can connect.
std::string exposure_warning(const HubConfig& config);

}  // namespace focus
