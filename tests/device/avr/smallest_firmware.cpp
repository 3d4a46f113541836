// The smallest firmware: the whole device on a board of bare registers, so that the AVR compiler sees every line of it
// and the linker tells what it costs. It has the shape of a real main.cpp but drives nothing in particular.
#include <avr/interrupt.h>
#include <avr/io.h>
#include <avr/pgmspace.h>

#include "device/focuser_device.h"

namespace focus {

uint16_t ramp_entry(uint16_t index) {
    static constexpr RampTable table PROGMEM;
    return pgm_read_word(&table.ticks[index]);
}

class RegisterBoard {
public:
    uint32_t now() { return millis_; }
    void set_coils(CoilPhase phase) { PORTB = phase; }
    void arm_step_timer(uint32_t ticks) { OCR1A = static_cast<uint16_t>(OCR1A + ticks); }
    void stop_step_timer() { TIMSK1 = 0; }
    void write(wire::Text line) {
        for (unsigned i = 0; i < line.size; ++i) UDR0 = line.data[i];
    }
    uint8_t eeprom_read(uint16_t address) {
        EEAR = address;
        EECR |= _BV(EERE);
        return EEDR;
    }
    bool eeprom_busy() { return (EECR & _BV(EEPE)) != 0; }
    void eeprom_write(uint16_t address, const uint8_t* data, uint8_t size) {
        EEAR = address;
        for (uint8_t i = 0; i < size; ++i) EEDR = data[i];
    }
    bool read_sensor(SensorReading& reading) {
        reading.temperature = Temperature(static_cast<int16_t>(TWDR));
        reading.humidity = Humidity(static_cast<int16_t>(TWBR));
        reading.kind = wire::SensorKind::sht3x;
        return (TWCR & _BV(TWINT)) != 0;
    }
    uint8_t buttons() { return PIND; }
    wire::ResetCause reset_cause() { return static_cast<wire::ResetCause>(MCUSR & 3); }
    void tick() { ++millis_; }

    class InterruptGuard {
    public:
        explicit InterruptGuard(RegisterBoard&) : status_(SREG) { cli(); }
        ~InterruptGuard() {
            __asm__ volatile("" ::: "memory");
            SREG = status_;
        }

    private:
        uint8_t status_;
    };

private:
    uint32_t millis_ = 0;
};

RegisterBoard board;
FocuserDevice<RegisterBoard> device(board);

}  // namespace focus

ISR(TIMER1_COMPA_vect) { focus::device.on_step_timer(); }

int main() {
    focus::device.start();
    sei();
    for (;;) {
        focus::board.tick();
        if ((UCSR0A & _BV(RXC0)) != 0) focus::device.receive(static_cast<char>(UDR0));
        focus::device.poll();
    }
}
