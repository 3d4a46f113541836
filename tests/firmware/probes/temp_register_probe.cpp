// Timer1's shared TEMP register: the main loop writes OCR1B high and low, an interrupt between the two reads TCNT1.
// PB0 says that OCR1B came out wrong. Also: compare values of 0, CTC behind the counter.
#include <avr/interrupt.h>
#include <avr/io.h>

ISR(TIMER0_COMPA_vect) {
    const uint16_t now = TCNT1;
    GPIOR0 = now >> 8;
}

ISR(TIMER1_COMPA_vect) {
    PORTB ^= 1 << PB1;
    TIMSK1 = 0;
}

int main() {
    DDRB = 0x0F;
    TCCR1B = 1 << CS10;
    OCR1A = 0;
    TIFR1 = 1 << OCF1A;
    TIMSK1 = 1 << OCIE1A;
    OCR0A = 100;
    TCCR0A = 1 << WGM01;
    TCCR0B = 1 << CS00;
    TIMSK0 = 1 << OCIE0A;
    sei();
    for (uint16_t i = 0; i < 20000; ++i) {
        const uint16_t value = 0x1200 + i % 7;
        OCR1B = value;
        if (OCR1B != value) PORTB |= 1;
    }
    cli();
    PORTB |= 1 << PB3;
    for (;;) {
    }
}
