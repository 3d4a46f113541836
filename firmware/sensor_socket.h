// The sensor socket: whatever is plugged into it is found, asked once a second, and missed when it is pulled. Nothing
// here waits: a conversion is a row of short transfers, and a bus that hangs is cleared in passing. Main loop only.
#ifndef FOCUSERLINK_FIRMWARE_SENSOR_SOCKET_H
#define FOCUSERLINK_FIRMWARE_SENSOR_SOCKET_H

#include "firmware/sensors/sensor.h"

namespace focus {

class SensorSocket {
public:
    /// About once a millisecond; `now` in ms, may wrap.
    void poll(uint32_t now);
    /// See device/board.h.
    bool take(SensorReading& reading);

private:
    enum class Doing : uint8_t {
        resting,       ///< until the second is over
        pausing,       ///< until the next transfer is due
        transferring,  ///< until the bus is through
        clearing       ///< a bus that hung
    };

    void begin();
    void load_turn();
    void converted();
    void failed();
    void finish();

    Doing doing_ = Doing::resting;
    uint8_t place_ = 0;    // which kind at which address
    uint8_t refused_ = 0;  // places that gave no reading in this second
    bool found_ = false;   // this place gave the last reading
    bool ready_ = false;
    uint8_t got_ = 0;             // bytes of the conversion so far
    uint8_t since_ = 0;           // ms, when the pause, the transfer or the last clearing step began
    uint16_t second_ = 0;         // ms, when the conversion began
    const Turn* next_ = nullptr;  // in flash; `turn_` is a copy of it
    Turn turn_ = {};
    uint8_t bytes_[kMostRead] = {};
    SensorReading reading_;
};

}  // namespace focus

#endif
