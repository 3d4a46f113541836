// HTU21D (TE), SHT20, SHT21, SHT25 (Sensirion) and Si7021 (Silicon Labs), address 0x40.
#include <avr/pgmspace.h>

#include "firmware/sensors/sensor.h"

namespace focus {
namespace htu21d {

// Temperature, then humidity, without holding the clock. The times are the longest of the family's.
const Turn turns[] PROGMEM = {{0, 0, 1, {0xF3}}, {85, 3, 0, {}}, {0, 0, 1, {0xF5}}, {29, 3, 0, {}}, {}};

bool decode(const uint8_t* bytes, SensorReading& reading) {
    constexpr uint16_t kStatus = 3;  // the last two bits are not measured
    reading.kind = wire::SensorKind::htu21d;
    reading.temperature = Temperature(static_cast<int16_t>(part_of(word(bytes) & ~kStatus, 17572) - 4685));
    reading.humidity = Humidity(static_cast<int16_t>(part_of(word(bytes + 3) & ~kStatus, 12500) - 600));
    // With this seed a bus that stays low has a good checksum.
    return word(bytes) != 0 && word(bytes + 3) != 0 && crc8_fits(bytes, 2, 0) && crc8_fits(bytes + 3, 2, 0);
}

}  // namespace htu21d
}  // namespace focus
