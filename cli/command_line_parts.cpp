#include "cli/command_line_parts.h"

#include "cli/text/format.h"

namespace focus::cli {
namespace {

/// "0.55", "60": no more decimals than it takes.
std::string bound(double value) {
    std::string text = fixed_text(value, 4);
    text.erase(text.find_last_not_of('0') + 1);
    if (text.back() == '.') text.pop_back();
    return text;
}

}  // namespace

CLI::App* add_command(CLI::App& parent, CommandLine& line, const std::string& name, const std::string& text) {
    CLI::App* command = parent.add_subcommand(name, text);
    const std::string full =
        parent.get_name().empty() || parent.get_parent() == nullptr ? name : parent.get_name() + " " + name;
    command->parse_complete_callback([&line, full] {
        if (line.command.empty()) line.command = full;
    });
    command->fallthrough();
    return command;
}

CLI::Validator whole(const std::string& what, int32_t low, int32_t high) {
    const std::string range = std::to_string(low) + " .. " + std::to_string(high);
    return {[=](std::string& text) {
                if (parse_whole(text, low, high)) return std::string();
                return "'" + text + "': " + what + " is a whole number, " + range + cure_text(text, false);
            },
            range};
}

CLI::Validator decimal(const std::string& what, const std::string& unit, double low, double high) {
    const std::string range = bound(low) + " .. " + bound(high) + (unit.empty() ? "" : " " + unit);
    return {[=](std::string& text) {
                if (parse_decimal(text, low, high)) return std::string();
                return "'" + text + "': " + what + " is " + range + cure_text(text, true);
            },
            range};
}

}  // namespace focus::cli
