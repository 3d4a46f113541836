#include "hub/hub.h"

#include <algorithm>
#include <boost/asio/ip/address.hpp>
#include <mutex>
#include <spdlog/spdlog.h>

#include "core/files/user_folders.h"
#include "core/own_thread.h"
#include "hub/setup/setup_pages.h"

namespace focus {
namespace {

constexpr std::chrono::minutes kDiskPatience{1};

AlpacaOptions alpaca_options(const HubConfig& config) {
    AlpacaOptions options;
    options.listen = config.listen;
    options.names = config.names;
    options.port = config.port;
    options.discovery_port = config.discovery_port;
    options.location = config.location;
    options.user = config.user;
    options.password = config.password;
    return options;
}

}  // namespace

struct Hub::Stored {
    std::mutex mutex;   ///< held while the file is written
    unsigned last = 0;  ///< the newest that was written, or begun
};

Hub::Hub(const asio::any_io_executor& executor, HubConfig config, ConfigFile file, bool writable)
    : config_(std::move(config)),
      file_(std::move(file)),
      writable_(writable),
      trace_(std::make_shared<TraceFile>(documents_folder())),
      server_(executor, alpaca_options(config_)),
      stored_(std::make_shared<Stored>()) {
    for (std::size_t i = 0; i < config_.devices.size(); ++i) {
        auto cable = std::make_shared<SharedCable>(executor);
        cables_.push_back(cable);
        AlpacaDevice device;
        device.focuser = cable;
        device.name = device_name(i);
        device.focuser_id = config_.devices[i].focuser_id;
        device.conditions_id = config_.devices[i].conditions_id;
        server_.add(std::move(device));
        set_trace(i, config_.devices[i].trace);
        if (config_.session_log) begin_session_log(executor, i);
    }
    server_.set_pages(setup_pages(*this, executor));
}

Result<void> Hub::start() {
    const auto started = server_.start();
    if (!started) return started.error();
    for (std::size_t i = 0; i < cables_.size(); ++i) {
        cables_[i]->use(config_.devices[i].address, config_.devices[i].reset_on_connect);
        if (config_.devices[i].address.empty()) {
            spdlog::warn("{}: {} {}", device_name(i), cables_[i]->state().fault_text, setup_address());
        }
    }
    return boost::system::in_place_value;
}

std::string Hub::authority() const {
    std::string host = config_.listen.front();
    for (const std::string& text : config_.listen) {
        if (text == "127.0.0.1" || text == "0.0.0.0") host = "127.0.0.1";
    }
    if (host == "::") host = "::1";
    if (host.find(':') != std::string::npos) host = "[" + host + "]";
    return host + ":" + std::to_string(port() != 0 ? port() : config_.port);
}

std::string Hub::setup_address() const { return "http://" + authority() + "/setup"; }

std::string Hub::device_name(std::size_t number) const {
    const std::string& name = config_.devices[number].name;
    if (!name.empty()) return name;
    return config_.devices.size() == 1 ? "FocuserLink" : "FocuserLink " + std::to_string(number + 1);
}

void Hub::set_trace(std::size_t number, bool on) {
    if (!on) return cables_[number]->set_trace({});
    cables_[number]->set_trace(
        [number, trace = trace_](char direction, const std::string& line) { trace->write(number, direction, line); });
}

/// Each focuser begins with a name of its own, so that it keeps to one file whichever is connected first.
void Hub::begin_session_log(const asio::any_io_executor& executor, std::size_t number) {
    SessionLogOptions options;
    options.folder = documents_folder();
    options.interval = config_.log_interval;
    options.first_file = static_cast<int>(number) + 1;
    if (config_.devices.size() > 1) {
        options.tell = [name = device_name(number)](const std::string& words) { spdlog::warn("{}: {}", name, words); };
    }
    session_logs_.push_back(std::make_unique<SessionLog>(executor, cables_[number], std::move(options)));
}

void Hub::use_device(std::size_t number, const DeviceConfig& wanted) {
    DeviceConfig& device = config_.devices[number];
    const bool other_cable = device.address != wanted.address || device.reset_on_connect != wanted.reset_on_connect;
    device.address = wanted.address;
    device.reset_on_connect = wanted.reset_on_connect;
    device.trace = wanted.trace;
    set_trace(number, device.trace);
    if (other_cable) cables_[number]->use(device.address, device.reset_on_connect);
}

asio::awaitable<std::string> Hub::store_devices() {
    if (!writable_) co_return "In use now, but only until the hub ends: its devices were given on the command line.";
    std::function<Result<std::string>()> store = [file = file_, devices = config_.devices, shared = stored_,
                                                  number = ++stores_]() -> std::string {
        const std::lock_guard lock(shared->mutex);
        if (number < shared->last) return {};
        shared->last = number;
        return file.store(devices);
    };
    const std::string path = file_.path();
    const auto stored = co_await on_own_thread<std::string>(std::move(store), kDiskPatience);
    const std::string why = stored ? *stored : path + ": the disk does not answer.";
    if (why.empty()) co_return std::string();
    spdlog::warn("{}", why);
    co_return "In use now, but not stored: " + why;
}

}  // namespace focus
