// Reading and changing the settings record by lines of the wire, whichever way they travel. On the loop's thread.
#pragma once

#include "core/focuser.h"
#include "core/state/settings_record.h"
#include "core/state/turn.h"

namespace focus {

/// Sends a line and gives the answer; a refusal is an error. It keeps alive what it works on.
using AskLine = std::function<Task<std::string>(std::string line)>;

Task<DeviceSettings> read_settings(AskLine ask);

/// A change that nobody has written yet.
struct PlannedChange {
    DeviceSettings before, after;
    std::string line;  ///< the `U` that makes it; empty: nothing differs
};
/// Reads the record and lets `edit` work on it. Error::out_of_range: the device would not take it.
Task<PlannedChange> plan_change(AskLine ask, SettingsEdit edit);

/// Focuser::change. Compares the whole record that is read back with the one that was written, and writes again what
/// was damaged on the way; gives what the device has in the end. What `ask` keeps alive includes the turn.
Task<DeviceSettings> change_settings(AskLine ask, Turn& turn, SettingsEdit edit);

}  // namespace focus
