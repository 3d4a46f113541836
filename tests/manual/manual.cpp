#include "tests/manual/manual.h"

#include <cstdlib>
#include <fstream>
#include <iterator>
#include <stdexcept>

#include "cli/command_line.h"
#include "hub/config/hub_options.h"
#include "simulator/command_line.h"
#include "simulator/fault_commands.h"
#include "tests/manual/completion.h"
#include "tests/manual/man_page.h"

namespace focus::manual {
namespace {

void replace_all(std::string& text, const std::string& from, const std::string& to) {
    for (auto at = text.find(from); at != std::string::npos; at = text.find(from, at + to.size())) {
        text.replace(at, from.size(), to);
    }
}

/// Whoever runs this, folders in a home are below "/~": a HOME has to begin so.
void take_no_home() {
    ::setenv("HOME", "/~", 1);
    ::unsetenv("XDG_CONFIG_HOME");
    ::unsetenv("XDG_DOCUMENTS_DIR");
}

std::string page(const Command& program, const char* section, const std::filesystem::path& more,
                 const std::string& also = "") {
    return man_page(program, section, read_sections(read_file(more) + also));
}

/// What is between the two lines that say so is made, what is around them is written by hand.
std::string with_tables(std::string script, const std::string& tables) {
    const std::string begin = "# Made from what the programs say of themselves: make manual\n";
    const std::string end = "# Written by hand again.\n";
    const auto from = script.find(begin);
    const auto to = script.find(end);
    if (from == std::string::npos || to == std::string::npos) throw std::runtime_error("a completion without " + begin);
    return script.replace(from + begin.size(), to - from - begin.size(), tables);
}

std::string fault_commands() {
    std::string list = "\nFault commands:\nOne a line, on standard input or on the control socket.\n  ";
    for (const char c : sim::command_help()) list += c == '\n' ? "\n  " : std::string(1, c);
    return list + "\n";
}

}  // namespace

std::string read_file(const std::filesystem::path& path) {
    std::ifstream file(path);
    if (!file) throw std::runtime_error("cannot read " + path.string());
    return {std::istreambuf_iterator<char>(file), {}};
}

std::vector<Made> make_manual(const std::filesystem::path& root) {
    take_no_home();
    Command cli, hub, simulator;
    cli::describe_command_line([&](const CLI::App& app) { cli = read_program(app); });
    describe_hub_options([&](const CLI::App& app) { hub = read_program(app); });
    sim::describe_command_line([&](const CLI::App& app) { simulator = read_program(app); });

    const std::vector<Command> programs{cli, hub, simulator};
    const char* bash = "completion/bash/focuserlink";
    const char* zsh = "completion/zsh/_focuserlink";
    std::vector<Made> made{
        {"docs/man/focuserlink.1", page(cli, "1", root / "cli/manual.txt")},
        {"docs/man/focuserlinkd.8", page(hub, "8", root / "hub/manual.txt")},
        {"docs/man/focuserlink-sim.1", page(simulator, "1", root / "simulator/manual.txt", fault_commands())},
        {bash, with_tables(read_file(root / bash), bash_tables(programs))},
        {zsh, with_tables(read_file(root / zsh), zsh_tables(programs))},
    };
    for (Made& one : made) {
        replace_all(one.text, "/~/", "~/");
        replace_all(one.text, "/\\(ti/", "\\(ti/");  // as troff wants it
    }
    return made;
}

}  // namespace focus::manual
