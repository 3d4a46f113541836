// Recurses 10 deep with 20 bytes each, then keeps interrupts off for some 1000 cycles, once.
#include <avr/interrupt.h>
#include <avr/io.h>

namespace {

uint8_t __attribute__((noinline)) deep(uint8_t level) {
    volatile uint8_t frame[20];
    frame[0] = level;
    const uint8_t below = level == 0 ? 0 : deep(level - 1);
    frame[19] = below;
    return frame[19] + 1;
}

}  // namespace

int main() {
    DDRB = 0x0F;
    sei();
    GPIOR1 = deep(9);
    cli();
    __builtin_avr_delay_cycles(1000);
    sei();
    PORTB = 8;
    for (;;) {
    }
}
