#include "hub/config/hub_options.h"

#include <CLI/CLI.hpp>
#include <algorithm>
#include <boost/asio/ip/address.hpp>
#include <sstream>

#include "core/files/user_folders.h"
#include "hub/config/config_file.h"

namespace focus {
namespace {

constexpr const char* kWhat =
    "The FocuserLink hub: owns the cable of one or more focusers and shares them over ASCOM Alpaca.\n"
    "Its setup page is at http://127.0.0.1:PORT/setup. Options override the configuration file.";

constexpr const char* kFooter = R"(
Exit codes:
  0  ended as asked
  1  could not start, or could not do what was asked; the message says why
  2  mistake in the options or in the configuration file)";

std::string described(const std::string& what, const std::string& standard) { return what + " [" + standard + "]"; }

/// What CLI11 reads before it becomes HubOptions.
struct Typed {
    int port = -1;
    int discovery_port = -1;
    std::string with_session;
};

void add_options(CLI::App& app, HubOptions& options, Typed& typed) {
    app.description(kWhat);
    app.name("focuserlinkd");
    app.footer(kFooter);
    app.set_help_flag("-h,--help", "These lines");
    app.set_version_flag("--version", "focuserlinkd " FOCUSERLINK_VERSION, "The version of this program");
    app.add_option("--config", options.config_path, described("Configuration file", default_config_path()))
        ->type_name("FILE");
    app.add_option("--device", options.devices,
                   "A focuser: serial:PORT or tcp:HOST:PORT. Repeat for several; they become numbers 0, 1, ...")
        ->type_name("ADDRESS")
        ->check([](const std::string& address) { return device_address_mistake(address); });
    app.add_option("--port", typed.port,
                   described("Port of the Alpaca API and the setup page; 0: any free one", "11111"))
        ->type_name("N")
        ->check(CLI::Range(0, 65535));
    app.add_option("--listen", options.listen,
                   "IP address to answer on; repeat for several. 0.0.0.0 and :: open the hub to the whole network: "
                   "then everyone on it can move the focuser, unless user and password are set in the configuration "
                   "file [127.0.0.1 and ::1, this computer only]")
        ->type_name("IP")
        ->check([](const std::string& address) { return listen_address_mistake(address); });
    app.add_option("--discovery-port", typed.discovery_port,
                   described("UDP port of Alpaca discovery; 0: none", "32227"))
        ->type_name("N")
        ->check(CLI::Range(0, 65535));
    app.add_option("--log-level", options.log_level, described("What is logged, and all that is graver", "info"))
        ->type_name("LEVEL")
        ->check(CLI::IsMember({"trace", "debug", "info", "warning", "error"}));
    app.add_flag("--trace", options.trace, "Write every line on the cable to " + documents_folder());
    app.add_flag("--no-session-log", options.no_session_log,
                 "Do not write temperatures and positions to " + documents_folder() + ", YYYY-MM-DD.csv");
    app.add_flag("--open-page", options.open_page,
                 "Show the setup page in the browser; where a hub runs already, that one's");
    app.add_option(
           "--start-with-session", typed.with_session,
           "Start the hub whenever you log in, or no longer; does only that and ends. On Linux that is systemd's: "
           "it says the command and ends with 1")
        ->type_name("on|off")
        ->check(CLI::IsMember({"on", "off"}));
}

}  // namespace

void describe_hub_options(const std::function<void(const CLI::App&)>& reader) {
    HubOptions options;
    Typed typed;
    CLI::App app;
    add_options(app, options, typed);
    reader(app);
}

ParsedOptions parse_hub_options(int argc, const char* const* argv) {
    ParsedOptions parsed;
    HubOptions& options = parsed.options;
    Typed typed;
    CLI::App app;
    add_options(app, options, typed);
    try {
        app.parse(argc, argv);
    } catch (const CLI::ParseError& end) {
        std::ostringstream out;
        const int code = app.exit(end, out, out);
        parsed.exit_code = code == 0 ? 0 : 2;
        parsed.text = out.str();
        return parsed;
    }
    if (!typed.with_session.empty()) options.start_with_session = typed.with_session == "on";
    if (typed.port >= 0) options.port = static_cast<unsigned short>(typed.port);
    if (typed.discovery_port >= 0) options.discovery_port = static_cast<unsigned short>(typed.discovery_port);
    for (auto device = options.devices.begin(); device != options.devices.end(); ++device) {
        if (std::find(options.devices.begin(), device, *device) == device) continue;
        parsed.exit_code = 2;
        parsed.text = "--device: \"" + *device + "\" is given twice; each device needs its own port\n";
    }
    if (options.devices.size() > kMostDevices) {
        parsed.exit_code = 2;
        parsed.text = "--device: at most " + std::to_string(kMostDevices) + " devices\n";
    }
    return parsed;
}

void apply_options(const HubOptions& options, HubConfig& config) {
    if (!options.listen.empty()) config.listen = options.listen;
    if (options.port) config.port = *options.port;
    if (options.discovery_port) config.discovery_port = *options.discovery_port;
    if (!options.log_level.empty()) config.log_level = options.log_level;
    if (options.no_session_log) config.session_log = false;
    if (!options.devices.empty()) {
        std::vector<DeviceConfig> devices;
        for (const std::string& address : options.devices) {
            const auto known = std::find_if(config.devices.begin(), config.devices.end(),
                                            [&](const DeviceConfig& device) { return device.address == address; });
            devices.push_back(known != config.devices.end() ? *known : DeviceConfig{});
            devices.back().address = address;
            derive_ids(devices.back(), devices.size() - 1);
        }
        config.devices = std::move(devices);
    }
    for (DeviceConfig& device : config.devices) device.trace = device.trace || options.trace;
}

std::string exposure_warning(const HubConfig& config) {
    std::string open;
    for (const std::string& text : config.listen) {
        boost::system::error_code bad;
        const auto address = boost::asio::ip::make_address(text, bad);
        if (!bad && !address.is_loopback()) open += (open.empty() ? "" : ", ") + text;
    }
    if (open.empty()) return {};
    if (!config.user.empty()) {
        return "listening on " + open +
               ": other computers on the network can use the focuser with the user and "
               "password set; they travel unencrypted, so open it only on a network you trust";
    }
    return "listening on " + open +
           ": everyone on the network can see and move the focuser and change its settings; "
           "set user and password in the configuration file to ask for them";
}

}  // namespace focus
