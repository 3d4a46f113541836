// What FocuserDevice needs of a board, as a concept, so that a board that misses a member fails where it is written.
// The meaning of each member is in device/board.h.
#pragma once

#include <concepts>
#include <cstdint>

#include "device/board.h"

namespace focus::sim {

template <class B>
concept Board = std::constructible_from<typename B::InterruptGuard, B&> &&
    requires(B& board, CoilPhase phase, std::uint32_t ticks, wire::Text line, std::uint16_t address,
             const std::uint8_t* data, std::uint8_t size, SensorReading& reading) {
    { board.now() } -> std::same_as<std::uint32_t>;
    { board.set_coils(phase) } -> std::same_as<void>;
    { board.arm_step_timer(ticks) } -> std::same_as<void>;
    { board.stop_step_timer() } -> std::same_as<void>;
    { board.write(line) } -> std::same_as<void>;
    { board.eeprom_read(address) } -> std::same_as<std::uint8_t>;
    { board.eeprom_busy() } -> std::same_as<bool>;
    { board.eeprom_write(address, data, size) } -> std::same_as<void>;
    { board.read_sensor(reading) } -> std::same_as<bool>;
    { board.buttons() } -> std::same_as<std::uint8_t>;
    { board.reset_cause() } -> std::same_as<wire::ResetCause>;
};

}  // namespace focus::sim
