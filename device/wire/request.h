// The requests a device understands, decoded strictly: the whole line fits the form or it is refused with the reason.
#ifndef FOCUSERLINK_DEVICE_WIRE_REQUEST_H
#define FOCUSERLINK_DEVICE_WIRE_REQUEST_H

#include "device/wire/settings_line.h"
#include "device/wire/text.h"

namespace focus {
namespace wire {

/// The letters. Upper case acts or sets, lower case reads; those after `compensate` are the open extensions and the
/// family's two short reads.
enum class Verb : char {
    identify = '#',
    status = 'q',
    read_settings = 'u',
    write_settings = 'U',  ///< record
    read_buttons = 'f',
    set_buttons = 'F',  ///< value 0 or 1
    move = 'R',         ///< value: target, any int32
    sync = 'P',         ///< value: position, any int32
    halt = 'H',
    compensate = 'S',  ///< value: smallest difference, 0 or more
    read_position = 'p',
    read_moving = 'i',
    version = 'v',
    extended_status = 'x',
    confirm = 'X',
    read_enabled = 'a',
    set_enabled = 'A',  ///< value 0 or 1
    defaults = 'D'
};

struct Request {
    Verb verb = Verb::identify;
    int32_t value = 0;
    SettingsRecord record = {};
};

enum class Reason : uint8_t { none, unknown, arguments, too_long, check, slot, range, moving };

/// Why a request was not done. Converts to false when nothing is wrong.
struct Refusal {
    Reason reason;
    uint8_t slot;  ///< for Reason::slot: which
    constexpr explicit Refusal(Reason r = Reason::none, uint8_t n = 0) : reason(r), slot(n) {}
    constexpr explicit operator bool() const { return reason != Reason::none; }
};

inline void write_refusal(LineWriter& out, Refusal refusal) {
    out.text("!:");
    switch (refusal.reason) {
        case Reason::none:
        case Reason::too_long: break;
        case Reason::unknown: out.text("unknown"); break;
        case Reason::arguments: out.text("arguments"); break;
        case Reason::check: out.text("check"); break;
        case Reason::slot: out.text("slot ").number(refusal.slot); break;
        case Reason::range: out.text("range"); break;
        case Reason::moving: out.text("moving"); break;
    }
}

/// One integer within [low, high] as the last field.
inline Refusal parse_last(FieldReader& fields, int32_t low, int32_t high, int32_t& value) {
    Text field{};
    const bool good = fields.next(field) && parse_integer(field, value) && !fields.next(field);
    return Refusal(good && value >= low && value <= high ? Reason::none : Reason::arguments);
}

inline Refusal decode(Text line, Request& request) {
    FieldReader fields(line);
    Text field{};
    fields.next(field);
    if (field.size != 1) return Refusal(Reason::unknown);
    request.verb = static_cast<Verb>(field.data[0]);
    switch (request.verb) {
        case Verb::identify:
        case Verb::status:
        case Verb::read_settings:
        case Verb::read_buttons:
        case Verb::halt:
        case Verb::read_position:
        case Verb::read_moving:
        case Verb::version:
        case Verb::extended_status:
        case Verb::confirm:
        case Verb::read_enabled: return Refusal(fields.next(field) ? Reason::arguments : Reason::none);
        case Verb::set_buttons:
        case Verb::set_enabled: return parse_last(fields, 0, 1, request.value);
        case Verb::sync: return parse_last(fields, INT32_MIN, INT32_MAX, request.value);
        case Verb::compensate: return parse_last(fields, 0, INT32_MAX, request.value);
        case Verb::move:
            if (!fields.next(field) || !field.equals("0")) return Refusal(Reason::arguments);  // the only motor
            return parse_last(fields, INT32_MIN, INT32_MAX, request.value);
        case Verb::write_settings: {
            const uint8_t slot = parse_settings(fields, request.record);
            return slot == 0 ? Refusal() : Refusal(Reason::slot, slot);
        }
        case Verb::defaults:
            if (!fields.next(field) || !field.equals("DEFAULTS") || fields.next(field)) break;
            return Refusal();
        default: return Refusal(Reason::unknown);
    }
    return Refusal(Reason::arguments);
}

}  // namespace wire
}  // namespace focus

#endif
