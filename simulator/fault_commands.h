// The commands that make a simulated focuser's life hard: one line each, typed or sent to the control socket.
#pragma once

#include <chrono>
#include <cstdint>
#include <string>
#include <string_view>
#include <variant>

namespace focus::sim {

namespace command {
// clang-format off
struct SensorUnplug {};
struct SensorPlug {};
struct SensorFreeze {};
struct SensorSpike { double temperature; };            ///< C, one reading
struct Noise { double rate; };                         ///< part of the bytes disturbed, 0..1
struct Silence { bool on; };
struct Slow { std::chrono::milliseconds delay; };      ///< of every answer
struct Late { std::chrono::milliseconds delay; };      ///< of the next answer
struct CablePull {};
struct CablePlug {};
struct PowerCut { unsigned steps; };                   ///< after so many steps; 0 at once
struct PowerOn {};
struct Reset {};                                       ///< the reset line, as by a DTR pulse
struct Button { std::uint8_t which; bool down; };      ///< kButtonIn, kButtonOut or both
struct SetTemperature { double temperature; };         ///< C, ambient
struct SetHumidity { double percent; };
struct SetSpeed { double factor; };
struct Status {};
struct Lines { bool on; };
struct Help {};
struct Quit {};
// clang-format on
}  // namespace command

using Command = std::variant<command::SensorUnplug, command::SensorPlug, command::SensorFreeze, command::SensorSpike,
                             command::Noise, command::Silence, command::Slow, command::Late, command::CablePull,
                             command::CablePlug, command::PowerCut, command::PowerOn, command::Reset, command::Button,
                             command::SetTemperature, command::SetHumidity, command::SetSpeed, command::Status,
                             command::Lines, command::Help, command::Quit>;

/// Words are separated by spaces. False: `error` says what was wrong and what is allowed.
bool parse_command(std::string_view line, Command& command, std::string& error);

/// All commands, one a line, no newline at the end.
std::string command_help();

}  // namespace focus::sim
