// The cable: 38400 8N1. Bytes arrive into a ring by interrupt; one line at a time leaves by interrupt.
//
// A byte that was damaged, or that came when there was no room, leaves a 0xFF in the stream, which no request contains:
// a line with a hole in it is refused, never obeyed as a shorter one. Main loop only.
#ifndef FOCUSERLINK_FIRMWARE_UART_H
#define FOCUSERLINK_FIRMWARE_UART_H

#include <avr/io.h>
#include <stdint.h>

#include "device/wire/text.h"

namespace focus {
namespace uart {

void begin();

/// Bytes the main loop has taken; those that have come are counted in GPIOR1. Both run freely.
extern uint8_t taken;

/// A byte is waiting and the line before it has been answered for good: while one is being sent the rest waits in the
/// ring, so an answer always finds room.
inline __attribute__((always_inline)) bool readable() { return GPIOR1 != taken && !(UCSR0B & (1 << UDRIE0)); }
/// Takes that byte; false if there is none.
bool read(char& c);

/// Sends `line` and its newline; a line still being sent is lost.
void send(wire::Text line);

}  // namespace uart
}  // namespace focus

#endif
