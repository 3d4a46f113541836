// focuserlinkd: the hub as a process.
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_future.hpp>
#include <cstdio>
#include <spdlog/sinks/stdout_color_sinks.h>
#include <spdlog/spdlog.h>

#include "alpaca/client/hub_search.h"
#include "core/console_text.h"
#include "core/files/user_folders.h"
#include "core/local_time.h"
#include "core/log/warning_log.h"
#include "core/spawn.h"
#include "hub/config/hub_options.h"
#include "hub/daemon.h"
#include "hub/hub.h"

namespace {

using namespace focus;

/// What is still under way after this is dropped.
constexpr auto kLongestGoodbye = std::chrono::milliseconds(1500);
constexpr auto kStrangerPatience = std::chrono::seconds(10);

/// The values to run with; nothing if there is a mistake, which has been said.
std::optional<HubConfig> configuration(const HubOptions& options, const ConfigFile& file) {
    ParsedConfig parsed = file.load();
    if (!parsed.mistake.empty()) {
        spdlog::error("{}", parsed.mistake);
        return std::nullopt;
    }
    for (const std::string& warning : parsed.warnings) spdlog::warn("{}", warning);
    HubConfig& config = parsed.config;
    if (options.devices.empty()) {
        if (config.devices.empty()) config.devices.emplace_back();  // to be chosen on the setup page
        const std::string why = complete_ids(file, config.devices);
        if (!why.empty()) spdlog::warn("{}; going on, changes will not be kept", why);
    }
    apply_options(options, config);
    return config;
}

asio::awaitable<void> end(Hub& hub, Daemon& daemon, asio::io_context& io) {
    daemon.stopping();
    co_await hub.stop();
    io.stop();
}

/// A stranger on our port may have a page as well, but not this hub's.
bool is_ours(const std::string& authority) {
    asio::io_context io;
    auto asking = ask_hub(authority, kStrangerPatience);
    auto found = asio::co_spawn(io, std::move(asking), asio::use_future);
    io.run();
    return found.get().surely_ours();
}

bool show_page(const std::string& page) {
    const std::string why = open_in_browser(page);
    if (!why.empty()) spdlog::warn("cannot show {}: {}", page, why);
    return why.empty();
}

int run(const HubOptions& options) {
    const ConfigFile file(options.config_path.empty() ? default_config_path() : options.config_path);
    const auto config = configuration(options, file);
    if (!config) return 2;
    spdlog::set_level(spdlog::level::from_str(config->log_level));
    if (const std::string warning = exposure_warning(*config); !warning.empty()) spdlog::warn("{}", warning);

    asio::io_context io(1);
    Hub hub(io.get_executor(), *config, file, options.devices.empty());
    if (const auto started = hub.start(); !started) {
        const bool taken = started.error() == asio::error::address_in_use;
        if (taken && options.open_page && is_ours(hub.authority())) return show_page(hub.setup_address()) ? 0 : 1;
        spdlog::error("{}{}", hub.failure(),
                      taken ? "; perhaps another hub runs already, else choose another --port" : "");
        return 1;
    }
    asio::steady_timer goodbye(io);
    Daemon daemon(io.get_executor(), [&] {
        goodbye.expires_after(kLongestGoodbye);
        goodbye.async_wait([&io](const error_code&) { io.stop(); });
        spawn(io.get_executor(), end(hub, daemon, io));
    });
    std::printf("FocuserLink hub on %s\n", hub.setup_address().c_str());
    (void)std::fflush(stdout);
    daemon.ready();
    if (options.open_page) show_page(hub.setup_address());
    io.run();
    spdlog::info("the hub has ended");
    return 0;
}

}  // namespace

int main(int argc, char** argv) {
    try {
        use_time_zone_of_computer();
        prepare_output();
        print_utf8();
        spdlog::set_default_logger(spdlog::stderr_color_mt("hub"));
        spdlog::set_pattern("%Y-%m-%d %H:%M:%S.%e %^%l%$: %v");
        spdlog::default_logger()->sinks().push_back(std::make_shared<WarningLog>(documents_folder()));
        const ParsedOptions parsed = parse_hub_options(argc, argv);
        if (parsed.exit_code) {
            (void)std::fputs(parsed.text.c_str(), *parsed.exit_code == 0 ? stdout : stderr);
            return *parsed.exit_code;
        }
        if (parsed.options.start_with_session) {
            const StartWithSession changed = start_with_session(*parsed.options.start_with_session);
            (void)std::fprintf(changed.done ? stdout : stderr, "%s\n", changed.text.c_str());
            return changed.done ? 0 : 1;
        }
        return run(parsed.options);
    } catch (const std::exception& failure) {
        (void)std::fprintf(stderr, "focuserlinkd: %s\n", failure.what());
        return 1;
    }
}
