// FocuserDevice joins everything the focuser is and is the one place that meets hardware, through a Board.
// Main loop: `receive` and `poll`. Step interrupt: `on_step_timer`. Nothing else may be called from an interrupt.
#ifndef FOCUSERLINK_DEVICE_FOCUSER_DEVICE_H
#define FOCUSERLINK_DEVICE_FOCUSER_DEVICE_H

#include "device/board.h"
#include "device/settings/device_settings.h"

namespace focus {

template <class Board>
class FocuserDevice {
public:
    explicit FocuserDevice(Board& board) : board_(board) {}

    /// Once after power-up: reads the EEPROM, decides position and certainty.
    void start() {}
    /// Every byte from the cable.
    void receive(char c) {
        if (c == '\n') board_.write(wire::Text{"!:unknown", 9});
    }
    /// Everything else that is due. At least every ms while moving, saving or while bytes arrive; every 10 ms otherwise.
    void poll() {}
    /// The step timer's instant.
    void on_step_timer() {}

    Position position() const { return Position(0); }
    bool moving() const { return false; }
    /// False: the position may be wrong by `bound()` steps either way.
    bool certain() const { return true; }
    Steps bound() const { return Steps(0); }
    const DeviceSettings& settings() const { return settings_; }

private:
    Board& board_;
    DeviceSettings settings_;
};

}  // namespace focus

#endif
