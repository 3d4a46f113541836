// The two wires to the sensor socket: who hangs on them, and whether somebody holds the data line down.
#pragma once

#include <cstdint>

#include "simulator/chip/pins.h"

namespace focus::chip {

/// A device on the bus. Times are the chip's cycles.
class I2cSlave {
public:
    I2cSlave() = default;
    I2cSlave(const I2cSlave&) = delete;
    I2cSlave& operator=(const I2cSlave&) = delete;
    virtual ~I2cSlave() = default;

    /// True: it acknowledges. `read`: the master wants to read.
    virtual bool address(std::uint8_t seven_bits, bool read, Cycle now) = 0;
    /// True: acknowledged.
    virtual bool write(std::uint8_t value, Cycle now) = 0;
    virtual std::uint8_t read(Cycle now) = 0;
    virtual void stop(Cycle) {}
    /// It holds the clock until then.
    virtual Cycle ready(Cycle now) { return now; }
};

class I2cBus {
public:
    /// PC5 is the clock, PC4 the data line; both have pull-ups on the sensor's board.
    explicit I2cBus(Pins& pins);

    /// At most one; null: the socket is empty.
    void attach(I2cSlave* slave) { slave_ = slave; }
    I2cSlave* slave() const { return slave_; }

    /// Something holds the data line low until it has seen so many clocks; 0: lets go.
    void hold_data(unsigned clocks);
    bool stuck() const { return clocks_to_free_ != 0; }

    /// The pins changed while the TWI did not own them: counts clocks made by the program.
    void pins_changed();

private:
    void show();

    Pins& pins_;
    I2cSlave* slave_ = nullptr;
    unsigned clocks_to_free_ = 0;
    bool clock_was_ = true;
};

}  // namespace focus::chip
