// The open extensions: lines that only a device answering `#:FocuserLink:open:<version>` understands.
//   v           v:MAJOR.MINOR.PATCH             firmware version
//   x           x:BOUND:MOVER:HOLDING:SENSOR:AGE:UPTIME:RESETS:CAUSE:ENABLED   extended status
//   X           X                               the shown position is right: clears "uncertain"
//   a, A:0|1    a:1, A                          compensation enabled (off: neither AUTO nor S moves)
//   D:DEFAULTS  D                               factory defaults, position 0; refused while moving
#ifndef FOCUSERLINK_DEVICE_WIRE_EXTENDED_H
#define FOCUSERLINK_DEVICE_WIRE_EXTENDED_H

#include "device/units.h"
#include "device/wire/text.h"

namespace focus {
namespace wire {

/// Who caused the last motion.
enum class Mover : uint8_t { nobody = 0, host = 1, button = 2, compensation = 3 };

/// `not_looked`: just powered on; whether there is a sensor shows with the first conversion, within about a second.
enum class SensorKind : uint8_t { none = 0, sht3x = 1, htu21d = 2, aht20 = 3, not_looked = 4 };

enum class ResetCause : uint8_t { power_on = 0, external = 1, brown_out = 2, watchdog = 3 };

struct ExtendedStatus {
    Steps bound;  ///< 0: the position is certain; n: it may be wrong by up to n steps either way
    Mover mover = Mover::nobody;
    bool holding = false;                  ///< coils are powered at this moment
    SensorKind sensor = SensorKind::none;  ///< what answered at the last conversion
    int32_t sensor_age = -1;               ///< s since the last believed reading, -1 if there was none
    int32_t uptime = 0;                    ///< s
    int32_t resets = 0;                    ///< since the EEPROM was new
    ResetCause cause = ResetCause::power_on;
    bool compensation_enabled = true;
};

inline void write_extended(LineWriter& out, const ExtendedStatus& s) {
    out.put('x').field(s.bound.count).field(static_cast<int32_t>(s.mover)).field(s.holding ? 1 : 0);
    out.field(static_cast<int32_t>(s.sensor)).field(s.sensor_age).field(s.uptime).field(s.resets);
    out.field(static_cast<int32_t>(s.cause)).field(s.compensation_enabled ? 1 : 0);
}

/// Reads an `x` answer; further fields are ignored. False: not one, or a field out of its range; `s` untouched.
inline bool parse_extended(Text line, ExtendedStatus& s) {
    FieldReader fields(line);
    Text f{};
    int32_t v[9] = {};
    const int32_t low[9] = {0, 0, 0, 0, -1, 0, 0, 0, 0};
    const int32_t high[9] = {2000000, 3, 1, 4, INT32_MAX, INT32_MAX, INT32_MAX, 3, 1};
    if (!fields.next(f) || !f.equals("x")) return false;
    for (unsigned i = 0; i < 9; ++i) {
        if (!fields.next(f) || !parse_integer(f, v[i]) || v[i] < low[i] || v[i] > high[i]) return false;
    }
    s.bound = Steps(v[0]);
    s.mover = static_cast<Mover>(v[1]);
    s.holding = v[2] != 0;
    s.sensor = static_cast<SensorKind>(v[3]);
    s.sensor_age = v[4];
    s.uptime = v[5];
    s.resets = v[6];
    s.cause = static_cast<ResetCause>(v[7]);
    s.compensation_enabled = v[8] != 0;
    return true;
}

}  // namespace wire
}  // namespace focus

#endif
