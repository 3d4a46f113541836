// What an Alpaca server answers, read: the envelope of a member's answer, and its list of devices. Any bytes are safe.
// Values only.
#pragma once

#include <boost/json/value.hpp>
#include <string>
#include <string_view>
#include <vector>

namespace focus {

struct HubAnswer {
    bool alpaca = false;       ///< an envelope with an ErrorNumber; the rest means nothing otherwise
    int number = 0;            ///< 0: no error
    std::string message;       ///< of the error, fit for one line
    boost::json::value value;  ///< null: there was none
};

HubAnswer read_hub_answer(std::string_view body);

/// A focuser of a hub.
struct HubFocuser {
    std::string name;
    std::string address;  ///< alpaca://HOST:PORT/N
    std::string id{};     ///< its UniqueID, the same by whichever address the hub is reached
};

/// The focusers of a `configureddevices` answer; what does not look like one is passed over.
std::vector<HubFocuser> read_focusers(std::string_view body, const std::string& host_port);
/// The maker of a `description` answer, fit for a message; empty if it tells none.
std::string read_maker(std::string_view body);

}  // namespace focus
