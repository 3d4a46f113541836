#include "firmware/step_timer.h"

#include <util/atomic.h>

namespace focus {
namespace step_timer {
namespace {

constexpr uint8_t kBoth = (1 << OCIE1A) | (1 << OCIE1B);
constexpr uint8_t kWaitOnly = 1 << OCIE1B;

// An instant further off than this is reached in strides: compare B comes at the end of each and no coil is written.
constexpr uint16_t kFarthest = 49152;
constexpr uint16_t kStride = 32768;

// A hold is not begun when a step is due within this many ticks.
constexpr uint16_t kHoldMargin = 128;

// Ticks of life an instant must have left when it is set, or the counter might have passed it.
constexpr uint8_t kSoonest = 8;

volatile uint8_t wanted = 0;  // what TIMSK1 is when nobody holds the steps; 0: stopped
uint32_t beyond = 0;          // ticks still to go after the compare that is set

// The next compare is `ticks` after the one before, which is in OCR1B.
void set_compare(uint32_t ticks) {
    uint8_t mask = kBoth;
    beyond = 0;
    if (ticks > kFarthest) {
        beyond = ticks - kStride;
        ticks = kStride;
        mask = kWaitOnly;
    }
    ATOMIC_BLOCK(ATOMIC_RESTORESTATE) {
        const uint16_t now = TCNT1;
        uint16_t due = OCR1B + static_cast<uint16_t>(ticks);
        // Too late for it: a late step is better than one that waits for the counter to come round.
        const int16_t left = static_cast<int16_t>(due - now);
        if (ticks < kStride && left < kLead + kSoonest) due = now + kLead + kSoonest;
        OCR1B = due;
        OCR1A = due - kLead;
        TIFR1 = kBoth;
        wanted = mask;
        TIMSK1 = mask;
    }
}

}  // namespace

void begin() {
    TCCR1A = 0;
    TCCR1B = 1 << CS11;
    TCCR2A = 0;
    TCCR2B = 1 << CS20;
    // In step: Timer2 counts the cycles of Timer1's ticks. How far they are apart is always the same and moves all
    // edges alike, as long as these four follow one another.
    asm volatile(
        "out %[prescaler], %[anew] \n\t"
        "sts %[cycles], __zero_reg__ \n\t"
        "sts %[ticks]+1, __zero_reg__ \n\t"
        "sts %[ticks], __zero_reg__ \n\t"
        :
        : [prescaler] "I"(_SFR_IO_ADDR(GTCCR)), [anew] "r"(static_cast<uint8_t>(1 << PSRSYNC)),
          [cycles] "n"(_SFR_MEM_ADDR(TCNT2)), [ticks] "n"(_SFR_MEM_ADDR(TCNT1)));
}

void arm(uint32_t ticks) {
    if (wanted == 0) {
        ATOMIC_BLOCK(ATOMIC_RESTORESTATE) OCR1B = TCNT1;
    }
    set_compare(ticks);
}

void stop() {
    ATOMIC_BLOCK(ATOMIC_RESTORESTATE) {
        wanted = 0;
        TIMSK1 = 0;
    }
}

bool reached() {
    if (beyond == 0) return true;
    set_compare(beyond);
    return false;
}

Hold::Hold() {
    for (;;) {
        cli();
        // The flags are read last: whoever saw the counter beyond the instant also sees the flag.
        const uint16_t ahead = OCR1A - TCNT1;
        if (wanted != kBoth || (ahead > kHoldMargin && !(TIFR1 & kBoth))) break;
        sei();
        asm volatile("nop");
    }
    TIMSK1 = 0;
    sei();
}

Hold::~Hold() {
    asm volatile("" ::: "memory");  // what was written under it is there before the next step
    TIMSK1 = wanted;
}

}  // namespace step_timer
}  // namespace focus
