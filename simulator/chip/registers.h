// The ATmega328P's registers (data addresses) and interrupt vectors, as far as the chip's parts are modelled.
#pragma once

#include <cstdint>

namespace focus::chip {

using Register = std::uint16_t;
using Vector = std::uint8_t;

inline constexpr std::uint16_t kRamStart = 0x100;
inline constexpr std::uint16_t kRamEnd = 0x8FF;
inline constexpr unsigned kVectors = 26;

namespace reg {
inline constexpr Register pinb = 0x23, ddrb = 0x24, portb = 0x25;
inline constexpr Register pinc = 0x26, ddrc = 0x27, portc = 0x28;
inline constexpr Register pind = 0x29, ddrd = 0x2A, portd = 0x2B;
inline constexpr Register tifr0 = 0x35, tifr1 = 0x36, tifr2 = 0x37, pcifr = 0x3B;
inline constexpr Register eecr = 0x3F, eedr = 0x40, eearl = 0x41, eearh = 0x42;
inline constexpr Register gtccr = 0x43;
inline constexpr Register tccr0a = 0x44, tccr0b = 0x45, tcnt0 = 0x46, ocr0a = 0x47, ocr0b = 0x48;
inline constexpr Register smcr = 0x53, mcusr = 0x54, spl = 0x5D, sph = 0x5E, sreg = 0x5F;
inline constexpr Register wdtcsr = 0x60, pcicr = 0x68, pcmsk0 = 0x6B, pcmsk1 = 0x6C, pcmsk2 = 0x6D;
inline constexpr Register timsk0 = 0x6E, timsk1 = 0x6F, timsk2 = 0x70;
inline constexpr Register tccr1a = 0x80, tccr1b = 0x81, tccr1c = 0x82, tcnt1l = 0x84, tcnt1h = 0x85;
inline constexpr Register icr1l = 0x86, icr1h = 0x87, ocr1al = 0x88, ocr1ah = 0x89, ocr1bl = 0x8A, ocr1bh = 0x8B;
inline constexpr Register tccr2a = 0xB0, tccr2b = 0xB1, tcnt2 = 0xB2, ocr2a = 0xB3, ocr2b = 0xB4;
inline constexpr Register twbr = 0xB8, twsr = 0xB9, twar = 0xBA, twdr = 0xBB, twcr = 0xBC;
inline constexpr Register ucsr0a = 0xC0, ucsr0b = 0xC1, ucsr0c = 0xC2, ubrr0l = 0xC4, ubrr0h = 0xC5, udr0 = 0xC6;
}  // namespace reg

namespace vect {
inline constexpr Vector pcint0 = 3, pcint1 = 4, pcint2 = 5, wdt = 6;
inline constexpr Vector timer2_compa = 7, timer1_compa = 11, timer0_compa = 14;
inline constexpr Vector usart_rx = 18, usart_udre = 19, usart_tx = 20, ee_ready = 22, twi = 24;
}  // namespace vect

/// Bits of MCUSR.
inline constexpr std::uint8_t kPowerOnReset = 1, kExternalReset = 2, kBrownOutReset = 4, kWatchdogReset = 8;

}  // namespace focus::chip
