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
/// 37 of them, so it may begin 69 late. What can come before it, one after the other: the waking from sleep (4), the
/// longest other handler (48, a byte that came), and the one instruction that follows every handler, should that begin
/// a section without interrupts (22, in Hold). That is 74, and the coils are then written at once, which saves the 5:
/// an edge is never late, and 4 cycles early at worst. One tick more would keep interrupts off for over 8 us.
constexpr uint8_t kLead = 14;

void begin();
/// See device/board.h.
void arm(uint32_t ticks);
void stop();

/// Inside compare A: waits for the instant and puts `phase` on the coils.
inline __attribute__((always_inline)) void write_on_time(uint8_t phase) {
    // Cycles from the reading of Timer2 to the edge on the shortest way, less the head start that Timer2 has.
    constexpr int kOwn = 10;
    uint8_t left;
    asm volatile(
        "lds %[left], %[instant] \n\t"
        "lsl %[left] \n\t"
        "lsl %[left] \n\t"
        "lsl %[left] \n\t"
        "lds __tmp_reg__, %[cycles] \n\t"
        "sub %[left], __tmp_reg__ \n\t"
        "subi %[left], %[own] \n\t"
        "brmi 2f \n\t"  // too late to wait
        "1: subi %[left], 3 \n\t"
        "brcc 1b \n\t"  // three cycles a round; the last 0, 1 or 2 are spent by branches to where they stand
        "cpi %[left], 0xFE \n\t"
        "brcc .+0 \n\t"
        "cpi %[left], 0xFF \n\t"
        "brcc .+0 \n\t"
        "2: out %[coils], %[phase] \n\t"
        : [left] "=&d"(left)
        : [phase] "r"(phase), [instant] "n"(_SFR_MEM_ADDR(OCR1BL)), [cycles] "n"(_SFR_MEM_ADDR(TCNT2)), [own] "M"(kOwn),
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
