// AvrBoard: the board of device/board.h on an ATmega328P at 16 MHz. Its parts are namespaces, for there is one of each
// in the chip: step_timer, ticks, uart, eeprom, twi; and a SensorSocket.
#ifndef FOCUSERLINK_FIRMWARE_AVR_BOARD_H
#define FOCUSERLINK_FIRMWARE_AVR_BOARD_H

#include "device/board.h"
#include "firmware/eeprom.h"
#include "firmware/pins.h"
#include "firmware/reset_cause.h"
#include "firmware/sensor_socket.h"
#include "firmware/step_timer.h"
#include "firmware/ticks.h"
#include "firmware/uart.h"

namespace focus {

class AvrBoard {
public:
    /// Once, first: pins, timers, cable, bus and watchdog. Interrupts are allowed from here on.
    void begin();

    // What the device sees: see device/board.h.
    uint32_t now() { return ticks::now(); }
    void set_coils(CoilPhase phase) { pins::coil_port() = phase; }
    void arm_step_timer(uint32_t count) { step_timer::arm(count); }
    void stop_step_timer() { step_timer::stop(); }
    void write(wire::Text line) { uart::send(line); }
    uint8_t eeprom_read(uint16_t address) { return eeprom::read(address); }
    bool eeprom_busy() { return eeprom::busy(); }
    void eeprom_write(uint16_t address, const uint8_t* data, uint8_t size) { eeprom::write(address, data, size); }
    bool read_sensor(SensorReading& reading) { return socket_.take(reading); }
    uint8_t buttons();
    wire::ResetCause reset_cause() { return noted_reset_cause(); }

    class InterruptGuard {
    public:
        explicit InterruptGuard(AvrBoard&) {}

    private:
        step_timer::Hold hold_;
    };

    // What main() adds.
    /// The next byte from the cable; false if there is none now.
    bool read(char& c) { return uart::read(c); }
    /// Ends a round of the main loop, and is the only place that feeds the watchdog: looks after the sensor and sleeps
    /// until an interrupt, at most a millisecond, unless a byte waits.
    void rest();

private:
    SensorSocket socket_;
};

}  // namespace focus

#endif
