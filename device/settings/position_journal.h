// PositionJournal: a ring of records over the EEPROM, each saying "the true position lies within low..high".
//
// At rest low equals high. Before the motor turns, a record that spans the whole way must be durable; `safe_low` and
// `safe_high` say which way a power cut at this instant would be remembered for. A record ends with its sequence
// number: until that is written it counts as the oldest, whatever else it holds, and an error in those last bytes alone
// never escapes the CRC. So a save cut at any byte leaves the record before it. Values in, values out; main loop only.
#ifndef FOCUSERLINK_DEVICE_SETTINGS_POSITION_JOURNAL_H
#define FOCUSERLINK_DEVICE_SETTINGS_POSITION_JOURNAL_H

#include "device/settings/bytes.h"

namespace focus {

struct JournalRecord {
    int32_t low = 0;      ///< steps, 24 bits with sign
    int32_t high = 0;     ///< steps
    uint8_t rotor = 0;    ///< the phase, 0..3, that the rotor stood on when the record was made
    bool moving = false;  ///< between low and high: where the rotor stands now is not known
    bool automatic = false;
    bool compensation = true;
    bool buttons = true;

    friend bool operator==(const JournalRecord& a, const JournalRecord& b) {
        return a.low == b.low && a.high == b.high && a.rotor == b.rotor && a.moving == b.moving &&
               a.automatic == b.automatic && a.compensation == b.compensation && a.buttons == b.buttons;
    }
};

class PositionJournal {
public:
    static constexpr uint16_t kFirstCell = 0x80;
    static constexpr uint8_t kSize = 11;
    static constexpr uint8_t kSlots = 81;  // 0x80 + 81 * 11 = 1019 of 1024

    enum class Found : uint8_t {
        record,
        blank,   ///< an EEPROM never written
        nothing  ///< written, but no record is whole
    };

    /// `read(address)` gives an EEPROM byte. The newest record becomes the durable one.
    template <class Read>
    Found load(Read read, JournalRecord& record) {
        Found found = Found::blank;
        for (uint8_t slot = 0; slot < kSlots; ++slot) {
            uint8_t bytes[kSize];
            for (uint8_t i = 0; i < kSize; ++i) {
                bytes[i] = read(static_cast<uint16_t>(cell(slot) + i));
                if (found == Found::blank && bytes[i] != 0xFF) found = Found::nothing;
            }
            const uint16_t sequence = static_cast<uint16_t>(get_unsigned(bytes + kSequence, 2));
            if (!good(bytes)) continue;
            if (found == Found::record && static_cast<int16_t>(sequence - sequence_) < 0) continue;
            found = Found::record;
            sequence_ = sequence;
            newest_ = slot;
            decode(bytes, newest_record_);
        }
        if (found == Found::record) {
            record = newest_record_;
            written_ = true;
            safe_low_ = record.low;
            safe_high_ = record.high;
        }
        return found;
    }

    /// What the EEPROM should say as soon as it can.
    void want(const JournalRecord& record) { wanted_ = record; }
    /// True when a save would change something and none is under way.
    bool due() const { return !saving_ && (renumbered_ || !written_ || !(wanted_ == newest_record_)); }

    /// The bytes of the next save; returns the address they go to. The range shrinks to what both records allow.
    uint16_t begin(uint8_t (&bytes)[kSize]) {
        newest_ = static_cast<uint8_t>(newest_ + 1 < kSlots ? newest_ + 1 : 0);
        ++sequence_;
        newest_record_ = wanted_;
        saving_ = written_ = true;
        renumbered_ = false;
        if (wanted_.low > safe_low_) safe_low_ = wanted_.low;
        if (wanted_.high < safe_high_) safe_high_ = wanted_.high;
        encode(wanted_, bytes);
        return cell(newest_);
    }
    /// The bytes of `begin` are in the EEPROM.
    void completed() {
        saving_ = false;
        if (renumbered_) return;
        safe_low_ = newest_record_.low;
        safe_high_ = newest_record_.high;
    }
    bool saving() const { return saving_; }

    /// Positions mean something else from now on: nothing is safe before a record begun after this is durable.
    void renumber() {
        renumbered_ = true;
        safe_low_ = 1;
        safe_high_ = 0;
    }

    /// A power cut now is remembered rightly for every position within; none if low is above high.
    int32_t safe_low() const { return safe_low_; }
    int32_t safe_high() const { return safe_high_; }

private:
    static constexpr uint8_t kFlags = 6;
    static constexpr uint8_t kCrc = 7;
    static constexpr uint8_t kSequence = 9;
    static constexpr uint8_t kVersion = 0x40;  // in the upper two bits of the flags

    static uint16_t cell(uint8_t slot) { return static_cast<uint16_t>(kFirstCell + slot * kSize); }

    static uint16_t crc(const uint8_t* bytes) {
        uint16_t value = kCrcStart;
        for (uint8_t i = 0; i < kCrc; ++i) value = crc16(value, bytes[i]);
        return crc16(crc16(value, bytes[kSequence]), bytes[kSequence + 1]);
    }
    static bool good(const uint8_t* bytes) {
        return (bytes[kFlags] & 0xC0U) == kVersion && get_unsigned(bytes + kCrc, 2) == static_cast<int32_t>(crc(bytes));
    }
    void encode(const JournalRecord& r, uint8_t* bytes) const {
        put_bytes(bytes, r.low, 3);
        put_bytes(bytes + 3, r.high, 3);
        bytes[kFlags] = static_cast<uint8_t>(kVersion | (r.automatic ? 1 : 0) | (r.compensation ? 2 : 0) |
                                             (r.buttons ? 4 : 0) | (r.rotor & 3) << 3 | (r.moving ? 0x20 : 0));
        put_bytes(bytes + kSequence, sequence_, 2);
        put_bytes(bytes + kCrc, crc(bytes), 2);
    }
    static void decode(const uint8_t* bytes, JournalRecord& r) {
        r.low = get_signed(bytes, 3);
        r.high = get_signed(bytes + 3, 3);
        r.rotor = static_cast<uint8_t>(bytes[kFlags] >> 3) & 3;
        r.automatic = (bytes[kFlags] & 1) != 0;
        r.compensation = (bytes[kFlags] & 2) != 0;
        r.buttons = (bytes[kFlags] & 4) != 0;
        r.moving = (bytes[kFlags] & 0x20) != 0;
    }

    JournalRecord wanted_;
    JournalRecord newest_record_;  // durable, or on its way
    int32_t safe_low_ = 1;
    int32_t safe_high_ = 0;
    uint16_t sequence_ = 0;
    uint8_t newest_ = kSlots - 1;
    bool written_ = false;
    bool saving_ = false;
    bool renumbered_ = false;
};

}  // namespace focus

#endif
