// The chip's UART with a cable on it: characters take ten bits of their own side's speed, two wait in the receive
// buffer and one in the shift register before one is lost (DOR), and what arrives at a speed more than 2.5 % off is
// garbage.
#pragma once

#include <deque>
#include <functional>
#include <optional>
#include <string_view>

#include "simulator/chip/core.h"

namespace focus::chip {

class Uart : public Part {
public:
    static constexpr unsigned kBaud = 38400;  ///< of the cable's other end, unless told otherwise

    explicit Uart(Core& core) : Uart(core, kBaud) {}
    Uart(Core& core, unsigned baud);

    /// Bytes come over the cable one after the other, as fast as its speed allows.
    void receive(std::string_view bytes);
    /// One byte that arrives at this cycle: its stop bit has been seen.
    void receive_at(Cycle arrival, char byte);
    /// When the last bit of the last byte from the cable will have come; now or earlier if none is under way.
    Cycle line_free() const { return line_free_; }
    /// Speed of the other end from now on.
    void set_baud(unsigned baud) { baud_ = baud; }
    /// Characters that came and were never read.
    unsigned lost() const { return lost_; }
    /// Silence: what was under way on the cable never comes.
    void drop_line() { line_.clear(); }

    /// A character as the other end reads it: first cycle of its start bit, end of its stop bit.
    std::function<void(Cycle start, Cycle end, char c)> on_output;
    /// A character has come in whole (in the middle of its stop bit).
    std::function<void(Cycle)> on_arrival;

    void reset() override;
    void write(Register where, std::uint8_t value) override;
    std::uint8_t read(Register where) override;
    void run() override;
    void taken(Vector vector) override;

private:
    struct Character {
        std::uint8_t value;
        bool overrun;  // one before it was lost
    };
    struct Coming {
        std::uint8_t value;
        Cycle start;
        bool begun = false;
    };

    Cycle bit() const;
    bool enabled(std::uint8_t bit) const { return (core_.data(reg::ucsr0b) & bit) != 0; }
    std::uint8_t through_cable(std::uint8_t value);
    Cycle since_start() const;
    Cycle arrival(const Coming& c) const;
    void begin_character(Coming& c);
    void end_character(const Coming& c);
    void send(std::uint8_t value);
    void update();

    Core& core_;
    unsigned baud_;
    std::deque<Coming> line_;
    Cycle line_free_ = 0;
    std::deque<Character> buffer_;
    std::optional<Character> shift_;  // whole, and no room in the buffer
    bool overrun_ = false;            // the next character that is kept says so
    unsigned lost_ = 0;

    Cycle sent_at_ = kNever;  // end of the character that is being sent
    Cycle sending_since_ = 0;
    std::uint8_t sending_ = 0;
    std::optional<std::uint8_t> next_;
    bool sent_flag_ = false;
    std::uint32_t noise_ = 1;
};

}  // namespace focus::chip
