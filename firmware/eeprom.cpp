#include "firmware/eeprom.h"

#include "firmware/handler.h"

namespace focus {
namespace eeprom {
namespace {

constexpr uint8_t kLongest = 64;

uint8_t waiting[kLongest];
uint8_t next = 0;  // of `waiting`
uint8_t end = 0;
uint16_t cell = 0;  // where waiting[next] goes
volatile bool writing = false;

}  // namespace

uint8_t read(uint16_t address) {
    // The interrupt shares the address register, and would take every chance to write before we read.
    EECR &= ~(1 << EERIE);
    while (EECR & (1 << EEPE)) {
    }
    EEAR = address;
    EECR |= 1 << EERE;
    const uint8_t value = EEDR;
    if (writing) EECR |= 1 << EERIE;
    return value;
}

bool busy() { return writing; }

void write(uint16_t address, const uint8_t* data, uint8_t size) {
    if (writing || size == 0 || size > kLongest) return;
    for (uint8_t i = 0; i < size; ++i) waiting[i] = data[i];
    next = 0;
    end = size;
    cell = address;
    writing = true;
    asm volatile("" ::: "memory");  // all of it is complete before the interrupt sees it
    EECR |= 1 << EERIE;
}

}  // namespace eeprom
}  // namespace focus

// The interrupt stays up as long as the EEPROM is ready, so it is silent until there is something to wait for.
FOCUSERLINK_LATE_HANDLER(EE_READY, EECR, 0) {
    using namespace focus::eeprom;
    while (next != end) {
        const uint8_t wanted = waiting[next++];
        EEAR = cell++;
        EECR |= 1 << EERE;
        if (EEDR == wanted) continue;
        EEDR = wanted;
        // The second must follow the first within four cycles, whatever the compiler thinks of it.
        asm volatile(
            "cli \n\t"
            "sbi %[control], %[master] \n\t"
            "sbi %[control], %[program] \n\t"
            "sei \n\t"
            "sbi %[control], %[ready] \n\t"
            :
            : [control] "I"(_SFR_IO_ADDR(EECR)), [master] "I"(EEMPE), [program] "I"(EEPE), [ready] "I"(EERIE));
        return;
    }
    writing = false;
}
