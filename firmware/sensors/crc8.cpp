#include "firmware/sensors/sensor.h"

namespace focus {

bool crc8_fits(const uint8_t* bytes, uint8_t size, uint8_t seed) {
    uint8_t crc = seed;
    for (uint8_t i = 0; i < size; ++i) {
        crc ^= bytes[i];
        for (uint8_t bit = 0; bit < 8; ++bit) crc = static_cast<uint8_t>(crc & 0x80 ? crc << 1 ^ 0x31 : crc << 1);
    }
    return crc == bytes[size];
}

}  // namespace focus
