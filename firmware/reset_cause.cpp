#include "firmware/reset_cause.h"

#include <avr/io.h>
#include <avr/wdt.h>

namespace focus {
namespace {

// Not cleared at start-up, for it is written before that.
uint8_t flags __attribute__((section(".noinit")));

}  // namespace

extern "C" void note_reset_cause() __attribute__((naked, used, section(".init3")));
extern "C" void note_reset_cause() {
    flags = MCUSR;
    MCUSR = 0;
    wdt_disable();
}

wire::ResetCause noted_reset_cause() {
    // Power coming up trips the brown-out detector as well. No flag at all: a bootloader took them; it starts after the
    // reset line more often than after anything else.
    if (flags & (1 << PORF)) return wire::ResetCause::power_on;
    if (flags & (1 << BORF)) return wire::ResetCause::brown_out;
    if (flags & (1 << WDRF)) return wire::ResetCause::watchdog;
    return wire::ResetCause::external;
}

}  // namespace focus
