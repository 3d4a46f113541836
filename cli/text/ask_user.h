// Asking before something that cannot be taken back.
#pragma once

#include <string>

#include "cli/session.h"

namespace focus::cli {

/// --yes, or somebody at the terminal who can be asked; else says that `command` needs --yes.
bool can_ask(Session& session, const std::string& command);

/// True with --yes, or when `question` is answered with "yes"; else says that nothing was changed.
bool agreed(Session& session, const std::string& question);

}  // namespace focus::cli
