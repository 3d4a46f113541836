// The options of focuserlink-sim as a person types them.
#pragma once

#include <functional>
#include <string>

#include "simulator/sim_options.h"

namespace CLI {
class App;
}

namespace focus::sim {

/// Fills `options`. False: the program is to end with `exit_code`; help or an error has been printed.
bool read_command_line(int argc, const char* const* argv, SimOptions& options, int& exit_code);

/// Shows all options to whoever writes them down elsewhere: the manual page, the shells' completion.
void describe_command_line(const std::function<void(const CLI::App&)>& reader);

/// "18,6,8" as a cooling night from 18 to 6 C in 8 hours; empty: these values. False: `error` says what is allowed.
bool parse_night(const std::string& text, Ambient& ambient, std::string& error);

}  // namespace focus::sim
