// The quantities every room shares. Freestanding C++14: compiled for the ATmega328P and for the PC.
//
// Position is absolute, Steps is a difference; they are different types so that adding two positions does
// not compile. Temperature is hundredths of a degree Celsius in an integer: the device has no floating point.
#ifndef FOCUSERLINK_DEVICE_UNITS_H
#define FOCUSERLINK_DEVICE_UNITS_H

#include <stdint.h>

namespace focus {

/// A signed number of motor steps; positive is outward.
struct Steps {
    int32_t count;
    constexpr explicit Steps(int32_t n = 0) : count(n) {}
};

/// Absolute focuser position in steps: 0 is fully in, outward is positive.
struct Position {
    int32_t steps;
    constexpr explicit Position(int32_t n = 0) : steps(n) {}
};

constexpr Position operator+(Position p, Steps s) { return Position(p.steps + s.count); }
constexpr Position operator-(Position p, Steps s) { return Position(p.steps - s.count); }
constexpr Steps operator-(Position a, Position b) { return Steps(a.steps - b.steps); }
constexpr Steps operator+(Steps a, Steps b) { return Steps(a.count + b.count); }
constexpr Steps operator-(Steps a, Steps b) { return Steps(a.count - b.count); }
constexpr Steps operator-(Steps s) { return Steps(-s.count); }

constexpr bool operator==(Position a, Position b) { return a.steps == b.steps; }
constexpr bool operator!=(Position a, Position b) { return a.steps != b.steps; }
constexpr bool operator<(Position a, Position b) { return a.steps < b.steps; }
constexpr bool operator==(Steps a, Steps b) { return a.count == b.count; }
constexpr bool operator!=(Steps a, Steps b) { return a.count != b.count; }
constexpr bool operator<(Steps a, Steps b) { return a.count < b.count; }

/// The nearest position to `p` within [low, high].
constexpr Position clip(Position p, Position low, Position high) { return p < low ? low : high < p ? high : p; }

/// Hundredths of a degree Celsius; the device's sensors span -4000 .. 12500.
struct Temperature {
    int16_t centi;
    constexpr explicit Temperature(int16_t hundredths = 0) : centi(hundredths) {}
};

/// Relative humidity in hundredths of a percent, 0 .. 10000.
struct Humidity {
    int16_t centi;
    constexpr explicit Humidity(int16_t hundredths = 0) : centi(hundredths) {}
};

}  // namespace focus

#endif
