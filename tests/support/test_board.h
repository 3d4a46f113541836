// TestBoard: the smallest honest board, on a clock that only runs when a test says so. EEPROM bytes take 3.4 ms each
// and a power cut can tear the one being programmed. TestFocuser puts a device on it.
#pragma once

#include <array>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "device/focuser_device.h"
#include "tests/support/step_trace.h"

namespace focus::testing {

constexpr uint64_t kTicksPerMs = 2000;
constexpr uint64_t kTicksPerByte = 6800;

/// What outlives a power cut: the cells, how often each was programmed, and the rotor.
struct Remains {
    Remains() { cells.fill(0xFF); }
    std::array<uint8_t, kEepromSize> cells{};
    std::array<uint32_t, kEepromSize> wear{};
    StepTrace trace{0};
};

class TestBoard {
public:
    explicit TestBoard(Remains& remains) : remains_(remains) {}

    uint32_t now() const { return static_cast<uint32_t>(tick_ / kTicksPerMs) + epoch; }
    void set_coils(CoilPhase phase) {
        coils = phase;
        remains_.trace.see(phase, tick_);
    }
    void arm_step_timer(uint32_t ticks) {
        due_ = (in_interrupt_ && due_ ? *due_ : tick_) + ticks;
        armed_ = true;
    }
    void stop_step_timer() { armed_ = false; }
    void write(wire::Text line) { answers.emplace_back(line.data, line.size); }

    uint8_t eeprom_read(uint16_t address) const { return remains_.cells.at(address); }
    bool eeprom_busy() const { return !saving_.empty(); }
    void eeprom_write(uint16_t address, const uint8_t* data, uint8_t size) {
        if (eeprom_busy() || size > 64 || address == 0) std::abort();
        for (uint8_t i = 0; i < size; ++i) {
            const uint16_t cell = static_cast<uint16_t>(address + i);
            if (remains_.cells.at(cell) != data[i]) saving_.push_back({cell, data[i]});
        }
        ++saves;
        byte_due_ = tick_ + kTicksPerByte;
    }

    bool read_sensor(SensorReading& reading) {
        if (sensor_mute || tick_ < next_reading_) return false;
        next_reading_ = tick_ + 1000 * kTicksPerMs;
        reading = sensor;
        return true;
    }
    uint8_t buttons() const { return buttons_down; }
    wire::ResetCause reset_cause() const { return wire::ResetCause::power_on; }

    class InterruptGuard {
    public:
        explicit InterruptGuard(TestBoard& board) : board_(board) {
            if (board.guarded_) std::abort();  // guards do not nest
            board.guarded_ = true;
        }
        InterruptGuard(const InterruptGuard&) = delete;
        ~InterruptGuard() {
            board_.guarded_ = false;
            board_.let_in();
        }

    private:
        TestBoard& board_;
    };

    /// Runs until `end` or the power cut; calls `poll` every ms and `interrupt` when the step timer is due.
    template <class Poll, class Interrupt>
    void run_until(uint64_t end, Poll poll, Interrupt interrupt) {
        while (tick_ < end && !dead) {
            uint64_t next = (tick_ / kTicksPerMs + 1) * kTicksPerMs;
            if (armed_ && *due_ < next) next = *due_;
            if (eeprom_busy() && byte_due_ < next) next = byte_due_;
            tick_ = next;
            if (eeprom_busy() && byte_due_ <= tick_) program();
            if (dead) return;
            if (armed_ && *due_ <= tick_) {
                in_interrupt_ = true;
                interrupt();
                in_interrupt_ = false;
            }
            if (tick_ % kTicksPerMs == 0) poll();
        }
    }
    uint64_t tick() const { return tick_; }
    /// The step timer is due at the end of the `n`th guard from now on, in the middle of what the main loop does.
    void step_after_guards(unsigned n, std::function<void()> interrupt) {
        guards_left_ = n;
        late_step_ = std::move(interrupt);
    }
    bool step_is_waiting() const { return guards_left_ != 0; }

    std::vector<std::string> answers;
    SensorReading sensor{wire::SensorKind::none, Temperature(0), Humidity(0)};
    bool sensor_mute = false;
    uint8_t buttons_down = 0;
    CoilPhase coils = 0;
    uint32_t epoch = 0;  ///< ms the clock shows at power-up
    uint64_t saves = 0;
    uint64_t bytes_programmed = 0;
    bool dead = false;
    /// The power goes while byte number `cut_at` is being programmed, which then holds `torn(old, new)`.
    uint64_t cut_at = UINT64_MAX;
    std::function<uint8_t(uint8_t, uint8_t)> torn;

private:
    struct Byte {
        uint16_t cell;
        uint8_t value;
    };
    void program() {
        const Byte byte = saving_.front();
        saving_.erase(saving_.begin());
        uint8_t& cell = remains_.cells.at(byte.cell);
        ++remains_.wear.at(byte.cell);
        byte_due_ += kTicksPerByte;
        if (bytes_programmed++ == cut_at) {
            cell = torn(cell, byte.value);
            dead = true;
            return;
        }
        cell = byte.value;
    }

    void let_in() {
        if (guards_left_ == 0 || --guards_left_ != 0 || !armed_) return;
        tick_ = *due_ > tick_ ? *due_ : tick_;
        in_interrupt_ = true;
        late_step_();
        in_interrupt_ = false;
    }

    Remains& remains_;
    uint64_t tick_ = 0;
    unsigned guards_left_ = 0;
    std::function<void()> late_step_;
    std::optional<uint64_t> due_;
    bool armed_ = false;
    bool in_interrupt_ = false;
    bool guarded_ = false;
    std::vector<Byte> saving_;
    uint64_t byte_due_ = 0;
    uint64_t next_reading_ = 500 * kTicksPerMs;
};

/// A device powered up on what an earlier one left.
class TestFocuser {
public:
    explicit TestFocuser(Remains& left) : remains(left), board(left), device(board) {
        device.start();
        if (!device.certain()) remains.trace.allow_snap();
    }

    /// The answer to one line.
    std::string ask(const std::string& line) {
        board.answers.clear();
        for (const char c : line + "\n") device.receive(c);
        return board.answers.size() == 1 ? board.answers.front() : std::to_string(board.answers.size()) + " answers";
    }
    void run(uint64_t ms) {
        board.run_until(
            board.tick() + ms * kTicksPerMs, [this] { device.poll(); }, [this] { device.on_step_timer(); });
    }
    /// Until the motor rests; false after `limit` ms.
    bool rest(uint64_t limit = 200000) {
        for (uint64_t ms = 0; device.moving() && !board.dead; ++ms) {
            if (ms == limit) return false;
            run(1);
        }
        return true;
    }
    /// At rest with everything saved.
    void quiet() {
        rest();
        run(400);
    }
    void temperature(double celsius, double humidity = 50) {
        board.sensor = {wire::SensorKind::sht3x,
                        Temperature(static_cast<int16_t>(celsius * 100 + (celsius < 0 ? -0.5 : 0.5))),
                        Humidity(static_cast<int16_t>(humidity * 100))};
    }
    /// Field `n` of the answer to `line`; 0 is the letter.
    std::string field(const std::string& line, int n) {
        std::string answer = ask(line);
        for (; n > 0; --n)
            answer.erase(0, answer.find(':') == std::string::npos ? answer.size() : answer.find(':') + 1);
        return answer.substr(0, answer.find(':'));
    }
    int number(const std::string& line, int n) { return std::stoi(field(line, n)); }
    int32_t position() const { return device.position().steps; }

    Remains& remains;
    TestBoard board;
    FocuserDevice<TestBoard> device;
};

}  // namespace focus::testing
