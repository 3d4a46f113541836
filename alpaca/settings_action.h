// The action ChangeSettings: settings by their slots of the wire's record, "10=20,11=1" (threshold 20, automatic), as
// one read-modify-write on the cable, so that programs which change different settings at once all have what they
// wanted. A program that sends whole records would undo what others have changed since it read one.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "core/focuser.h"

namespace focus {

constexpr std::string_view kChangeSettings = "ChangeSettings";

/// What turns `before` into `after`; empty if nothing does.
std::string settings_changes(const DeviceSettings& before, const DeviceSettings& after);
/// The same read; nothing if it is not of this form, or a slot is not 1..11, or a value not within its bounds:
/// `mistake` says so.
std::optional<SettingsEdit> parse_settings_changes(std::string_view text, std::string& mistake);
/// The record as the wire has it, "u:s1:...:s11": what the action answers.
std::string settings_text(const DeviceSettings& settings);

}  // namespace focus
