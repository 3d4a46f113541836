// CommandLine: what was asked for, read from argv and checked as far as that goes without a focuser.
#pragma once

#include <chrono>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "cli/calc_options.h"
#include "core/setting_key.h"
#include "device/units.h"

namespace CLI {
class App;
}

namespace focus::cli {

/// Where `move` is to go: an absolute position, or so many steps from here.
struct MoveArgument {
    bool relative = false;
    int32_t steps = 0;
};

struct CommandLine {
    std::string command;  ///< "status", "settings set", ...
    std::vector<std::string> arguments;
    std::string device;  ///< as typed or from FOCUSERLINK_DEVICE; empty: to be found
    bool json = false;
    std::chrono::milliseconds patience{6000};  ///< for a connection, an answer, or progress of a move
    bool no_wait = false;
    std::optional<Steps> backlash;
    bool yes = false;
    bool no_log = false;
    CalcOptions calc;
    LogOptions log;
};

struct ParsedCommandLine {
    std::optional<CommandLine> line;  ///< empty: help was shown or a mistake explained
    int exit_code = 0;                ///< then this
};

ParsedCommandLine parse_command_line(int argc, const char* const* argv);

/// Shows everything that may be typed to whoever writes it down elsewhere: the manual page, the shells' completion.
void describe_command_line(const std::function<void(const CLI::App&)>& reader);

/// "1200", "+100", "-100"; empty if it is none of them.
std::optional<MoveArgument> parse_move(const std::string& text);

/// "12", "-3.5": decimals after a dot, no exponent, within the bounds.
std::optional<double> parse_decimal(const std::string& text, double low, double high);

/// The address forms of open_focuser, from what people type: "/dev/ttyUSB0" and "COM3" mean serial:, a hub's are as
/// they were typed. Empty if it is none.
std::string full_address(const std::string& typed);

}  // namespace focus::cli
