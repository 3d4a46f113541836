// What the lists of commands share: how a command is added, and checks that name what is allowed.
#pragma once

#include <CLI/CLI.hpp>
#include <string>

#include "cli/command_line.h"

namespace focus::cli {

/// Names the command and its arguments in `line` once it has been read.
CLI::App* add_command(CLI::App& parent, CommandLine& line, const std::string& name, const std::string& text);

CLI::Validator whole(const std::string& what, int32_t low, int32_t high);
/// A number with a dot for its decimals.
CLI::Validator decimal(const std::string& what, const std::string& unit, double low, double high);

/// `settings get`, `settings set`; their help lists the settings, before what `footer` says.
void add_settings_commands(CLI::App& app, CommandLine& line, const std::string& footer);
/// `calc import`, `calc fit`, ...
void add_calc_commands(CLI::App& app, CommandLine& line);
/// `log show`, `log plot`, `log export`.
void add_log_commands(CLI::App& app, CommandLine& line);

}  // namespace focus::cli
