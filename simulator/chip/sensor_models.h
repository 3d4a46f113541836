// The three sensors that fit the socket, as they behave on the bus: addresses, commands, conversion times, checksums,
// and what they do when asked too early. What they measure comes from a function, called when a conversion begins.
#pragma once

#include <functional>
#include <memory>
#include <vector>

#include "device/board.h"
#include "simulator/chip/i2c_bus.h"

namespace focus::chip {

/// CRC-8 of all three kinds, polynomial 0x31; they differ in the initial value.
std::uint8_t crc8(const std::uint8_t* data, std::size_t size, std::uint8_t initial);

class SensorModel : public I2cSlave {
public:
    using Measure = std::function<SensorReading()>;

    /// Powered at `now`; does not answer until it has started.
    static std::unique_ptr<SensorModel> make(wire::SensorKind kind, Measure measure, Cycle now);

    /// So many of the next answers have one bit wrong.
    void spoil(unsigned answers) { spoil_ = answers; }
    /// Every answer is full-scale ones, with a right checksum: what a broken element gives.
    void break_element(bool broken) { broken_ = broken; }

    bool address(std::uint8_t seven_bits, bool read, Cycle now) override;
    bool write(std::uint8_t value, Cycle now) override;
    std::uint8_t read(Cycle now) override;
    void stop(Cycle now) override;

protected:
    SensorModel(std::uint8_t address, Measure measure, Cycle starts)
        : measure_(std::move(measure)), wakes_(starts), address_(address) {}

    /// A whole command has come; false: not one of its.
    virtual bool command(const std::vector<std::uint8_t>& bytes, Cycle now) = 0;
    /// How many bytes the command has that begins so.
    virtual std::size_t command_size(std::uint8_t first) const = 0;
    /// Whether a read is acknowledged at `now`, and what it gives.
    virtual bool answer(std::vector<std::uint8_t>& bytes, Cycle now) = 0;

    bool broken() const { return broken_; }

    Measure measure_;
    Cycle wakes_;  // deaf until then

private:
    std::uint8_t address_;
    std::vector<std::uint8_t> coming_, going_;
    std::size_t sent_ = 0;
    unsigned spoil_ = 0;
    bool broken_ = false;
};

}  // namespace focus::chip
