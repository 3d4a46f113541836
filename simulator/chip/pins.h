// The chip's three ports. An input reads what the world outside drives, else 1 with its pull-up on; writing the port
// never changes what is pressed. Pin-change interrupts included.
#pragma once

#include <array>
#include <functional>

#include "simulator/chip/core.h"

namespace focus::chip {

/// One pin: port 'B', 'C' or 'D', bit 0..7.
struct Pin {
    char port;
    std::uint8_t bit;

    bool operator==(const Pin&) const = default;
};

class Pins : public Part {
public:
    explicit Pins(Core& core);

    /// Something outside holds the pin at this level, or lets go of it.
    void drive(Pin pin, bool high);
    void release(Pin pin);
    /// What a voltmeter shows: the chip's own level when it is an output.
    bool level(Pin pin) const;
    /// The chip pulls the pin low (output, 0) or drives it high.
    bool driven_low(Pin pin) const;
    bool driven_high(Pin pin) const;

    /// After every change of a port's or a direction's register.
    std::function<void()> on_change;

    void reset() override;
    void write(Register where, std::uint8_t value) override;
    std::uint8_t read(Register where) override;
    void taken(Vector vector) override;

private:
    struct Port {
        std::uint8_t out = 0, direction = 0;
        std::uint8_t held = 0, held_high = 0;  // by the world outside
        std::uint8_t last = 0;

        std::uint8_t levels() const {
            const std::uint8_t free = static_cast<std::uint8_t>(~direction & ~held);
            return static_cast<std::uint8_t>((out & direction) | (held_high & held & ~direction) | (out & free));
        }
    };

    Port& port(char name) { return ports_[static_cast<unsigned>(name - 'B')]; }
    const Port& port(char name) const { return ports_[static_cast<unsigned>(name - 'B')]; }
    void changed();
    void update_lines();

    Core& core_;
    std::array<Port, 3> ports_;
};

}  // namespace focus::chip
