// The settings as they lie in the EEPROM: two copies, written in turn, so that a torn save leaves the other.
//
// A copy carries its sequence number last. Until those last bytes are written it counts as the older one, whatever else
// it holds, and an error in them alone never escapes the CRC: a save cut at any byte leaves the old settings or the
// new.
#ifndef FOCUSERLINK_DEVICE_SETTINGS_SETTINGS_IMAGE_H
#define FOCUSERLINK_DEVICE_SETTINGS_SETTINGS_IMAGE_H

#include "device/settings/bytes.h"
#include "device/settings/device_settings.h"

namespace focus {

/// What the image keeps. The compensation mode is not in it: imaging programs switch that often, so it travels in the
/// position journal, which spreads its wear.
struct SavedSettings {
    DeviceSettings settings;
    int32_t resets = 0;  ///< 0..16777215
};

class SettingsImage {
public:
    static constexpr uint16_t kFirstCell = 0x08;
    static constexpr uint8_t kCopyDistance = 0x3C;
    static constexpr uint8_t kSize = 26;

    /// `read(address)` gives an EEPROM byte. False: no good copy, `saved` untouched.
    template <class Read>
    bool load(Read read, SavedSettings& saved) {
        bool found = false;
        for (uint8_t copy = 0; copy < 2; ++copy) {
            uint8_t bytes[kSize];
            for (uint8_t i = 0; i < kSize; ++i) bytes[i] = read(static_cast<uint16_t>(cell(copy) + i));
            const uint8_t sequence = bytes[kSequence];
            if (!good(bytes) || (found && static_cast<int8_t>(sequence - sequence_) < 0)) continue;
            SavedSettings decoded;
            decode(bytes, decoded);
            if (decoded.settings.first_invalid() != 0) continue;
            saved = decoded;
            sequence_ = sequence;
            newest_ = copy;
            found = true;
        }
        return found;
    }

    /// The bytes of the next save; returns the address they go to.
    uint16_t next(const SavedSettings& saved, uint8_t (&bytes)[kSize]) {
        newest_ ^= 1;
        ++sequence_;
        bytes[0] = kVersion;
        uint8_t at = 1;
        for (uint8_t slot = 1; slot < kSlotCount; ++slot) {
            put_bytes(bytes + at, saved.settings[static_cast<Slot>(slot)], width(slot));
            at = static_cast<uint8_t>(at + width(slot));
        }
        put_bytes(bytes + at, saved.resets, 3);
        bytes[kSequence] = sequence_;
        put_bytes(bytes + kCrc, crc(bytes), 2);
        return cell(newest_);
    }

private:
    static constexpr uint8_t kVersion = 1;
    static constexpr uint8_t kCrc = kSize - 3;
    static constexpr uint8_t kSequence = kSize - 1;

    static uint16_t cell(uint8_t copy) { return static_cast<uint16_t>(kFirstCell + copy * kCopyDistance); }
    static uint8_t width(uint8_t slot) {
        return slot == static_cast<uint8_t>(Slot::maximum) || slot == static_cast<uint8_t>(Slot::coefficient) ? 3
               : slot == static_cast<uint8_t>(Slot::rest_current) || slot == static_cast<uint8_t>(Slot::stepper_mode) ||
                       slot == static_cast<uint8_t>(Slot::reversed)
                   ? 1
                   : 2;
    }
    static uint16_t crc(const uint8_t* bytes) {
        uint16_t value = kCrcStart;
        for (uint8_t i = 0; i < kCrc; ++i) value = crc16(value, bytes[i]);
        return crc16(value, bytes[kSequence]);
    }
    static bool good(const uint8_t* bytes) {
        return bytes[0] == kVersion && get_unsigned(bytes + kCrc, 2) == static_cast<int32_t>(crc(bytes));
    }
    static void decode(const uint8_t* bytes, SavedSettings& saved) {
        uint8_t at = 1;
        for (uint8_t slot = 1; slot < kSlotCount; ++slot) {
            const bool is_signed = slot == static_cast<uint8_t>(Slot::coefficient);
            saved.settings.set(static_cast<Slot>(slot),
                               is_signed ? get_signed(bytes + at, width(slot)) : get_unsigned(bytes + at, width(slot)));
            at = static_cast<uint8_t>(at + width(slot));
        }
        saved.resets = get_unsigned(bytes + at, 3);
    }

    uint8_t sequence_ = 0;
    uint8_t newest_ = 1;  // so that the very first save goes to copy 0
};

}  // namespace focus

#endif
