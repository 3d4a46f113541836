// A kind of sensor, as data: the transfers of one conversion, and what the bytes that came mean. To add a kind, write a
// file like its neighbours and name it in sensor_socket.cpp.
#ifndef FOCUSERLINK_FIRMWARE_SENSORS_SENSOR_H
#define FOCUSERLINK_FIRMWARE_SENSORS_SENSOR_H

#include "device/board.h"

namespace focus {

/// One transfer: a write of up to three bytes, or a read when `write` is 0. The bytes of all reads of a conversion lie
/// one after the other, at most kMostRead. A turn of zeros ends the list. Lists live in flash.
struct Turn {
    uint8_t wait;  ///< ms before it
    uint8_t read;
    uint8_t write;
    uint8_t bytes[3];
};

constexpr uint8_t kMostRead = 7;

namespace sht3x {
extern const Turn turns[];
bool decode(const uint8_t* bytes, SensorReading& reading);
}  // namespace sht3x

namespace htu21d {
extern const Turn turns[];
bool decode(const uint8_t* bytes, SensorReading& reading);
}  // namespace htu21d

namespace aht20 {
extern const Turn turns[];
bool decode(const uint8_t* bytes, SensorReading& reading);
}  // namespace aht20

/// True if bytes[size] is the checksum of bytes[0 .. size): polynomial x^8 + x^5 + x^4 + 1, highest bit first.
bool crc8_fits(const uint8_t* bytes, uint8_t size, uint8_t seed);

/// The part of `whole` that `measured` is of 65536, to the nearest.
inline int16_t part_of(uint16_t measured, uint16_t whole) {
    return static_cast<int16_t>((static_cast<uint32_t>(measured) * whole + 0x8000) >> 16);
}
inline uint16_t word(const uint8_t* bytes) { return static_cast<uint16_t>(bytes[0] << 8 | bytes[1]); }

}  // namespace focus

#endif
