#include "tests/manual/completion.h"

namespace focus::manual {
namespace {

/// "@file", "on|off".
std::string value(const Option& option) {
    const Offered offer = offered(option);
    switch (offer.what) {
        case Offer::files: return "@file";
        case Offer::folders: return "@folder";
        case Offer::addresses: return "@address";
        case Offer::nothing: return "@text";
        case Offer::words: break;
    }
    std::string all;
    for (const std::string& word : offer.words) all += (all.empty() ? "" : "|") + word;
    return all;
}

void add(std::string& list, const std::string& word) { list += (list.empty() ? "" : " ") + word; }

void add_command(std::string& out, const Command& command, const std::string& before) {
    const std::string full = before + command.name;
    std::string options, commands, takes;
    for (const Option& option : command.options) {
        for (const std::string& name : option.names) {
            add(options, option.value.empty() ? name : name + "=" + value(option));
        }
    }
    for (const Command& sub : command.commands) add(commands, sub.name);
    if (!options.empty()) takes += "            options+=' " + options + "'\n";
    if (!commands.empty()) takes += "            commands='" + commands + "'\n";
    for (const Option& argument : command.arguments) {
        if (offered(argument).what == Offer::nothing) continue;
        const std::string most = argument.repeated() ? "999" : std::to_string(argument.most);
        takes += "            argument='" + value(argument) + "' most=" + most + "\n";
    }
    if (!takes.empty()) out += "        '" + full + "')\n" + takes + "            ;;\n";
    for (const Command& sub : command.commands) add_command(out, sub, full + " ");
}

}  // namespace

std::string bash_tables(const std::vector<Command>& programs) {
    std::string out = "_focuserlink_takes() {\n    commands='' argument='' most=0\n    case $1 in\n";
    for (const Command& program : programs) add_command(out, program, "");
    return out + "    esac\n}\n";
}

}  // namespace focus::manual
