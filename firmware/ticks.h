// The millisecond tick, from Timer0. The interrupt adds one to a register; the main loop makes a long count of it and
// must look every 255 ms, which the watchdog sees to.
#ifndef FOCUSERLINK_FIRMWARE_TICKS_H
#define FOCUSERLINK_FIRMWARE_TICKS_H

#include <stdint.h>

namespace focus {
namespace ticks {

void begin();
/// Milliseconds since power-up; wraps. Main loop only.
uint32_t now();

}  // namespace ticks
}  // namespace focus

#endif
