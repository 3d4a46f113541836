// The `q` line: where the focuser is, what it has still to do, what its sensor says.
//   q:POS:TOGO:TYPE:TEMP:HUM:DEW:COMP
// Drivers in the field crash on a missing, empty or non-numeric field, so the writer always gives all eight.
#ifndef FOCUSERLINK_DEVICE_WIRE_STATUS_H
#define FOCUSERLINK_DEVICE_WIRE_STATUS_H

#include "device/units.h"
#include "device/wire/text.h"

namespace focus {
namespace wire {

struct Status {
    Position position;
    Steps to_go;              ///< 0 only at rest; either sign while moving
    int32_t sensor_type = 0;  ///< 0: no sensor, the next three mean nothing
    int32_t temperature = 0;  ///< hundredths of C
    int32_t humidity = 0;     ///< hundredths of a percent
    int32_t dew_point = 0;    ///< hundredths of C
    Steps compensation;       ///< compensation difference due
};

inline void write_status(LineWriter& out, const Status& s) {
    out.put('q').field(s.position.steps).field(s.to_go.count).field(s.sensor_type);
    if (s.sensor_type > 0) {
        out.put(':').hundredths(s.temperature).put(':').hundredths(s.humidity).put(':').hundredths(s.dew_point);
    } else {
        out.text(":0:0:0");
    }
    out.field(s.compensation.count);
}

/// Reads a `q` answer; more fields than eight are other firmware's and ignored. False: not a status, `s` untouched.
inline bool parse_status(Text line, Status& s) {
    FieldReader fields(line);
    Text f{};
    Status r;
    if (!fields.next(f) || !f.equals("q")) return false;
    if (!fields.next(f) || !parse_integer(f, r.position.steps)) return false;
    if (!fields.next(f) || !parse_integer(f, r.to_go.count)) return false;
    if (!fields.next(f) || !parse_integer(f, r.sensor_type)) return false;
    int32_t* const sensor[] = {&r.temperature, &r.humidity, &r.dew_point};
    for (int32_t* value : sensor) {
        if (!fields.next(f)) return false;
        if (r.sensor_type > 0 && !parse_hundredths(f, *value)) return false;
    }
    if (!fields.next(f) || !parse_integer(f, r.compensation.count)) return false;
    s = r;
    return true;
}

}  // namespace wire
}  // namespace focus

#endif
