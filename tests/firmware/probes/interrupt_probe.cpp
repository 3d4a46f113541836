// The cost of an interrupt: Timer1 compare A sets PB0 as its first instruction; PB1 is pulsed by the main loop, which
// sleeps while PD2 is low. Port D's pull-ups are written all the time: a pressed button must stay pressed.
#include <avr/interrupt.h>
#include <avr/io.h>
#include <avr/sleep.h>

ISR(TIMER1_COMPA_vect, ISR_NAKED) {
    asm volatile("sbi %0, 0" ::"I"(_SFR_IO_ADDR(PORTB)));
    asm volatile("cbi %0, 0" ::"I"(_SFR_IO_ADDR(PORTB)));
    asm volatile("push r24\nin r24, 0x3f\npush r24\npush r25");
    OCR1A += 2000;
    asm volatile("pop r25\npop r24\nout 0x3f, r24\npop r24\nreti");
}

int main() {
    DDRB = 0x0F;
    PORTD = 1 << PD2;
    OCR1A = 2000;
    TIMSK1 = 1 << OCIE1A;
    TCCR1B = 1 << CS10;
    sei();
    for (;;) {
        PORTD |= 1 << PD2;
        if (PIND & (1 << PD2)) {
            asm volatile("nop");
        } else {
            PORTB |= 1 << PB1;
            sleep_mode();
        }
    }
}
