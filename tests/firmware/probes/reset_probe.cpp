// Puts MCUSR in RAM, clears it, then lets the watchdog bite after 16 ms unless PD2 is low.
#include <avr/io.h>
#include <avr/wdt.h>

volatile uint8_t cause __attribute__((section(".noinit")));
volatile uint8_t boots __attribute__((section(".noinit")));

void early() __attribute__((naked, used, section(".init3")));
void early() {
    cause = MCUSR;
    MCUSR = 0;
    wdt_disable();
}

int main() {
    PORTD = 1 << PD2;
    ++boots;
    wdt_enable(WDTO_15MS);
    for (;;) {
        if (!(PIND & (1 << PD2))) wdt_reset();
    }
}
