// What hardware must promise to carry a FocuserDevice, written as an example. Nothing includes this class; a real
// board has the same members. AvrBoard keeps the promise with registers, SimBoard with a virtual clock.
#ifndef FOCUSERLINK_DEVICE_BOARD_H
#define FOCUSERLINK_DEVICE_BOARD_H

#include <stdint.h>

#include "device/units.h"
#include "device/wire/extended.h"
#include "device/wire/text.h"

namespace focus {

/// The four coil drivers, one bit each; 0 is all off.
using CoilPhase = uint8_t;

/// Length of a step-timer tick: 0.5 us (16 MHz / 8).
constexpr uint32_t kTicksPerSecond = 2000000;

/// EEPROM cells every board has; cell 0 is never used (a brown-out may hit it).
constexpr uint16_t kEepromSize = 1024;

/// One finished conversion of the sensor.
struct SensorReading {
    wire::SensorKind kind = wire::SensorKind::none;  ///< none: no sensor answers; the values mean nothing
    Temperature temperature;
    Humidity humidity;
};

/// Bits of `buttons()`.
constexpr uint8_t kButtonIn = 1;
constexpr uint8_t kButtonOut = 2;

class ExampleBoard {
public:
    /// Milliseconds since power-up; wraps. Main loop only.
    uint32_t now();

    /// Drives the coils at once. Main loop (motor at rest) and step interrupt.
    void set_coils(CoilPhase phase);
    /// Calls `FocuserDevice::on_step_timer` `ticks` after the instant the previous call was due, or after now if the
    /// timer was stopped. Up to 400000 ticks. Main loop (timer stopped) and step interrupt.
    void arm_step_timer(uint32_t ticks);
    void stop_step_timer();

    /// Queues one line and its newline; never blocks. The cable has one request in flight, so one line always fits.
    void write(wire::Text line);

    uint8_t eeprom_read(uint16_t address);
    /// True from `eeprom_write` until the last of its bytes has been programmed.
    bool eeprom_busy();
    /// Copies up to 64 bytes and programs them in the background, in order, skipping bytes that have their value
    /// already. Only when not busy.
    void eeprom_write(uint16_t address, const uint8_t* data, uint8_t size);

    /// True once for every finished conversion, about one a second, also when the sensor stopped answering (kind none).
    bool read_sensor(SensorReading& reading);
    /// Which buttons are down at this moment, bouncing as buttons do.
    uint8_t buttons();
    wire::ResetCause reset_cause();

    /// While one lives the step interrupt waits; held for a few microseconds at most.
    class InterruptGuard {
    public:
        explicit InterruptGuard(ExampleBoard& board);
    };
};

}  // namespace focus

#endif
