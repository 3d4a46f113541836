// The EEPROM: reads at once, writes in the background, one byte each time it is ready. Main loop only.
#ifndef FOCUSERLINK_FIRMWARE_EEPROM_H
#define FOCUSERLINK_FIRMWARE_EEPROM_H

#include <stdint.h>

namespace focus {
namespace eeprom {

/// Waits up to 4 ms when a byte is being programmed.
uint8_t read(uint16_t address);
/// True from `write` until its last byte has been programmed.
bool busy();
/// Copies up to 64 bytes and programs them in order; bytes that have their value already cost nothing. Only when not
/// busy.
void write(uint16_t address, const uint8_t* data, uint8_t size);

}  // namespace eeprom
}  // namespace focus

#endif
