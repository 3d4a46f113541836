// HubClient: one keep-alive HTTP connection to one device of a hub; one request at a time, in the order they are made.
// Opens itself when needed, and once more when the hub had closed an idle connection. Believes nothing: answers over
// 64 KiB, not JSON, or later than the time allowed are errors. On the loop's thread; must outlive its requests.
#pragma once

#include <boost/json/value.hpp>
#include <chrono>
#include <functional>
#include <memory>
#include <string>

#include "alpaca/alpaca_address.h"
#include "core/result.h"

namespace focus {

/// The Value of an answer, of whatever type it was.
struct HubValue {
    std::string text;
    bool flag = false;
    boost::json::value json;  ///< the same as it came; null: there was none
};

class HubClient {
public:
    /// `device`: "focuser" or "observingconditions".
    HubClient(const asio::any_io_executor& executor, AlpacaAddress address, std::string device = "focuser");
    ~HubClient();

    /// Asked before every sending, also the second one by a new connection; false: do not send, Error::cancelled.
    using Condition = std::function<bool()>;

    /// `form`: further parameters, encoded, such as "Position=5".
    Task<HubValue> get(std::string member, std::string form = {});
    Task<HubValue> put(std::string member, std::string form, Condition wanted = {},
                       std::chrono::milliseconds patience = std::chrono::seconds(3));
    /// One line of the wire, and the device's line.
    Task<std::string> line(std::string line);
    /// An action of the device, and what it answers.
    Task<std::string> action(std::string name, std::string parameters);

    /// The last error in words that say what to do.
    const std::string& failure() const;
    /// The ErrorNumber of the last answer; 0: no error, or none that an Alpaca device gave.
    int ascom_number() const;
    /// Requests under way end with an error; later ones open a new connection.
    void close();

private:
    struct Impl;
    std::unique_ptr<Impl> impl_;
};

}  // namespace focus
