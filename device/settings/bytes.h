// What EEPROM records are made of: little-endian numbers, and CRC-16/CCITT-FALSE bit by bit (no table, neither in flash
// nor in RAM), which finds every error burst of up to 16 bits.
#ifndef FOCUSERLINK_DEVICE_SETTINGS_BYTES_H
#define FOCUSERLINK_DEVICE_SETTINGS_BYTES_H

#include <stdint.h>

namespace focus {

inline uint16_t crc16(uint16_t crc, uint8_t byte) {
    crc = static_cast<uint16_t>(crc ^ (static_cast<uint16_t>(byte) << 8));
    for (uint8_t bit = 0; bit < 8; ++bit) {
        const uint16_t shifted = static_cast<uint16_t>(crc << 1);
        crc = (crc & 0x8000U) != 0 ? static_cast<uint16_t>(shifted ^ 0x1021U) : shifted;
    }
    return crc;
}

constexpr uint16_t kCrcStart = 0xFFFF;

/// Little-endian numbers in bytes, as the EEPROM holds them.
inline void put_bytes(uint8_t* to, int32_t value, uint8_t size) {
    uint32_t rest = static_cast<uint32_t>(value);
    for (uint8_t i = 0; i < size; ++i) {
        to[i] = static_cast<uint8_t>(rest);
        rest >>= 8;
    }
}

/// `size` bytes, 1..3, read back with their sign.
inline int32_t get_signed(const uint8_t* from, uint8_t size) {
    uint32_t value = (from[size - 1] & 0x80U) != 0 ? 0xFFFFFFFFUL : 0;
    for (uint8_t i = size; i != 0; --i) value = value << 8 | from[i - 1];
    return static_cast<int32_t>(value);
}

inline int32_t get_unsigned(const uint8_t* from, uint8_t size) {
    uint32_t value = 0;
    for (uint8_t i = size; i != 0; --i) value = value << 8 | from[i - 1];
    return static_cast<int32_t>(value);
}

}  // namespace focus

#endif
