// focuserlink: command a focuser from a terminal or a script.
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>
#include <cstdio>
#include <exception>
#include <iostream>
#include <map>
#include <spdlog/spdlog.h>

#include "cli/commands/commands.h"
#include "core/console_text.h"
#include "core/local_time.h"

namespace focus::cli {
namespace {

using Command = ExitTask (*)(Session&);

Command command_named(const std::string& name) {
    static const std::map<std::string, Command> commands{
        {"status", run_status},
        {"watch", run_watch},
        {"move", run_move},
        {"halt", run_halt},
        {"sync", run_sync},
        {"compensate", run_compensate},
        {"auto", run_auto},
        {"buttons", run_buttons},
        {"confirm", run_confirm},
        {"factory-reset", run_factory_reset},
        {"settings", run_settings_get},
        {"settings get", run_settings_get},
        {"settings set", run_settings_set},
        {"calc import", run_calc_import},
        {"calc add", run_calc_add},
        {"calc list", run_calc_list},
        {"calc drop", run_calc_drop},
        {"calc use", run_calc_use},
        {"calc ignore", run_calc_ignore},
        {"calc telescope", run_calc_telescope},
        {"calc undo", run_calc_undo},
        {"calc fit", run_calc_fit},
        {"calc apply", run_calc_apply},
        {"calc cfz", run_calc_cfz},
        {"log show", run_log_show},
        {"log plot", run_log_plot},
        {"log export", run_log_export},
        {"ports", run_ports},
        {"test", run_test},
        {"discover", run_discover},
        {"doctor", run_doctor},
        {"raw", run_raw},
        {"trace", run_trace},
    };
    return commands.at(name);
}

int run(const CommandLine& line) {
    asio::io_context context(1);
    Output out(line.json);
    int code = kInterrupted;  // when Ctrl-C stops the loop
    Interrupt interrupt(context.get_executor(), [&context] { context.stop(); });
    Session session{context.get_executor(), line, out, interrupt};
    asio::co_spawn(context, command_named(line.command)(session), [&](const std::exception_ptr& failure, int result) {
        if (failure) std::rethrow_exception(failure);
        code = result;
        context.stop();
    });
    context.run();
    if (code != kDone || !out.failed()) return code;
    out.error("The answer could not be written.");
    return kFailed;
}

}  // namespace
}  // namespace focus::cli

int main(int argc, char** argv) {
    try {
        focus::use_time_zone_of_computer();
        focus::print_utf8();
        spdlog::set_level(spdlog::level::off);  // the commands say it in their own words
        const auto parsed = focus::cli::parse_command_line(argc, argv);
        if (parsed.line) return focus::cli::run(*parsed.line);
        // The help and the version are answers too.
        return std::fflush(stdout) == 0 && std::cout.flush() ? parsed.exit_code : focus::cli::kFailed;
    } catch (const std::exception& e) {
        std::fprintf(stderr, "focuserlink: %s\n", e.what());
        return focus::cli::kFailed;
    }
}
