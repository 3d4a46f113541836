// A program's command line as plain values: what its manual page and the shells' completion are made of.
#pragma once

#include <string>
#include <vector>

namespace CLI {
class App;
}

namespace focus::manual {

struct Option {
    std::vector<std::string> names;    ///< "-d", "--device"; none: an argument
    std::string value;                 ///< "FILE", an argument's name; empty: it takes none
    std::vector<std::string> choices;  ///< the only values there are; empty: any
    std::string range;                 ///< "0.1 .. 3600 s"; may be empty
    std::string text;
    std::string environment;  ///< the variable that stands for it
    std::string group;        ///< the heading it is under in the help
    bool required = false;
    bool needs_value = true;  ///< else the value may be left out
    int most = 1;             ///< values

    bool repeated() const { return most > 2; }
};

struct Command {
    std::string name;
    std::string text;
    std::string footer;  ///< what the help says at its end
    std::vector<Option> options;
    std::vector<Option> arguments;
    std::vector<Command> commands;
    bool is_program = false;  ///< its options are taken behind its commands as well
};

Command read_program(const CLI::App& app);

}  // namespace focus::manual
