// Every pin of the ATmega328P that the focuser uses, and nothing else about the board. On an Arduino Nano PB0 is D8,
// PD2 is D2 and PC4 is A4; docs/build-your-own.md has the whole table.
#ifndef FOCUSERLINK_FIRMWARE_PINS_H
#define FOCUSERLINK_FIRMWARE_PINS_H

#include <avr/io.h>
#include <stdint.h>

namespace focus {
namespace pins {

// Coils: PB0..PB3 are bits 0..3 of a CoilPhase. Nothing else on this port is driven, so one write sets all four.
constexpr uint8_t kCoils = 0x0F;
inline volatile uint8_t& coil_port() { return PORTB; }
inline volatile uint8_t& coil_direction() { return DDRB; }

// Buttons to ground, held up by the chip: PD2 in, PD3 out.
constexpr uint8_t kButtonInPin = 1 << PD2;
constexpr uint8_t kButtonOutPin = 1 << PD3;
inline volatile uint8_t& button_port() { return PORTD; }
inline uint8_t button_levels() { return PIND; }

// The sensor's wires, for clocking a stuck bus free; in between the TWI drives them. They are only ever pulled low or
// let go: the pull-up resistors sit beside the socket.
constexpr uint8_t kSda = 1 << PC4;
constexpr uint8_t kScl = 1 << PC5;
inline volatile uint8_t& bus_direction() { return DDRC; }

// The cable is PD0 (receives) and PD1 (sends); the UART takes both over by itself.

// Not connected: driven low (a Nano has its lamp on PB5) or held up, so that they do not float and cost current.
constexpr uint8_t kUnusedB = (1 << PB4) | (1 << PB5);
constexpr uint8_t kUnusedC = (1 << PC0) | (1 << PC1) | (1 << PC2) | (1 << PC3);
constexpr uint8_t kUnusedD = (1 << PD4) | (1 << PD5) | (1 << PD6) | (1 << PD7);

}  // namespace pins
}  // namespace focus

#endif
