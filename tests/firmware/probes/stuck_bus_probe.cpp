// A START on a bus whose data line is held: gives up after 5 ms, clocks nine times by hand and tries again.
#include <avr/io.h>
#include <util/delay.h>

namespace {

bool start() {
    TWCR = (1 << TWINT) | (1 << TWEN) | (1 << TWSTA);
    for (uint16_t i = 0; i < 5000; ++i) {
        if (TWCR & (1 << TWINT)) return true;
        _delay_us(1);
    }
    TWCR = 0;
    return false;
}

}  // namespace

int main() {
    DDRB = 0x0F;
    TWBR = 72;
    _delay_ms(10);
    if (start()) PORTB |= 1;  // must not come to this
    if (!(PINC & (1 << PC4))) PORTB |= 1 << PB1;
    for (uint8_t i = 0; i < 9; ++i) {
        DDRC |= 1 << PC5;
        _delay_us(5);
        DDRC &= ~(1 << PC5);
        _delay_us(5);
    }
    if (PINC & (1 << PC4)) PORTB |= 1 << PB2;
    if (start()) PORTB |= 1 << PB3;
    for (;;) {
    }
}
