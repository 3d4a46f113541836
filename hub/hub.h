// Hub: the daemon without its process: configuration, one SharedCable a device, AlpacaServer and the setup page.
// Lives on the io_context's thread.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "alpaca/server/alpaca_server.h"
#include "core/log/session_log.h"
#include "hub/config/config_file.h"
#include "hub/config/hub_config.h"
#include "hub/shared_cable.h"
#include "hub/trace_file.h"

namespace focus {

class Hub {
public:
    /// `config`: the file's values with the options laid over. `writable`: the file holds these devices, so changes
    /// made on the setup page are stored there; else they hold until the hub ends.
    Hub(const asio::any_io_executor& executor, HubConfig config, ConfigFile file, bool writable);

    /// Connects the cables in the background, binds, begins to answer. The error is in words in `failure()`.
    Result<void> start();
    std::string failure() const { return server_.failure(); }
    unsigned short port() const { return server_.port(); }
    /// "127.0.0.1:11111", or the address listened on if that is another: how this computer reaches it. Before the start
    /// the port that the configuration says.
    std::string authority() const;
    /// http://127.0.0.1:11111/setup
    std::string setup_address() const;
    /// Finishes its answers; the devices stay as they are.
    asio::awaitable<void> stop() { return server_.stop(); }

    std::size_t device_count() const { return cables_.size(); }
    SharedCable& cable(std::size_t number) { return *cables_[number]; }
    const HubConfig& config() const { return config_; }
    const ConfigFile& file() const { return file_; }
    std::string device_name(std::size_t number) const;
    const std::string& trace_path() const { return trace_->path(); }

    /// Exchanges a device's port and switches, until the hub ends.
    void use_device(std::size_t number, const DeviceConfig& wanted);
    /// Stores the devices as they are now, beside the loop: disks take their time. Empty if done, else what was not, in
    /// words.
    asio::awaitable<std::string> store_devices();

private:
    /// Shared with threads that write, which a disk may hold for longer than there is a hub.
    struct Stored;
    void set_trace(std::size_t number, bool on);
    void begin_session_log(const asio::any_io_executor& executor, std::size_t number);

    HubConfig config_;
    ConfigFile file_;
    bool writable_;
    std::shared_ptr<TraceFile> trace_;
    std::vector<std::shared_ptr<SharedCable>> cables_;
    std::vector<std::unique_ptr<SessionLog>> session_logs_;
    AlpacaServer server_;
    std::shared_ptr<Stored> stored_;
    unsigned stores_ = 0;  ///< asked for so far
};

}  // namespace focus
