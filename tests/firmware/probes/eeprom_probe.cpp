// Writes eight bytes from address 16 on, one EE_READY interrupt each, and says on PB0..PB2 what happens.
#include <avr/eeprom.h>
#include <avr/interrupt.h>
#include <avr/io.h>

namespace {
volatile uint8_t written = 0;
}

ISR(EE_READY_vect) {
    if (written == 8) {
        EECR &= ~(1 << EERIE);
        PORTB |= 1 << PB1;
        return;
    }
    PORTB ^= 1 << PB0;
    EEAR = 16 + written;
    EEDR = 0xA0 + written;
    EECR |= 1 << EEMPE;
    EECR |= 1 << EEPE;
    ++written;
}

int main() {
    DDRB = 0x0F;
    // Too late after EEMPE: nothing may be written.
    EEAR = 100;
    EEDR = 0x55;
    EECR |= 1 << EEMPE;
    asm volatile("nop\nnop\nnop\nnop\nnop");
    EECR |= 1 << EEPE;
    if (EECR & (1 << EEPE)) PORTB |= 1 << PB2;
    EECR |= 1 << EERIE;
    sei();
    for (;;) {
    }
}
