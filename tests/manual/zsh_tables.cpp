#include "tests/manual/completion.h"

namespace focus::manual {
namespace {

/// With a backslash before each of `special`, to stand in single quotes.
std::string escaped(const std::string& text, const std::string& special) {
    std::string out;
    for (const char c : text) {
        if (special.find(c) != std::string::npos) out += '\\';
        c == '\'' ? out += "'\\''" : out += c;
    }
    return out;
}

/// ":FILE:_files"
std::string value(const Option& option) {
    const Offered offer = offered(option);
    std::string action = " ";
    switch (offer.what) {
        case Offer::files: action = "_files"; break;
        case Offer::folders: action = "_files -/"; break;
        case Offer::addresses: action = "_focuserlink_addresses"; break;
        case Offer::nothing: break;
        case Offer::words:
            action = " _focuserlink_words";
            for (const std::string& word : offer.words) action += " " + word;
            break;
    }
    const bool optional = option.names.empty() ? !option.required : !option.needs_value;
    return (optional && !option.repeated() ? "::" : ":") + escaped(option.value, ":\\") + ":" + action;
}

std::string option_spec(const Option& option, const std::string& name) {
    std::string others;
    for (const std::string& other : option.names) others += (others.empty() ? "" : " ") + other;
    const bool takes = !option.value.empty();
    const bool is_long = name.starts_with("--");
    return (option.repeated() ? "*" : "(" + others + ")") + name + (takes && is_long ? "=" : "") + "[" +
           escaped(option.text, "[]\\") + "]" + (takes ? value(option) : "");
}

/// An array of these words, which are in the way of a reader when there are none.
std::string array(const std::string& name, const std::vector<std::string>& words) {
    if (words.empty()) return "";
    std::string out = "            " + name + "(\n";
    for (const std::string& word : words) out += "                '" + word + "'\n";
    return out + "            )\n";
}

void add_command(std::string& out, const Command& command, const std::string& before) {
    const std::string full = before + command.name;
    std::vector<std::string> options, arguments, commands;
    for (const Option& option : command.options) {
        for (const std::string& name : option.names) options.push_back(option_spec(option, name));
    }
    for (const Option& argument : command.arguments) {
        if (argument.repeated()) arguments.push_back("*" + value(argument));
        for (int i = 1; i <= argument.most && !argument.repeated(); ++i) {
            arguments.push_back(std::to_string(i) + value(argument));
        }
    }
    for (const Command& sub : command.commands) commands.push_back(escaped(sub.name + ":" + sub.text, "\\"));
    const std::string takes =
        array("specs+=", options) + array("arguments=", arguments) + array("subcommands=", commands);
    if (!takes.empty()) out += "        '" + full + "')\n" + takes + "            ;;\n";
    for (const Command& sub : command.commands) add_command(out, sub, full + " ");
}

}  // namespace

std::string zsh_tables(const std::vector<Command>& programs) {
    std::string out = "_focuserlink_takes() {\n    arguments=() subcommands=()\n    case $1 in\n";
    for (const Command& program : programs) add_command(out, program, "");
    return out + "    esac\n}\n";
}

}  // namespace focus::manual
