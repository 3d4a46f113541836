#include "firmware/ticks.h"

#include <avr/interrupt.h>
#include <avr/io.h>

namespace focus {
namespace ticks {
namespace {

uint32_t count = 0;

}  // namespace

void begin() {
    OCR0A = F_CPU / 64 / 1000 - 1;
    TCCR0A = 1 << WGM01;
    TCCR0B = (1 << CS01) | (1 << CS00);
    TIMSK0 = 1 << OCIE0A;
}

uint32_t now() {
    count += static_cast<uint8_t>(GPIOR0 - static_cast<uint8_t>(count));
    return count;
}

}  // namespace ticks
}  // namespace focus

// 24 cycles from the request to the end.
ISR(TIMER0_COMPA_vect, ISR_NAKED) {
    asm volatile(
        "push r24 \n\t"
        "in r24, __SREG__ \n\t"
        "push r24 \n\t"
        "in r24, %[count] \n\t"
        "inc r24 \n\t"
        "out %[count], r24 \n\t"
        "pop r24 \n\t"
        "out __SREG__, r24 \n\t"
        "pop r24 \n\t"
        "reti \n\t"
        :
        : [count] "I"(_SFR_IO_ADDR(GPIOR0)));
}
