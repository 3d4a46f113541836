// As wrong as a forgotten U2X: sends U for ever at 19200 baud.
#include <avr/io.h>

int main() {
    UBRR0 = 51;
    UCSR0B = 1 << TXEN0;
    for (;;) {
        while (!(UCSR0A & (1 << UDRE0))) {
        }
        UDR0 = 'U';
    }
}
