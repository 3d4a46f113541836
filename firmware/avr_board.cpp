#include "firmware/avr_board.h"

#include <avr/interrupt.h>
#include <avr/io.h>
#include <avr/power.h>
#include <avr/sleep.h>
#include <avr/wdt.h>

#include "firmware/twi.h"

namespace focus {

void AvrBoard::begin() {
    // Shorter than the 255 ms after which the tick would lose time, longer than any round of the main loop.
    wdt_enable(WDTO_120MS);

    pins::coil_port() = 0;
    pins::coil_direction() = pins::kCoils | pins::kUnusedB;
    PORTC = pins::kUnusedC;
    pins::button_port() = pins::kButtonInPin | pins::kButtonOutPin | pins::kUnusedD;

    power_adc_disable();
    power_spi_disable();
    ACSR = 1 << ACD;
    set_sleep_mode(SLEEP_MODE_IDLE);
    sleep_enable();

    ticks::begin();
    step_timer::begin();
    uart::begin();
    twi::begin();
    sei();
}

uint8_t AvrBoard::buttons() {
    const uint8_t levels = pins::button_levels();
    return static_cast<uint8_t>((levels & pins::kButtonInPin ? 0 : kButtonIn) |
                                (levels & pins::kButtonOutPin ? 0 : kButtonOut));
}

void AvrBoard::rest() {
    wdt_reset();
    socket_.poll(ticks::now());
    cli();
    if (!uart::readable()) {
        // An interrupt between these two still ends the sleep: the one after sei() is always executed first.
        sei();
        sleep_cpu();
    }
    sei();
}

}  // namespace focus
