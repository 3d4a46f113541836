// Erases one byte, then writes another without erasing; PB0 is high while each takes place.
#include <avr/io.h>

namespace {

void program(uint16_t address, uint8_t value, uint8_t mode) {
    EEAR = address;
    EEDR = value;
    EECR = mode;
    EECR |= 1 << EEMPE;
    EECR |= 1 << EEPE;
    PORTB = 1;
    while (EECR & (1 << EEPE)) {
    }
    PORTB = 0;
}

}  // namespace

int main() {
    DDRB = 0x0F;
    program(20, 0x0F, 0);
    program(20, 0x3C, 1 << EEPM1);
    program(21, 0x00, 0);
    program(21, 0x00, 1 << EEPM0);
    PORTB = 8;
    for (;;) {
    }
}
