// Where this user's files are.
#pragma once

#include <string>

namespace focus {

/// Settings: $XDG_CONFIG_HOME/focuserlink, by default ~/.config/focuserlink; on Windows %APPDATA%\FocuserLink. No slash
/// at the end.
std::string settings_folder();

/// Data, logs and notes: FocuserLink below $XDG_DOCUMENTS_DIR, by default ~/Documents; on Windows below the documents
/// folder. No slash at the end.
std::string documents_folder();

}  // namespace focus
