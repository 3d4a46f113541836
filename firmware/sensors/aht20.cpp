// AHT20 (Aosong), also on boards together with a BMP280, address 0x38.
#include <avr/pgmspace.h>

#include "firmware/sensors/sensor.h"

namespace focus {
namespace aht20 {

// One that was just plugged in must load its calibration. It is told so each time: that costs 10 ms and needs no
// memory.
const Turn turns[] PROGMEM = {{0, 0, 3, {0xBE, 0x08, 0x00}}, {10, 0, 3, {0xAC, 0x33, 0x00}}, {80, 7, 0, {}}, {}};

bool decode(const uint8_t* bytes, SensorReading& reading) {
    constexpr uint8_t kBusy = 0x80;
    // Twenty bits each, humidity first; the upper sixteen are enough.
    const uint16_t temperature = static_cast<uint16_t>(bytes[3] << 12 | bytes[4] << 4 | bytes[5] >> 4);
    reading.kind = wire::SensorKind::aht20;
    reading.temperature = Temperature(static_cast<int16_t>(part_of(temperature, 20000) - 5000));
    reading.humidity = Humidity(part_of(word(bytes + 1), 10000));
    return !(bytes[0] & kBusy) && crc8_fits(bytes, 6, 0xFF);
}

}  // namespace aht20
}  // namespace focus
