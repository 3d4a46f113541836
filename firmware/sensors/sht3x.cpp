// SHT30, SHT31, SHT35 (Sensirion), address 0x44 or 0x45.
#include <avr/pgmspace.h>

#include "firmware/sensors/sensor.h"

namespace focus {
namespace sht3x {

// One conversion of high repeatability, 15 ms, without holding the clock.
const Turn turns[] PROGMEM = {{0, 0, 2, {0x24, 0x00}}, {16, 6, 0, {}}, {}};

bool decode(const uint8_t* bytes, SensorReading& reading) {
    reading.kind = wire::SensorKind::sht3x;
    // The data sheet divides by 65535: less than a third of a hundredth apart.
    reading.temperature = Temperature(static_cast<int16_t>(part_of(word(bytes), 17500) - 4500));
    reading.humidity = Humidity(part_of(word(bytes + 3), 10000));
    return crc8_fits(bytes, 2, 0xFF) && crc8_fits(bytes + 3, 2, 0xFF);
}

}  // namespace sht3x
}  // namespace focus
