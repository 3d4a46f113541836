// HubConfig: what hub.toml says, as values. Pure text in, values or one sentence out; reads no file.
#pragma once

#include <chrono>
#include <string>
#include <string_view>
#include <vector>

namespace focus {

/// One `[[device]]`: a focuser that this hub owns.
struct DeviceConfig {
    std::string address;            ///< serial:PORT or tcp:HOST:PORT; empty: not chosen yet
    std::string name;               ///< shown to clients; empty: "FocuserLink", numbered if there are several
    bool reset_on_connect = false;  ///< pulse DTR after opening
    bool trace = false;             ///< log every line on the cable to a file
    std::string focuser_id;         ///< GUID, lower case; empty: not made yet
    std::string conditions_id;      ///< the same for the sensor

    friend bool operator==(const DeviceConfig&, const DeviceConfig&) = default;
};

struct HubConfig {
    std::vector<std::string> listen{"127.0.0.1", "::1"};  ///< IP addresses
    std::vector<std::string> names;                       ///< further host names of this computer
    unsigned short port = 11111;                          ///< 0: any free one
    unsigned short discovery_port = 32227;                ///< 0: no discovery
    std::string user, password;                           ///< both empty: no credentials asked for
    std::string location;                                 ///< free text for clients
    std::string log_level = "info";                       ///< trace, debug, info, warning, error
    bool session_log = true;                              ///< write YYYY-MM-DD.csv
    std::chrono::milliseconds log_interval{10000};        ///< of its rows, 500 ms .. 60 s, a multiple of 500 ms
    std::vector<DeviceConfig> devices;

    friend bool operator==(const HubConfig&, const HubConfig&) = default;
};

/// Longest text in any value.
constexpr std::size_t kLongestValue = 256;
/// Most devices one hub serves.
constexpr std::size_t kMostDevices = 16;

struct ParsedConfig {
    HubConfig config;                   ///< defaults where the text is silent; all defaults after a mistake
    std::vector<std::string> warnings;  ///< keys nobody knows: kept in the file, without effect
    /// Empty: the text is good. Else "FILE:LINE: KEY: what is wrong; what is allowed".
    std::string mistake;
};

/// Reads the text of a hub.toml. `file` is only used in messages.
ParsedConfig parse_hub_config(std::string_view text, const std::string& file);

/// Empty if `address` names a port the hub can own, else a sentence with the forms that are allowed.
std::string device_address_mistake(std::string_view address);
/// Empty if `name` can be a host's, else a sentence.
std::string host_name_mistake(const std::string& name);
/// Empty if `address` is an IP address, else a sentence.
std::string listen_address_mistake(const std::string& address);

/// `text` with the devices' values replaced by `devices`; all else, also comments and unknown keys, stays as it is.
/// (Comments are lost inside of an inline array of devices, and beside an empty one.) `text` must be free of mistakes.
std::string with_devices(const std::string& text, const std::vector<DeviceConfig>& devices);

}  // namespace focus
