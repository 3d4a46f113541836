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

ISR(TIMER0_COMPA_vect) { ++GPIOR0; }
