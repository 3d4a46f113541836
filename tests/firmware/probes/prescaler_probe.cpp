// What GTCCR does. PB0: timers 1 and 2, started in step, did not stay so. PB1: a prescaler that is started anew again
// and again lets its timers tick. PB2: the other prescaler was stopped by that too. PB3: done.
#include <avr/interrupt.h>
#include <avr/io.h>

int main() {
    DDRB = 0x0F;
    TCCR1B = 1 << CS11;
    TCCR2B = 1 << CS20;
    asm volatile(
        "out %[prescaler], %[anew] \n\t"
        "sts %[cycles], __zero_reg__ \n\t"
        "sts %[ticks]+1, __zero_reg__ \n\t"
        "sts %[ticks], __zero_reg__ \n\t"
        :
        : [prescaler] "I"(_SFR_IO_ADDR(GTCCR)), [anew] "r"(static_cast<uint8_t>(1 << PSRSYNC)),
          [cycles] "n"(_SFR_MEM_ADDR(TCNT2)), [ticks] "n"(_SFR_MEM_ADDR(TCNT1)));
    for (uint16_t i = 0; i < 2000; ++i) {
        uint8_t cycles, ticks;
        asm volatile(
            "lds %[cycles], %[timer2] \n\t"
            "lds %[ticks], %[timer1] \n\t"
            : [cycles] "=&r"(cycles), [ticks] "=&r"(ticks)
            : [timer2] "n"(_SFR_MEM_ADDR(TCNT2)), [timer1] "n"(_SFR_MEM_ADDR(TCNT1)));
        // Timer 2 began one cycle after the prescaler, and was read two cycles before timer 1.
        if (static_cast<uint8_t>((cycles + 3) >> 3 & 31) != (ticks & 31) && cycles < 253) PORTB |= 1 << PB0;
        for (volatile uint8_t wait = i; wait != 0; --wait) {
        }
    }

    TCCR0B = (1 << CS02) | (1 << CS00);                // 1024 cycles a tick
    TCCR2B = (1 << CS22) | (1 << CS21) | (1 << CS20);  // the same
    GTCCR = 1 << PSRSYNC;
    TCNT0 = 0;
    TCNT2 = 0;
    for (uint8_t i = 0; i < 200; ++i) {
        GTCCR = 1 << PSRSYNC;
        for (volatile uint8_t wait = 20; wait != 0; --wait) {
        }
    }
    if (TCNT0 != 0) PORTB |= 1 << PB1;
    if (TCNT2 == 0) PORTB |= 1 << PB2;
    TCNT2 = 0;
    GTCCR = 1 << PSRASY;
    TCNT2 = 0;
    for (uint8_t i = 0; i < 200; ++i) {
        GTCCR = 1 << PSRASY;
        for (volatile uint8_t wait = 20; wait != 0; --wait) {
        }
    }
    if (TCNT2 != 0) PORTB |= 1 << PB2;
    PORTB |= 1 << PB3;
    for (;;) {
    }
}
