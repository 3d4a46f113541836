#include <boost/json.hpp>

#include "cli/commands/commands.h"
#include "cli/log_files.h"
#include "cli/text/log_text.h"
#include "cli/text/svg_plot.h"
#include "cli/text/terminal.h"
#include "cli/text/text_plot.h"
#include "core/files/replace_file.h"
#include "core/files/user_folders.h"
#include "core/plain_text.h"

namespace focus::cli {
namespace {

std::string folder_of(const Session& session) {
    return session.line.log.folder.empty() ? documents_folder() : session.line.log.folder;
}

/// No such day: says which there are.
void say_missing(Session& session, const std::string& what, const std::vector<LogDay>& days) {
    session.out.error("There is no log" + what + " in " + plain_text(folder_of(session)) + "; " + dates_text(days) +
                      ".");
}

/// The first date typed is wrong: says what one looks like.
bool is_good_date(Session& session, const std::string& typed) {
    if (typed.empty() || !log_date(typed, local_today()).empty()) return true;
    session.out.error("'" + plain_text(typed) + "' is no date; YYYY-MM-DD, today and yesterday are.");
    return false;
}

/// The day of the command line, by default the newest; `code` says how it failed.
std::optional<LogDay> chosen_day(Session& session, int& code) {
    const std::string typed = session.line.arguments.empty() ? "" : session.line.arguments[0];
    code = kUsage;
    if (!is_good_date(session, typed)) return std::nullopt;
    code = kFailed;
    const std::vector<LogDay> days = log_days(folder_of(session));
    if (typed.empty() && !days.empty()) return days.back();
    const std::string date = log_date(typed, local_today());
    for (const LogDay& day : days) {
        if (day.date == date) return day;
    }
    say_missing(session, date.empty() ? "" : " of " + date, days);
    return std::nullopt;
}

void say_problems(Session& session, const std::vector<ImportProblem>& problems) {
    for (const ImportProblem& problem : problems) {
        const std::string line = problem.line == 0 ? "" : ":" + std::to_string(problem.line);
        session.out.remark(plain_text(problem.file) + line + ": " + plain_text(problem.reason));
    }
}

/// Writes a file of the user's; says why it could not.
int write(Session& session, const std::string& path, const std::string& text) {
    const std::string why = replace_file(path, text);
    if (why.empty()) return kDone;
    session.out.error(plain_text(path) + " could not be written: " + why + ".");
    return kFailed;
}

std::string counts_text(std::size_t rows, std::size_t moves) {
    return std::to_string(rows) + (rows == 1 ? " row, " : " rows, ") + std::to_string(moves) +
           (moves == 1 ? " move" : " moves");
}

}  // namespace

ExitTask run_log_show(Session& session) {
    int code = kDone;
    const auto day = chosen_day(session, code);
    if (!day) co_return code;
    std::vector<ImportProblem> problems;
    const std::vector<LogRow> rows = read_log_day(*day, problems);
    say_problems(session, problems);
    std::size_t moves = 0;
    session.out.say(day->date + ", local time");
    if (!session.line.log.moves) session.out.say(log_header_text());
    for (const LogRow& row : rows) {
        if (row.is_move()) ++moves;
        if (session.line.log.moves && !row.is_move()) continue;
        session.out.say(log_row_text(row));
        if (session.out.json()) session.out.object(log_row_json(row));
    }
    session.out.say(counts_text(rows.size() - moves, moves));
    co_return kDone;
}

ExitTask run_log_plot(Session& session) {
    int code = kDone;
    const auto day = chosen_day(session, code);
    if (!day) co_return code;
    std::vector<ImportProblem> problems;
    const std::vector<LogRow> rows = read_log_day(*day, problems);
    say_problems(session, problems);
    if (rows.empty()) {
        session.out.error("The log of " + day->date + " has no rows.");
        co_return kFailed;
    }
    const Plot plot = log_plot(rows, day->date);
    const std::string& out = session.line.log.out;
    if (!out.empty()) {
        code = write(session, out, svg_plot(plot));
        if (code != kDone) co_return code;
        session.out.say(plain_text(out) + " shows " + std::to_string(rows.size()) + " rows of " + day->date + ".");
    } else if (!session.out.json()) {
        const unsigned width = session.out.terminal() ? session.out.width() : 72;
        std::string text = text_plot(plot, {width, 7, shows_utf8()});
        text.pop_back();
        session.out.line(text);
    }
    if (session.out.json()) {
        boost::json::object result;
        result["date"] = day->date;
        result["rows"] = rows.size();
        result["out"] = out.empty() ? boost::json::value(nullptr) : boost::json::value(plain_text(out));
        session.out.object(result);
    }
    co_return kDone;
}

ExitTask run_log_export(Session& session) {
    const LogOptions& asked = session.line.log;
    if (!is_good_date(session, asked.from) || !is_good_date(session, asked.to)) co_return kUsage;
    const std::string from = log_date(asked.from, local_today());
    const std::string to = log_date(asked.to, local_today());
    if (!from.empty() && !to.empty() && from > to) {
        session.out.error("--from " + from + " is later than --to " + to + ".");
        co_return kUsage;
    }
    const std::vector<LogDay> days = log_days(folder_of(session));
    std::string text = session_log_header() + "\n";
    std::size_t count = 0, used_days = 0;
    std::vector<ImportProblem> problems;
    for (const LogDay& day : days) {
        if (day.date < from || (!to.empty() && day.date > to)) continue;
        ++used_days;
        for (const LogRow& row : read_log_day(day, problems)) {
            ++count;
            text += to_line(row) + "\n";
            if (asked.out.empty() && session.out.json()) session.out.object(log_row_json(row));
        }
    }
    if (used_days == 0) {
        say_missing(session, from.empty() && to.empty() ? "" : " of these days", days);
        co_return kFailed;
    }
    say_problems(session, problems);
    if (asked.out.empty()) {
        text.pop_back();
        session.out.say(text);
        co_return kDone;
    }
    const int code = write(session, asked.out, text);
    if (code != kDone) co_return code;
    session.out.say(plain_text(asked.out) + " has " + std::to_string(count) + " rows of " + std::to_string(used_days) +
                    (used_days == 1 ? " day." : " days."));
    if (session.out.json()) {
        boost::json::object result;
        result["out"] = plain_text(asked.out);
        result["days"] = used_days;
        result["rows"] = count;
        session.out.object(result);
    }
    co_return kDone;
}

}  // namespace focus::cli
