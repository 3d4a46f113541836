#include "firmware/uart.h"

#include <avr/interrupt.h>
#include <avr/io.h>

namespace focus {
namespace uart {
namespace {

constexpr uint32_t kBaud = 38400;
constexpr uint8_t kListen = (1 << RXEN0) | (1 << TXEN0) | (1 << RXCIE0);
constexpr uint8_t kSpeak = kListen | (1 << UDRIE0);
constexpr uint8_t kRing = 64;  // a power of two; 16 ms of bytes
constexpr uint8_t kHole = 0xFF;

uint8_t ring[kRing];
volatile uint8_t head = 0;  // where the interrupt puts the next byte
volatile uint8_t tail = 0;  // where the main loop takes the next one

uint8_t line_out[wire::kMaxLine + 1];
volatile uint8_t to_send = 0;  // bytes of line_out that have not left yet, which are its last ones
uint8_t size_out = 0;

}  // namespace

void begin() {
    UBRR0 = (F_CPU + 8 * kBaud) / (16 * kBaud) - 1;
    UCSR0A = 0;
    UCSR0C = (1 << UCSZ01) | (1 << UCSZ00);
    UCSR0B = kListen;
}

bool readable() { return head != tail && to_send == 0; }

bool read(char& c) {
    if (!readable()) return false;
    const uint8_t at = tail;
    c = static_cast<char>(ring[at]);
    tail = (at + 1) & (kRing - 1);
    return true;
}

void send(wire::Text line) {
    UCSR0B = kListen;
    uint8_t size = 0;
    while (size < line.size && size < wire::kMaxLine) {
        line_out[size] = static_cast<uint8_t>(line.data[size]);
        ++size;
    }
    line_out[size++] = '\n';
    size_out = size;
    to_send = size;
    UCSR0B = kSpeak;
}

}  // namespace uart
}  // namespace focus

ISR(USART_RX_vect) {
    using namespace focus::uart;
    const uint8_t bad = UCSR0A & ((1 << FE0) | (1 << DOR0));
    uint8_t byte = UDR0;
    sei();  // a step may be due; the next byte is a quarter of a millisecond away
    if (bad) byte = kHole;
    uint8_t at = head;
    const uint8_t next = (at + 1) & (kRing - 1);
    if (next == tail) {
        ring[(at - 1) & (kRing - 1)] = kHole;
        return;
    }
    ring[at] = byte;
    head = next;
}

ISR(USART_UDRE_vect) {
    using namespace focus::uart;
    const uint8_t left = to_send;
    UDR0 = line_out[static_cast<uint8_t>(size_out - left)];
    to_send = left - 1;
    if (left == 1) UCSR0B = kListen;
}
