// The sensor's bus: one write or one read at a time, done by interrupts at 50 kHz, slow enough for a metre of cable.
// Main loop only.
#ifndef FOCUSERLINK_FIRMWARE_TWI_H
#define FOCUSERLINK_FIRMWARE_TWI_H

#include <stdint.h>

namespace focus {
namespace twi {

enum class State : uint8_t { busy, done, failed };

constexpr uint8_t kLongest = 7;

void begin();
/// Writes 1..kLongest bytes to the slave.
void write(uint8_t address, const uint8_t* bytes, uint8_t size);
/// Reads 1..kLongest bytes from it into `bytes()`.
void read(uint8_t address, uint8_t size);
/// Of the last transfer. A bus that is held down stays busy for ever: give it 5 ms, then `abandon`.
State state();
const uint8_t* bytes();

/// Gives the transfer up and lets go of the bus.
void abandon();
/// A slave that was interrupted in the middle of a byte holds the bus until it got its clocks. Called once a
/// millisecond after `abandon`, it gives nine of them and a stop; true when it is through and the bus is ready again.
bool clear_bus();

}  // namespace twi
}  // namespace focus

#endif
