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
constexpr uint8_t kBad = (1 << FE0) | (1 << DOR0);

// A byte's place is its number modulo kRing. The interrupt never looks whether there is room, which keeps it short; the
// main loop sees afterwards that there was none, and drops all that waits. That would be missed only by a round of the
// main loop of 66 ms, three times what the longest answer takes to leave.
volatile uint8_t ring[kRing];

uint8_t line_out[wire::kMaxLine + 1];
const uint8_t* volatile next_out = line_out;  // what the interrupt sends next; after a newline nothing

}  // namespace

uint8_t taken = 0;

void begin() {
    UBRR0 = (F_CPU + 8 * kBaud) / (16 * kBaud) - 1;
    UCSR0A = 0;
    UCSR0C = (1 << UCSZ01) | (1 << UCSZ00);
    GPIOR1 = 0;  // a bootloader may have used it
    UCSR0B = kListen;
}

bool read(char& c) {
    if (!readable()) return false;
    c = static_cast<char>(ring[taken % kRing]);
    // Looked at after the byte: it may have been overwritten just now.
    const uint8_t come = GPIOR1;
    if (static_cast<uint8_t>(come - taken) > kRing) {
        c = static_cast<char>(kHole);
        taken = come;
    } else {
        ++taken;
    }
    return true;
}

void send(wire::Text line) {
    UCSR0B = kListen;
    uint8_t size = 0;
    while (size < line.size && size < wire::kMaxLine) {
        line_out[size] = static_cast<uint8_t>(line.data[size]);
        ++size;
    }
    line_out[size] = '\n';
    next_out = line_out;
    asm volatile("" ::: "memory");  // the line is complete before the interrupt sees it
    UCSR0B = kSpeak;
}

}  // namespace uart
}  // namespace focus

// The two handlers are counted: see firmware/handler.h and kLead in firmware/step_timer.h.

// 48 cycles from the request to the end. GPIOR2 keeps a register: no handler that interrupts another uses it.
ISR(USART_RX_vect, ISR_NAKED) {
    using namespace focus::uart;
    asm volatile(
        "push r24 \n\t"
        "in r24, __SREG__ \n\t"
        "push r24 \n\t"
        "out %[spare], r25 \n\t"
        "push r30 \n\t"
        "push r31 \n\t"
        "in r30, %[head] \n\t"
        "lds r25, %[status] \n\t"
        "lds r24, %[data] \n\t"
        "andi r25, %[bad] \n\t"
        "breq 1f \n\t"
        "ldi r24, %[hole] \n\t"
        "1: mov r25, r30 \n\t"
        "inc r25 \n\t"
        "out %[head], r25 \n\t"
        "andi r30, %[mask] \n\t"
        "ldi r31, 0 \n\t"
        "subi r30, lo8(-(%[ring])) \n\t"
        "sbci r31, hi8(-(%[ring])) \n\t"
        "st Z, r24 \n\t"
        "pop r31 \n\t"
        "pop r30 \n\t"
        "in r25, %[spare] \n\t"
        "pop r24 \n\t"
        "out __SREG__, r24 \n\t"
        "pop r24 \n\t"
        "reti \n\t"
        :
        : [spare] "I"(_SFR_IO_ADDR(GPIOR2)), [head] "I"(_SFR_IO_ADDR(GPIOR1)), [status] "n"(_SFR_MEM_ADDR(UCSR0A)),
          [data] "n"(_SFR_MEM_ADDR(UDR0)), [bad] "M"(int{kBad}), [hole] "M"(int{kHole}), [mask] "M"(kRing - 1),
          [ring] "i"(ring));
}

// 46 cycles at most.
ISR(USART_UDRE_vect, ISR_NAKED) {
    using namespace focus::uart;
    asm volatile(
        "push r24 \n\t"
        "in r24, __SREG__ \n\t"
        "push r24 \n\t"
        "push r30 \n\t"
        "push r31 \n\t"
        "lds r30, %[next] \n\t"
        "lds r31, %[next]+1 \n\t"
        "ld r24, Z+ \n\t"
        "sts %[data], r24 \n\t"
        "sts %[next], r30 \n\t"
        "sts %[next]+1, r31 \n\t"
        "cpi r24, %[newline] \n\t"
        "brne 1f \n\t"
        "ldi r24, %[listen] \n\t"
        "sts %[control], r24 \n\t"
        "1: pop r31 \n\t"
        "pop r30 \n\t"
        "pop r24 \n\t"
        "out __SREG__, r24 \n\t"
        "pop r24 \n\t"
        "reti \n\t"
        :
        : [next] "i"(&next_out), [data] "n"(_SFR_MEM_ADDR(UDR0)), [control] "n"(_SFR_MEM_ADDR(UCSR0B)),
          [newline] "M"('\n'), [listen] "M"(int{kListen}));
}
