// A line that can be believed: the cable has no checksum, so a host may end any request with `*HH`, and the device then
// checks it, does nothing and says `!:check` when it is wrong, and ends its answer in the same way.
//   HH: CRC-8 of everything before the `*`, polynomial x^8 + x^2 + x + 1 (0x07), start 0, highest bit first, as two
//   upper-case hexadecimal digits. "q*50", "R:0:12000*79"
#ifndef FOCUSERLINK_DEVICE_WIRE_CHECK_H
#define FOCUSERLINK_DEVICE_WIRE_CHECK_H

#include "device/crc8.h"
#include "device/wire/text.h"

namespace focus {
namespace wire {

/// What `*HH` adds to a line, characters.
constexpr unsigned kCheckSize = 3;

enum class Check : uint8_t { none, right, wrong };

/// The two digits for this line.
inline void write_check(Text line, char* digits) {
    uint8_t crc = crc8(reinterpret_cast<const uint8_t*>(line.data), static_cast<uint8_t>(line.size), 0x07, 0);
    for (uint8_t i = 2; i != 0; crc = static_cast<uint8_t>(crc >> 4)) {
        const uint8_t digit = crc & 0x0FU;
        digits[--i] = static_cast<char>(digit < 10 ? '0' + digit : 'A' - 10 + digit);
    }
}

/// Takes the `*HH` off, if there is one.
inline Check take_check(Text& line) {
    const char* const digits = line.data + line.size - 2;
    if (line.size < kCheckSize || digits[-1] != '*') return Check::none;
    line.size -= kCheckSize;
    char right[2];
    write_check(line, right);
    return digits[0] == right[0] && digits[1] == right[1] ? Check::right : Check::wrong;
}

/// Ends a line with its `*HH`.
inline void put_check(LineWriter& line) {
    char digits[2];
    write_check(line.line(), digits);
    line.put('*').put(digits[0]).put(digits[1]);
}

}  // namespace wire
}  // namespace focus

#endif
