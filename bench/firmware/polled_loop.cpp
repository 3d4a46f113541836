// A stepper as it is usually written: the main loop looks at the clock and steps when it is time, and does everything
// else in between: formats answers, reads the sensor over a polled bus once a second, writes four bytes of position to
// the EEPROM and waits for them. The cable alone has interrupts and rings, as with the usual libraries. No step is
// forgotten: a late one is followed by the next at its own time.
//   V:N speed in steps/s   R:0:N move   q status   F:n saves the position
#include <avr/eeprom.h>
#include <avr/interrupt.h>
#include <avr/io.h>
#include <stdlib.h>
#include <string.h>

namespace {

volatile uint8_t in_ring[64], out_ring[128];
volatile uint8_t in_head = 0, in_tail = 0, out_head = 0, out_tail = 0;
volatile uint16_t rounds = 0;

int32_t position = 0, target = 0;
uint32_t interval = 4000, last_step = 0, last_reading = 0;
uint8_t coil = 0;
uint16_t temperature = 0, humidity = 0;
char line[64];
uint8_t length = 0;

uint32_t ticks() {
    const uint8_t flags = SREG;
    cli();
    uint16_t low = TCNT1;
    uint16_t high = rounds;
    if ((TIFR1 & (1 << TOV1)) && low < 32768) ++high;
    SREG = flags;
    return static_cast<uint32_t>(high) << 16 | low;
}

void put(char c) {
    const uint8_t next = (out_head + 1) & 127;
    while (next == out_tail) {
    }
    out_ring[out_head] = c;
    out_head = next;
    UCSR0B |= 1 << UDRIE0;
}

void put(const char* text) {
    while (*text) put(*text++);
}

void put_number(int32_t value) {
    char text[12];
    put(':');
    put(ltoa(value, text, 10));
}

uint8_t bus(uint8_t control) {
    TWCR = (1 << TWINT) | (1 << TWEN) | control;
    while (!(TWCR & (1 << TWINT))) {
    }
    return TWDR;
}

void bus_begin(uint8_t address) {
    bus(1 << TWSTA);
    TWDR = address;
    bus(0);
}

void bus_end() {
    TWCR = (1 << TWINT) | (1 << TWEN) | (1 << TWSTO);
    while (TWCR & (1 << TWSTO)) {
    }
}

void read_sensor() {
    uint8_t bytes[6];
    bus_begin(0x44 << 1 | 1);
    for (uint8_t i = 0; i < 6; ++i) bytes[i] = bus(i == 5 ? 0 : 1 << TWEA);
    bus_end();
    temperature = bytes[0] << 8 | bytes[1];
    humidity = bytes[3] << 8 | bytes[4];
    bus_begin(0x44 << 1);
    TWDR = 0x24;
    bus(0);
    TWDR = 0x00;
    bus(0);
    bus_end();
}

void obey() {
    line[length] = '\0';
    length = 0;
    const char* colon = strrchr(line, ':');
    const int32_t value = colon ? atol(colon + 1) : 0;
    switch (line[0]) {
        case 'q':
            put('q');
            put_number(position);
            put_number(target - position);
            put_number(1);
            put_number(-4500 + static_cast<int32_t>(temperature) * 17500 / 65535);
            put_number(static_cast<int32_t>(humidity) * 10000 / 65535);
            break;
        case 'V':
            interval = 2000000UL / value;
            put('V');
            break;
        case 'R':
            target = value;
            last_step = ticks();
            put('R');
            break;
        case 'F':
            eeprom_update_dword(reinterpret_cast<uint32_t*>(16), position);
            put('F');
            break;
        default: put('!'); break;
    }
    put('\n');
}

}  // namespace

ISR(TIMER1_OVF_vect) { ++rounds; }

ISR(USART_RX_vect) {
    in_ring[in_head] = UDR0;
    in_head = (in_head + 1) & 63;
}

ISR(USART_UDRE_vect) {
    UDR0 = out_ring[out_tail];
    out_tail = (out_tail + 1) & 127;
    if (out_tail == out_head) UCSR0B &= ~(1 << UDRIE0);
}

int main() {
    static const uint8_t phases[] = {0x3, 0x6, 0xC, 0x9};
    DDRB = 0x0F;
    TWBR = 72;
    UBRR0 = 25;
    UCSR0B = (1 << RXEN0) | (1 << TXEN0) | (1 << RXCIE0);
    TIMSK1 = 1 << TOIE1;
    TCCR1B = 1 << CS11;
    sei();
    for (;;) {
        const uint32_t now = ticks();
        if (position != target && now - last_step >= interval) {
            last_step += interval;
            position += target > position ? 1 : -1;
            coil = position & 3;
            PORTB = phases[coil];
        }
        if (now - last_reading >= 2000000UL) {
            last_reading = now;
            read_sensor();
        }
        if (in_head != in_tail) {
            const char c = in_ring[in_tail];
            in_tail = (in_tail + 1) & 63;
            if (c == '\n') {
                obey();
            } else if (length < sizeof line - 1) {
                line[length++] = c;
            }
        }
    }
}
