#include "tests/manual/man_page.h"

#include <algorithm>
#include <cctype>
#include <sstream>

namespace focus::manual {
namespace {

/// A hyphen is what is typed, also where a line could end at it; so are the quotes.
std::string escaped(const std::string& text) {
    std::string out;
    bool bold = false;
    for (const char c : text) {
        switch (c) {
            case '\\': out += "\\e"; break;
            case '-': out += "\\-"; break;
            case '\'': out += "\\(aq"; break;
            case '~': out += "\\(ti"; break;
            case '^': out += "\\(ha"; break;
            case '`':
                bold = !bold;
                out += bold ? "\\fB" : "\\fR";
                break;
            default: out += c;
        }
    }
    return out;
}

std::string bold(const std::string& text) { return "\\fB" + escaped(text) + "\\fR"; }
std::string italic(const std::string& text) { return "\\fI" + escaped(text) + "\\fR"; }

/// Lines that a person can read; none begins as a request to troff does.
std::string filled(const std::string& text) {
    std::string out, line;
    std::istringstream words(escaped(text));
    for (std::string word; words >> word;) {
        if (!line.empty() && line.size() + word.size() > 78) {
            out += line + "\n";
            line.clear();
        }
        if (line.empty() && word[0] == '.') word.insert(0, "\\&");
        line += (line.empty() ? "" : " ") + word;
    }
    return line.empty() ? out : out + line + "\n";
}

std::string item(const std::string& term, const std::string& text) { return ".TP\n" + term + "\n" + filled(text); }

std::string joined(const std::vector<std::string>& parts, const char* between) {
    std::string all;
    for (const std::string& part : parts) all += (all.empty() ? "" : between) + part;
    return all;
}

/// What the values may be goes behind the words.
std::string full_text(const Option& option) {
    std::vector<std::string> limits;
    if (!option.choices.empty() && joined(option.choices, "|") != option.value) {
        limits.push_back("one of " + joined(option.choices, ", "));
    }
    if (!option.range.empty()) limits.push_back(option.range);
    if (!option.environment.empty()) limits.push_back("or the environment variable " + option.environment);
    if (option.required && !option.names.empty()) limits.emplace_back("required");
    return limits.empty() ? option.text : option.text + " (" + joined(limits, "; ") + ")";
}

std::string value_shown(const Option& option) {
    const std::string shown = italic(option.value) + (option.repeated() ? " ..." : "");
    // "[ELF]" says by itself that it may be left out.
    const bool optional = option.names.empty() && !option.required;
    return optional ? "[" + shown + "]" : shown;
}

std::string option_item(const Option& option) {
    std::vector<std::string> names;
    for (const std::string& name : option.names) names.push_back(bold(name));
    return item(joined(names, ", ") + (option.value.empty() ? "" : " " + value_shown(option)), full_text(option));
}

std::string argument_item(const Option& argument) { return item(italic(argument.value), full_text(argument)); }

/// All commands on one level, each with its full name; what it takes is indented.
std::string command_items(const Command& command, const std::string& before) {
    const std::string name = before + command.name;
    std::string term = bold(name);
    if (!command.options.empty()) term += " [" + italic("option") + " ...]";
    std::string takes;
    for (const Option& argument : command.arguments) {
        term += " " + value_shown(argument);
        if (!full_text(argument).empty()) takes += argument_item(argument);
    }
    for (const Option& option : command.options) takes += option_item(option);
    std::string out = item(term, command.text);
    if (!takes.empty()) out += ".RS\n" + takes + ".RE\n";
    for (const Command& sub : command.commands) out += command_items(sub, name + " ");
    return out;
}

std::string options_section(const Command& program) {
    std::string out = ".SH OPTIONS\n";
    std::string group = program.options.front().group;
    for (const Option& option : program.options) {
        if (option.group != group) out += ".SS " + escaped(option.group) + "\n";
        group = option.group;
        out += option_item(option);
    }
    return out;
}

std::string blocks(const Section& section) {
    std::string out;
    bool first = true;
    for (const Block& block : section.blocks) {
        out += block.term.empty() ? (first ? "" : ".PP\n") + filled(block.text) : item(bold(block.term), block.text);
        first = false;
    }
    return out;
}

/// The section of this heading grows.
void add(std::vector<Section>& sections, const Section& more) {
    const auto known = std::ranges::find(sections, more.heading, &Section::heading);
    if (known == sections.end()) return sections.push_back(more);
    known->blocks.insert(known->blocks.end(), more.blocks.begin(), more.blocks.end());
}

/// A command's help ends as the program's, but may have sections of its own.
void add_footers(std::vector<Section>& sections, const Command& command) {
    for (const Section& section : read_sections(command.footer)) {
        const bool known = std::ranges::count(sections, section.heading, &Section::heading) != 0;
        if (command.is_program || !known) add(sections, section);
    }
    for (const Command& sub : command.commands) add_footers(sections, sub);
}

/// Where a section belongs; those with names of their own come behind the commands.
long place(const std::string& heading) {
    static const std::vector<std::string> behind{"Addresses", "Exit codes", "Environment",
                                                 "Files",     "Examples",   "See also"};
    const auto found = std::ranges::find(behind, heading);
    return found == behind.end() ? -1 : found - behind.begin();
}

std::string heading(const std::string& words) {
    if (words == "Exit codes") return "EXIT STATUS";
    std::string upper;
    for (const char c : words) upper += static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
    return upper;
}

/// "Command a focuser.\nMore." is "command a focuser".
std::string in_short(const std::string& text) {
    std::string line = text.substr(0, text.find('\n'));
    line[0] = static_cast<char>(std::tolower(static_cast<unsigned char>(line[0])));
    if (line.back() == '.') line.pop_back();
    return line;
}

}  // namespace

std::string man_page(const Command& program, const std::string& section, const std::vector<Section>& more) {
    std::vector<Section> sections = read_sections(program.text);
    add_footers(sections, program);
    for (const Section& one : more) add(sections, one);
    const Section description = sections.front();
    sections.erase(sections.begin());
    std::ranges::stable_sort(sections, {}, [](const Section& one) { return place(one.heading); });

    // No date: the same sources make the same page on any day.
    std::string page = ".\\\" Made from what the program says of itself: make manual\n";
    page += ".TH " + heading(program.name) + " " + section +
            " \"\" \"FocuserLink " FOCUSERLINK_VERSION "\" \"FocuserLink\"\n";
    page += ".nh\n.ad l\n.SH NAME\n" + escaped(program.name) + " \\- " + escaped(in_short(program.text)) + "\n";
    page += ".SH SYNOPSIS\n" + bold(program.name) + " [" + italic("option") + " ...]";
    if (!program.commands.empty()) page += " " + italic("command") + " [" + italic("argument") + " ...]";
    page += "\n.SH DESCRIPTION\n" + blocks(description) + options_section(program);
    if (!program.commands.empty()) page += ".SH COMMANDS\n";
    for (const Command& command : program.commands) page += command_items(command, "");
    for (const Section& one : sections) page += ".SH " + heading(one.heading) + "\n" + blocks(one);
    return page;
}

}  // namespace focus::manual
