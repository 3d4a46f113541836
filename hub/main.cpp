// focuserlinkd: the hub as a process.
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/signal_set.hpp>
#include <csignal>
#include <cstdio>
#include <spdlog/sinks/stdout_color_sinks.h>
#include <spdlog/spdlog.h>

#include "hub/hub.h"
#include "hub/hub_options.h"
#include "hub/notify_systemd.h"

namespace {

using namespace focus;

/// What is still under way after this is dropped.
constexpr auto kLongestGoodbye = std::chrono::milliseconds(1500);

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

asio::awaitable<void> end(Hub& hub, NotifySystemd& systemd, asio::io_context& io) {
    systemd.stopping();
    co_await hub.stop();
    io.stop();
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
        spdlog::error("{}{}", hub.failure(),
                      taken ? "; perhaps another hub runs already, else choose another --port" : "");
        return 1;
    }
    NotifySystemd systemd(io.get_executor());
    asio::signal_set signals(io, SIGTERM, SIGINT);
    asio::steady_timer goodbye(io);
    signals.async_wait([&](const error_code& cancelled, int) {
        if (cancelled) return;
        goodbye.expires_after(kLongestGoodbye);
        goodbye.async_wait([&io](const error_code&) { io.stop(); });
        asio::co_spawn(io, end(hub, systemd, io), asio::detached);
    });
    std::printf("FocuserLink hub on %s\n", hub.setup_address().c_str());
    (void)std::fflush(stdout);
    systemd.ready();
    io.run();
    return 0;
}

}  // namespace

int main(int argc, char** argv) {
    try {
        std::signal(SIGPIPE, SIG_IGN);
        spdlog::set_default_logger(spdlog::stderr_color_mt("hub"));
        spdlog::set_pattern("%Y-%m-%d %H:%M:%S.%e %^%l%$: %v");
        const ParsedOptions parsed = parse_hub_options(argc, argv);
        if (parsed.exit_code) {
            (void)std::fputs(parsed.text.c_str(), *parsed.exit_code == 0 ? stdout : stderr);
            return *parsed.exit_code;
        }
        return run(parsed.options);
    } catch (const std::exception& failure) {
        (void)std::fprintf(stderr, "focuserlinkd: %s\n", failure.what());
        return 1;
    }
}
