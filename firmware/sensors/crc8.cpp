#include "device/crc8.h"

#include "firmware/sensors/sensor.h"

namespace focus {

bool crc8_fits(const uint8_t* bytes, uint8_t size, uint8_t seed) {
    return crc8(bytes, size, 0x31, seed) == bytes[size];
}

}  // namespace focus
