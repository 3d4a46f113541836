// Dew point in integers: Magnus with Sonntag's coefficients, g = ln(RH/100) + 17.62 T / (243.12 + T),
// Td = 243.12 g / (17.62 - g). Within 0.02 C for -40..60 C and 1..100 %.
#ifndef FOCUSERLINK_DEVICE_SENSOR_DEW_POINT_H
#define FOCUSERLINK_DEVICE_SENSOR_DEW_POINT_H

#include "device/units.h"

namespace focus {

namespace dew {

constexpr int32_t kOne = 4096;  // g is kept in 1/4096

/// ln(x / 10000) in 1/4096, for x 1..10000.
inline int32_t log_of_share(uint32_t x) {
    // log2(x) in 1/65536 by squaring: a mantissa of 15 bits in [1, 2), one bit of the result each time it passes 2.
    uint32_t log2 = 15;
    for (; x < 0x8000U; x <<= 1) --log2;
    for (uint8_t bit = 0; bit < 16; ++bit) {
        log2 <<= 1;
        x = (x * x + 0x4000U) >> 15;
        if (x >= 0x10000) {
            x >>= 1;
            ++log2;
        }
    }
    const uint32_t below = (uint32_t(870824) - log2 + 8) >> 4;                // log2(10000) - log2(x) in 1/4096
    return -static_cast<int32_t>((below * uint32_t(45426) + 0x8000U) >> 16);  // times ln 2
}

}  // namespace dew

/// False: there is none (no humidity).
inline bool dew_point(Temperature temperature, Humidity humidity, Temperature& result) {
    if (humidity.centi <= 0) return false;
    const int32_t t = temperature.centi;
    const uint32_t share = humidity.centi > 10000 ? 10000 : static_cast<uint32_t>(humidity.centi);
    const int32_t below = 24312 + t;
    const int32_t product = 72172 * t;  // 17.62 * 4096
    const int32_t g = dew::log_of_share(share) + (product + (product < 0 ? -below : below) / 2) / below;
    const int32_t divisor = 72172 - g;
    const int32_t dividend = 24312 * g;
    result = Temperature(static_cast<int16_t>((dividend + (dividend < 0 ? -divisor : divisor) / 2) / divisor));
    return true;
}

}  // namespace focus

#endif
