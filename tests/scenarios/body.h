// Body: a focuser that can be commanded, warmed, pressed and robbed of its power, whatever it is made of. The scenarios
// know nothing else, so that one list runs on every body.
#pragma once

#include <cstdint>
#include <memory>
#include <ostream>
#include <string>
#include <vector>

#include "device/wire/extended.h"

namespace focus::testing {

class Body {
public:
    virtual ~Body() = default;

    /// One request and its answer, without newlines.
    virtual std::string ask(const std::string& line) = 0;
    /// Bytes on the cable; answers to them are thrown away.
    virtual void noise(const std::string& bytes) = 0;
    /// Time passes for the body.
    virtual void run_for(uint32_t ms) = 0;

    /// The power goes at this instant, or at the `steps`-th step from now; it comes back at `power_on`.
    virtual void power_cut() = 0;
    virtual void power_cut_in(unsigned steps) = 0;
    virtual bool powered() const = 0;
    virtual void power_on() = 0;
    /// For this reason; the device has begun anew when it returns.
    virtual void reset(wire::ResetCause cause) = 0;

    /// C, at the sensor, at once.
    virtual void set_temperature(double celsius) = 0;
    /// The next reading, and only that, is this.
    virtual void spike(double celsius) = 0;
    /// It repeats its next reading for ever, until it is plugged again.
    virtual void freeze_sensor() = 0;
    virtual void unplug_sensor() = 0;
    virtual void plug_sensor() = 0;
    /// Another kind of sensor takes the place of the one in the socket.
    virtual void plug_sensor(wire::SensorKind kind) = 0;
    /// Buttons held from now on.
    virtual void press(bool in, bool out) = 0;

    /// Where the rotor truly is, full steps in the sense of the phases, from a zero of its own.
    virtual int64_t rotor() const = 0;
    /// What the body itself saw go wrong: a slipped rotor, a broken promise. Empty: nothing.
    virtual std::string fault() const = 0;
};

struct BodyKind {
    const char* name;
    std::unique_ptr<Body> (*make)();
};
/// For the names of the tests.
inline void PrintTo(const BodyKind& kind, std::ostream* out) { *out << kind.name; }

/// The bodies that need more than this computer: see tests/scenarios/bodies/.
std::vector<BodyKind> further_bodies();
/// Every body there is.
const std::vector<BodyKind>& bodies();

}  // namespace focus::testing
