#include "core/words.h"

#include "core/compensation/compensation_fit.h"

namespace focus {

std::string steps_text(int64_t count) {
    return std::to_string(count) + (count == 1 || count == -1 ? " step" : " steps");
}

const char* word(Link link) {
    if (link == Link::connected) return "connected";
    return link == Link::connecting ? "connecting" : "disconnected";
}

const char* word(Compensation mode) {
    if (mode == Compensation::off) return "off";
    return mode == Compensation::manual ? "manual" : "automatic";
}

const char* word(wire::SensorKind kind) {
    switch (kind) {
        case wire::SensorKind::sht3x: return "SHT3x";
        case wire::SensorKind::htu21d: return "HTU21D";
        case wire::SensorKind::aht20: return "AHT20";
        case wire::SensorKind::not_looked: return "not looked yet";
        case wire::SensorKind::none: break;
    }
    return "none";
}

const char* word(wire::ResetCause cause) {
    switch (cause) {
        case wire::ResetCause::power_on: return "power on";
        case wire::ResetCause::external: return "the reset line";
        case wire::ResetCause::brown_out: return "low voltage";
        case wire::ResetCause::watchdog: break;
    }
    return "the watchdog";
}

const char* mover_words(wire::Mover mover) {
    switch (mover) {
        case wire::Mover::host: return "a program";
        case wire::Mover::button: return "the device's buttons";
        case wire::Mover::compensation: return "temperature compensation";
        case wire::Mover::nobody: break;
    }
    return "nobody since power on";
}

const char* mover_key(wire::Mover mover) {
    switch (mover) {
        case wire::Mover::host: return "host";
        case wire::Mover::button: return "button";
        case wire::Mover::compensation: return "compensation";
        case wire::Mover::nobody: break;
    }
    return "nobody";
}

std::string coefficient_words(int32_t coefficient) { return coefficient_in_words(coefficient / 100.0); }

std::string coefficient_sentence(int32_t coefficient) {
    if (coefficient == 0) return "No compensation for temperature.";
    return coefficient_words(coefficient) + ".";
}

}  // namespace focus
