// Storage: the part of FocuserDevice that brings the position journal and the settings into the EEPROM, one save at a
// time, the journal first because a motor may be waiting for it. Main loop only.
#ifndef FOCUSERLINK_DEVICE_FOCUSER_DEVICE_STORAGE_H
#define FOCUSERLINK_DEVICE_FOCUSER_DEVICE_STORAGE_H

#include "device/settings/position_journal.h"
#include "device/settings/settings_image.h"

namespace focus {

template <class Board>
class Storage {
public:
    constexpr explicit Storage(Board& board) : board_(board) {}

    /// What the EEPROM holds; factory defaults where it holds nothing.
    PositionJournal::Found load(JournalRecord& record, SavedSettings& saved) {
        Board& board = board_;
        const auto read = [&board](uint16_t address) { return board.eeprom_read(address); };
        image_.load(read, saved);
        return journal_.load(read, record);
    }

    constexpr PositionJournal& journal() { return journal_; }
    const PositionJournal& journal() const { return journal_; }
    /// The settings are saved, as they then are, when the EEPROM is free.
    void settings_changed() { settings_due_ = true; }

    void poll(const SavedSettings& saved) {
        if (board_.eeprom_busy()) return;
        if (journal_.saving()) journal_.completed();
        if (journal_.due()) {
            uint8_t bytes[PositionJournal::kSize];
            const uint16_t address = journal_.begin(bytes);
            board_.eeprom_write(address, bytes, sizeof bytes);
        } else if (settings_due_) {
            settings_due_ = false;
            uint8_t bytes[SettingsImage::kSize];
            const uint16_t address = image_.next(saved, bytes);
            board_.eeprom_write(address, bytes, sizeof bytes);
        }
    }

private:
    Board& board_;
    PositionJournal journal_;
    SettingsImage image_;
    bool settings_due_ = false;
};

}  // namespace focus

#endif
