// Talks to an SHT3x by polling and keeps every status code in RAM, for the test to read.
#include <avr/io.h>
#include <util/delay.h>

volatile uint8_t codes[32];
volatile uint8_t answer[6];
volatile uint8_t count = 0;

namespace {

uint8_t act(uint8_t control) {
    TWCR = (1 << TWINT) | (1 << TWEN) | control;
    while (!(TWCR & (1 << TWINT))) {
    }
    const uint8_t code = TWSR & 0xF8;
    codes[count++] = code;
    return code;
}

void stop() {
    TWCR = (1 << TWINT) | (1 << TWEN) | (1 << TWSTO);
    while (TWCR & (1 << TWSTO)) {
    }
}

uint8_t send(uint8_t value) {
    TWDR = value;
    PORTB |= 1;
    const uint8_t code = act(0);
    PORTB &= ~1;
    return code;
}

}  // namespace

int main() {
    DDRB = 0x0F;
    TWBR = 72;  // 100 kHz
    _delay_ms(2);
    act(1 << TWSTA);
    send(0x44 << 1);
    send(0x24);
    send(0x00);
    act(1 << TWSTA);      // repeated start
    send(0x44 << 1 | 1);  // too early
    stop();
    act(1 << TWSTA);
    send(0x23 << 1);  // nobody
    stop();
    _delay_ms(20);
    act(1 << TWSTA);
    send(0x44 << 1 | 1);
    for (uint8_t i = 0; i < 6; ++i) {
        act(i == 5 ? 0 : 1 << TWEA);
        answer[i] = TWDR;
    }
    stop();
    PORTB |= 1 << PB3;
    for (;;) {
    }
}
