// Access: who may talk to the hub at all. A web page of somebody else, open in a browser on this network, must not be
// able to drive the motor: neither by a name of its own that points here (the Host header gives it away) nor from its
// own site (the Origin header does). Optionally asks for HTTP Basic credentials. Values, no thread.
#pragma once

#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "alpaca/discovery/network_interfaces.h"
#include "alpaca/http/http_server.h"

namespace focus {

class Access {
public:
    /// `listen`: literal addresses; "0.0.0.0" and "::" open it to every literal address. `names`: what else than
    /// localhost and this computer's own name clients may call it. Empty user and password: no credentials are asked
    /// for. `domains`: the file of `search_domains`.
    Access(const std::vector<std::string>& listen, const std::vector<std::string>& names, const std::string& user,
           const std::string& password, std::string domains = kSearchDomains);

    /// The refusal this request earns, if any.
    std::optional<HttpResponse> refusal(const HttpRequest& request);

private:
    bool own_host(std::string_view authority);
    bool names_this_computer(std::string_view host) const;
    HttpResponse refuse_host(std::string_view authority);

    std::vector<std::string> names_;  ///< host names that are known to be ours, lower case
    std::string domains_;
    std::vector<std::string> addresses_;  ///< literal addresses listened on
    bool any_address_ = false;
    bool loopback_ = false;
    std::string credentials_;        ///< base64 of user:password, empty: none asked
    std::set<std::string> refused_;  ///< names that were told in the log
    std::string known_host_;         ///< the last Host found good: most clients send the same one forever
};

}  // namespace focus
