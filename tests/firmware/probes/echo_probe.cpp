// Sends back what it receives at 38400 baud, U2X set after UBRR; GPIO PB0 toggles with every interrupt. With PD2 held
// low it does not listen; PB1 shows that an overrun was reported.
#include <avr/interrupt.h>
#include <avr/io.h>

int main() {
    DDRB = 0x0F;
    PORTD = 1 << PD2;
    UBRR0 = 51;
    UCSR0A = 1 << U2X0;
    UCSR0B = (1 << RXEN0) | (1 << TXEN0);
    for (;;) {
        if (!(PIND & (1 << PD2))) continue;
        const uint8_t status = UCSR0A;
        if (!(status & (1 << RXC0))) continue;
        if (status & (1 << DOR0)) PORTB |= 1 << PB1;
        const uint8_t c = UDR0;
        while (!(UCSR0A & (1 << UDRE0))) {
        }
        UDR0 = c;
        PORTB ^= 1;
    }
}
