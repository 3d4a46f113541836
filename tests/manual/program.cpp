#include "tests/manual/program.h"

#include <CLI/CLI.hpp>
#include <algorithm>
#include <regex>

namespace focus::manual {
namespace {

/// CLI11 says "LEVEL:{info,error}", "N:INT in [0 - 65535]", "SECONDS:0.1 .. 3600 s".
void read_type(const std::string& type, Option& option) {
    const auto colon = type.find(':');
    option.value = type.substr(0, colon);
    if (colon == std::string::npos) return;
    const std::string check = type.substr(colon + 1);
    std::smatch part;
    if (std::regex_match(check, part, std::regex(R"(\{(.*)\})"))) {
        std::istringstream list(part[1]);
        for (std::string choice; std::getline(list, choice, ',');) option.choices.push_back(choice);
    } else if (std::regex_match(check, part, std::regex(R"(\w+ in \[(\S+) - (\S+)\])"))) {
        option.range = part[1].str() + " .. " + part[2].str();
    } else {
        option.range = check;
    }
}

Option read_option(const CLI::Option& from) {
    Option option;
    for (const std::string& name : from.get_snames()) option.names.push_back("-" + name);
    for (const std::string& name : from.get_lnames()) option.names.push_back("--" + name);
    if (from.get_items_expected_max() > 0) read_type(from.get_type_name(), option);
    if (option.names.empty()) option.value = from.get_name(true);
    option.text = from.get_description();
    option.environment = from.get_envname();
    option.group = from.get_group();
    option.required = from.get_required();
    option.needs_value = from.get_items_expected_min() > 0;
    option.most = from.get_items_expected_max();
    return option;
}

}  // namespace

Command read_program(const CLI::App& app) {
    Command command;
    command.name = app.get_name();
    command.text = app.get_description();
    command.footer = app.get_footer();
    command.is_program = app.get_parent() == nullptr;
    for (const CLI::Option* option : app.get_options()) {
        // CLI11 gives each command a --help of its own; the program's is enough.
        if (option == app.get_help_ptr() && !command.is_program) continue;
        (option->nonpositional() ? command.options : command.arguments).push_back(read_option(*option));
    }
    for (const CLI::App* sub : app.get_subcommands({})) command.commands.push_back(read_program(*sub));
    return command;
}

}  // namespace focus::manual
