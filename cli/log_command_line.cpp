#include "cli/command_line_parts.h"

namespace focus::cli {

void add_log_commands(CLI::App& app, CommandLine& line) {
    CLI::App* log = add_command(app, line, "log", "the session logs: temperature, position and moves");
    log->require_subcommand(1);
    const auto of_a_day = [&](const char* name, const char* text) {
        CLI::App* command = add_command(*log, line, name, text);
        command->add_option("date", line.arguments, "YYYY-MM-DD, today, yesterday; left out: the newest")
            ->expected(0, 1);
        return command;
    };
    CLI::App* show = of_a_day("show", "the rows of a day");
    show->add_flag("--moves", line.log.moves, "only moves: who, why, how far");
    CLI::App* plot = of_a_day("plot", "a day's temperature and position, drawn");
    plot->add_option("--out", line.log.out, "as a picture, not with characters")->type_name("FILE.svg");
    CLI::App* joined = add_command(*log, line, "export", "many days as one file");
    joined->add_option("--from", line.log.from, "first day; left out: the oldest")->type_name("DATE");
    joined->add_option("--to", line.log.to, "last day; left out: the newest")->type_name("DATE");
    joined->add_option("--out", line.log.out, "left out: to standard output")->type_name("FILE.csv");
    for (CLI::App* command : {show, plot, joined}) {
        command->add_option("--folder", line.log.folder, "left out: FocuserLink in the documents folder")
            ->type_name("FOLDER");
    }
}

}  // namespace focus::cli
