// The ramp's numbers in flash, where the chip has room for them.
#include "device/motion/ramp_table.h"

#include <avr/pgmspace.h>

namespace focus {
namespace {

constexpr RampTable table PROGMEM;

}  // namespace

uint16_t ramp_entry(uint16_t index) { return pgm_read_word(&table.ticks[index]); }

}  // namespace focus
