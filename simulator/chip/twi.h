// The chip's TWI as bus master: the status codes of the datasheet, bus time by TWBR and prescaler, clock stretching,
// a slave that does not answer, and a bus that somebody holds (then a START never comes to its end).
#pragma once

#include "simulator/chip/i2c_bus.h"

namespace focus::chip {

class Twi : public Part {
public:
    Twi(Core& core, I2cBus& bus);

    void reset() override;
    void write(Register where, std::uint8_t value) override;
    std::uint8_t read(Register where) override;
    void run() override;

    /// Whole bytes that crossed the bus.
    unsigned bytes() const { return bytes_; }

private:
    enum class State { idle, started, writing, reading, lost };
    enum class Doing { nothing, start, stop, address, write_byte, read_byte };

    Cycle bit() const;
    void begin(Doing what, Cycle duration);
    void begin_byte();
    void finish(std::uint8_t status);
    void abandon();
    void send_address();
    void update_line();

    Core& core_;
    I2cBus& bus_;
    State state_ = State::idle;
    Doing doing_ = Doing::nothing;
    bool restart_ = false;  // START follows STOP at once
    unsigned bytes_ = 0;
};

}  // namespace focus::chip
