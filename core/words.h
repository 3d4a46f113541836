// What the values of a FocuserState are called, the same on every face: terminal, page, INDI. English, plain
// ASCII; the panel, which is translated, takes its own. Any thread.
#pragma once

#include <cstdint>
#include <string>

#include "core/focuser.h"

namespace focus {

/// "1 step", "35 steps", "-3 steps".
std::string steps_text(int64_t count);
/// "connected", "connecting", "disconnected".
const char* word(Link link);
/// "off", "manual", "automatic".
const char* word(Compensation mode);
/// "SHT3x", "not looked yet", "none".
const char* word(wire::SensorKind kind);
/// Why the device started: "power on", "low voltage".
const char* word(wire::ResetCause cause);
/// "temperature compensation", "nobody since power on": for "moved by ...".
const char* mover_words(wire::Mover mover);
/// The same for scripts and files: "nobody", "host", "button", "compensation".
const char* mover_key(wire::Mover mover);
/// "1 C colder: 35 steps inward", "no compensation". `coefficient` in steps/C x 100.
std::string coefficient_words(int32_t coefficient);
/// The same as a sentence of its own.
std::string coefficient_sentence(int32_t coefficient);

}  // namespace focus
