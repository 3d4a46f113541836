// Requests that have no member of Focuser: a line of the wire, judged by its answer.
#pragma once

#include <memory>
#include <string>

#include "cli/session.h"

namespace focus::cli {

/// Sends `line`. Gives the exit code: kDone if the device accepted; if not, why is said. `purpose` names what only our
/// own firmware can do ("to confirm a position"); a device that is not ours is then not asked.
asio::awaitable<int> request(Session& session, std::shared_ptr<Focuser> focuser, std::string line,
                             std::string purpose = "");

/// What a refusal means: "!:busy" and the like, in words.
std::string refusal_text(const std::string& answer);

}  // namespace focus::cli
