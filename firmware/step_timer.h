// The step timer: Timer1 counts ticks of 0.5 us for ever and is never set; instants are compared with it.
//
// A step takes two interrupts. Compare A comes kLead ticks early, waits for the very cycle and writes the coils, so
// that whatever else was running does not move the edge; the cycles are counted by Timer2. Compare B, at the tick
// itself, follows with interrupts allowed and does the arithmetic for the next step.
#ifndef FOCUSERLINK_FIRMWARE_STEP_TIMER_H
#define FOCUSERLINK_FIRMWARE_STEP_TIMER_H

#include <avr/interrupt.h>
#include <avr/io.h>
#include <stdint.h>

#include "firmware/pins.h"

namespace focus {
namespace step_timer {

/// Ticks by which compare A is early: 112 cycles, of which 106 lie between its request and the edge. Its own way takes
/// 31 of them, so it may begin 75 late. What can come before it, one after the other: the longest other handler (48, a
/// byte that came), the one instruction that follows every handler, should that be the end of a late one (4), and the
/// one that follows that, should it begin a section without interrupts (22, in Hold; AvrBoard::rest has a shorter one).
/// That is 74. One tick more would keep interrupts off for almost 8 us.
constexpr uint8_t kLead = 14;

void begin();
/// See device/board.h.
void arm(uint32_t ticks);
void stop();

/// All of compare A, a naked handler: waits for the instant and puts the byte at `phase`, a fixed address, on the
/// coils.
inline __attribute__((always_inline)) void write_on_time(const uint8_t* phase) {
    // Cycles from the reading of Timer2 to the edge on the shortest way, less the head start that Timer2 has.
    constexpr int kOwn = 12;
    asm volatile(
        "push r24 \n\t"
        "in r24, __SREG__ \n\t"
        "out %[spare], r24 \n\t"
        "push r25 \n\t"
        "lds r25, %[instant] \n\t"
        "lsl r25 \n\t"
        "lsl r25 \n\t"
        "lsl r25 \n\t"
        "lds r24, %[cycles] \n\t"
        "sub r25, r24 \n\t"
        "lds r24, %[phase] \n\t"
        "subi r25, %[own] \n\t"
        "brmi 2f \n\t"  // too late to wait
        "1: subi r25, 3 \n\t"
        "brcc 1b \n\t"  // three cycles a round; the last 0, 1 or 2 are spent by branches to where they stand
        "cpi r25, 0xFE \n\t"
        "brcc .+0 \n\t"
        "cpi r25, 0xFF \n\t"
        "brcc .+0 \n\t"
        "2: out %[coils], r24 \n\t"
        "pop r25 \n\t"
        "in r24, %[spare] \n\t"
        "out __SREG__, r24 \n\t"
        "pop r24 \n\t"
        "reti \n\t"
        :
        : [phase] "i"(phase), [spare] "I"(_SFR_IO_ADDR(GPIOR2)), [instant] "n"(_SFR_MEM_ADDR(OCR1BL)),
          [cycles] "n"(_SFR_MEM_ADDR(TCNT2)), [own] "M"(kOwn),
          [coils] "I"(reinterpret_cast<uint16_t>(&pins::coil_port()) - __SFR_OFFSET));
}

/// What TIMSK1 must be before compare B, a late handler, allows interrupts: no step until the next is armed.
constexpr uint8_t kNoStep = 0;

/// Inside compare B, first: true when the step's instant has come and the next must be armed or the timer stopped,
/// false when a long wait goes on.
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
