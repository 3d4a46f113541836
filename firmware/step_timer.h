// The step timer: Timer1 counts ticks of 0.5 us for ever and is never set; instants are compared with it.
//
// A step takes two interrupts. Compare A comes kLead ticks early, waits for the very tick and writes the coils, so that
// whatever else was running does not move the edge. Compare B, at the tick itself, follows at once with interrupts
// allowed and does the arithmetic for the next step.
#ifndef FOCUSERLINK_FIRMWARE_STEP_TIMER_H
#define FOCUSERLINK_FIRMWARE_STEP_TIMER_H

#include <avr/interrupt.h>
#include <avr/io.h>
#include <stdint.h>

#include "firmware/pins.h"

namespace focus {
namespace step_timer {

/// Ticks by which compare A is early. More than the longest stretch anyone keeps interrupts off; less than 8 us, for it
/// is itself such a stretch.
constexpr uint8_t kLead = 14;

void begin();
/// See device/board.h.
void arm(uint32_t ticks);
void stop();

/// Inside compare A: waits for the instant and puts `phase` on the coils.
inline __attribute__((always_inline)) void write_on_time(uint8_t phase) {
    // Five cycles a round, so the edge is within +-3 cycles of its place. The tick before the instant is what ends the
    // wait: the instructions up to the pins take the eight cycles of the last one.
    uint8_t ahead;
    const uint8_t before = static_cast<uint8_t>(OCR1BL - 1);
    asm volatile(
        "1: lds %[ahead], %[count] \n\t"
        "   sub %[ahead], %[before] \n\t"
        "   brmi 1b \n\t"
        : [ahead] "=&r"(ahead)
        : [before] "r"(before), [count] "n"(_SFR_MEM_ADDR(TCNT1L)));
    pins::coil_port() = phase;
}

/// Inside compare B, first: true when the step's instant has come and the next must be armed or the timer stopped,
/// false when a long wait goes on. Interrupts are allowed from here on.
bool reached();

/// While one lives no step comes, but every other interrupt does. A step that is nearly due is let through first, so a
/// life of up to 60 us moves no edge. One at a time.
class Hold {
public:
    Hold();
    ~Hold();
    Hold(const Hold&) = delete;
    Hold& operator=(const Hold&) = delete;
};

}  // namespace step_timer
}  // namespace focus

#endif
