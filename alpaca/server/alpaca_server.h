// AlpacaServer: shares focusers over ASCOM Alpaca: /api/v1, /management, and whatever page handler the hub adds
// (/setup and its own data). Every GET is answered from a Focuser's snapshot; none waits for the cable.
//
// Lives on the io_context's thread. Also answers discovery.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "alpaca/http/http_server.h"
#include "alpaca/server/device_connection.h"
#include "core/focuser.h"

namespace focus {

struct AlpacaOptions {
    std::vector<std::string> listen{"127.0.0.1", "::1"};  ///< addresses; "0.0.0.0" and "::" mean the network
    std::vector<std::string> names;                       ///< further host names that clients may call this hub by
    unsigned short port = 11111;                          ///< 0: any free one
    unsigned short discovery_port = 32227;                ///< 0: no discovery
    std::string server_name = "FocuserLink hub";
    std::string location;        ///< free text for /management/v1/description
    std::string user, password;  ///< both empty: no HTTP Basic credentials
    ConnectPatience patience{};
};

struct AlpacaDevice {
    std::shared_ptr<Focuser> focuser;
    std::string name;           ///< "FocuserLink"
    std::string focuser_id;     ///< UniqueID of the Focuser
    std::string conditions_id;  ///< UniqueID of the ObservingConditions
};

class AlpacaServer {
public:
    AlpacaServer(asio::any_io_executor executor, AlpacaOptions options);
    ~AlpacaServer();

    /// Devices get the numbers 0, 1, ... in the order they are added. Before `start`.
    void add(AlpacaDevice device);
    /// Gets every request outside /api and /management, after the Host, Origin and credentials checks. What it does not
    /// know it answers with 400 (403 below /setup), as clients expect of a wrong address.
    void set_pages(HttpHandler handler);

    /// Binds and begins to answer. The error says which address or port could not be used (in `failure()`).
    Result<void> start();
    const std::string& failure() const;
    /// The port in use, also when 0 was asked for.
    unsigned short port() const;
    /// Accepts nothing more, finishes the answers under way, then completes.
    asio::awaitable<void> stop();

private:
    struct Impl;
    std::shared_ptr<Impl> impl_;
};

}  // namespace focus
