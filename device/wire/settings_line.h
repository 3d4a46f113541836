// The settings record as it stands in a line: `u:s1:...:s11` and `U:s1:...:s11:`. Numbers only; what they mean and
// which are allowed is DeviceSettings' business.
#ifndef FOCUSERLINK_DEVICE_WIRE_SETTINGS_LINE_H
#define FOCUSERLINK_DEVICE_WIRE_SETTINGS_LINE_H

#include "device/wire/text.h"

namespace focus {
namespace wire {

constexpr uint8_t kSettingsSlots = 11;

struct SettingsRecord {
    int32_t slots[kSettingsSlots];  ///< slot n of the wire is slots[n - 1]
};

inline void write_settings(LineWriter& out, char letter, const SettingsRecord& record) {
    out.put(letter);
    for (int32_t value : record.slots) out.field(value);
}

/// Reads the fields that follow the letter: eleven integers and perhaps an empty one after them (drivers end the line
/// with a `:`). 0: good. n: slot n is missing, not an integer, or (12) one too many; `record` is then half filled.
inline uint8_t parse_settings(FieldReader& fields, SettingsRecord& record) {
    Text field{};
    for (uint8_t i = 0; i < kSettingsSlots; ++i) {
        if (!fields.next(field) || !parse_integer(field, record.slots[i])) return static_cast<uint8_t>(i + 1);
    }
    const bool more = fields.next(field) && (field.size != 0 || fields.next(field));
    return more ? kSettingsSlots + 1 : 0;
}

}  // namespace wire
}  // namespace focus

#endif
