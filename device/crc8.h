// CRC-8, highest bit first: of lines on the cable and of what sensors send, each with its polynomial and its start.
#ifndef FOCUSERLINK_DEVICE_CRC8_H
#define FOCUSERLINK_DEVICE_CRC8_H

#include <stdint.h>

namespace focus {

/// `polynomial` without its x^8.
inline uint8_t crc8(const uint8_t* bytes, uint8_t size, uint8_t polynomial, uint8_t start) {
    uint8_t crc = start;
    for (; size != 0; --size) {
        crc = static_cast<uint8_t>(crc ^ *bytes++);
        for (uint8_t bit = 8; bit != 0; --bit) {
            const bool high = (crc & 0x80U) != 0;
            crc = static_cast<uint8_t>(crc << 1);
            if (high) crc = static_cast<uint8_t>(crc ^ polynomial);
        }
    }
    return crc;
}

}  // namespace focus

#endif
