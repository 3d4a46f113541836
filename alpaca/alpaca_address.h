// AlpacaAddress: where a hub is, as people write it: alpaca://HOST:PORT/N, with USER:PASSWORD@ before HOST if the hub
// asks for them, and IPv6 addresses in brackets. Values only.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace focus {

struct AlpacaAddress {
    std::string user, password;  ///< decoded; both empty: none
    std::string host;            ///< name or address, without brackets
    std::string port = "11111";
    std::string number = "0";  ///< of the focuser on that hub

    /// HOST:PORT, an IPv6 address in brackets.
    std::string authority() const;
    /// The whole without user and password: fit for messages and logs.
    std::string shown() const;

    /// Certainly this computer: where a hub may be started if there is none.
    bool on_this_computer() const;

    /// Reads alpaca://... or http://...; port and number may be absent. Nothing if it is neither.
    static std::optional<AlpacaAddress> parse(std::string_view text);
};

/// Any focuser's address, fit for messages and logs: that of a hub without user and password.
std::string shown_address(const std::string& address);

}  // namespace focus
