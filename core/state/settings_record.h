// SettingsRecord: the settings record as the device sent it, kept as text, so that a slot nobody changed goes back
// byte for byte: those beyond 11, which only other firmware knows, and decimals too. Values only; any thread.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/result.h"
#include "device/settings/device_settings.h"

namespace focus {

class SettingsRecord {
public:
    /// Reads a `u` answer. Error::bad_reply: fewer than 11 slots, or one of those 11 is not a number.
    static Result<SettingsRecord> parse(std::string_view line);

    /// Slots 1 to 11, decimals rounded. Values outside our bounds are given as they are.
    const DeviceSettings& values() const { return values_; }
    /// The `U` line that changes what differs from `values()`, empty if nothing does. Error::out_of_range: a changed
    /// value is outside its bounds, or the line would exceed the 79 characters that devices take.
    Result<std::string> line_for(const DeviceSettings& wanted) const;
    /// Is this what the `U` line wanted?
    bool has(std::string_view line) const;

private:
    std::vector<std::string> slots_;
    DeviceSettings values_;
};

}  // namespace focus
