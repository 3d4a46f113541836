// A focuser of another maker at an Alpaca server, by the members that every focuser there has. What they say is put as
// lines of the wire, so that the rest is as with our own.
#pragma once

#include <string>

#include "alpaca/client/hub_client.h"
#include "core/focuser.h"

namespace focus {

/// Its largest position. Error::bad_reply: a number that is none.
Task<Position> standard_maximum(HubClient& client);

/// What it does about temperature by itself.
Task<Compensation> standard_compensation(HubClient& client);

/// The answer to `line`: a status to `q`, "!:unknown" to all else. `target`: of the move under way, if one was asked
/// for; else where it stands.
Task<std::string> standard_answer(HubClient& client, std::string line, Position target);

}  // namespace focus
