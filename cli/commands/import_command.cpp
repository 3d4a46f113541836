#include <boost/json.hpp>

#include "cli/calc_points.h"
#include "cli/commands/commands.h"
#include "cli/text/format.h"
#include "core/compensation/importers/import_points.h"
#include "core/compensation/new_points.h"
#include "core/plain_text.h"

namespace focus::cli {
namespace {

std::string counted(std::size_t count, const std::string& one, const std::string& several) {
    return std::to_string(count) + " " + (count == 1 ? one : several);
}

boost::json::array problems_json(const std::vector<ImportProblem>& problems) {
    boost::json::array all;
    for (const ImportProblem& problem : problems) {
        boost::json::object one;
        one["file"] = plain_text(problem.file);
        one["line"] = problem.line;
        one["reason"] = plain_text(problem.reason);
        all.push_back(std::move(one));
    }
    return all;
}

boost::json::object import_json(const Imported& imported, std::size_t added, std::size_t points) {
    boost::json::object all;
    all["files"] = imported.files;
    all["added"] = added;
    all["already_there"] = imported.points.size() - added;
    all["failed_runs"] = imported.failed_runs;
    all["without_temperature"] = imported.without_temperature;
    all["points"] = points;
    all["cancelled_runs"] = imported.cancelled_runs;
    all["cut_off_runs"] = imported.cut_off_runs;
    all["doubtful_runs"] = imported.doubtful_runs;
    all["remarks"] = problems_json(imported.remarks);
    all["problems"] = problems_json(imported.problems);
    return all;
}

}  // namespace

ExitTask run_calc_import(Session& session) {
    auto table = open_table(session);
    if (!table) co_return kFailed;
    const Imported imported = import_points(session.line.arguments, session.line.calc.import);
    const std::vector<FocusPoint> fresh = new_points(imported.points, table->points());
    if (!session.out.json()) {
        for (const auto* list : {&imported.problems, &imported.remarks}) {
            for (const ImportProblem& one : *list) session.out.remark(plain_text(in_words(one)));
        }
    }
    const std::string failure = fresh.empty() ? "" : table->add(fresh);
    if (!failure.empty()) {
        session.out.error(plain_text(failure));
        co_return kFailed;
    }
    if (session.out.json()) session.out.object(import_json(imported, fresh.size(), table->points().size()));
    if (imported.points.empty() && (imported.files == 0 || !imported.problems.empty())) {
        session.out.error("Nothing was understood, and nothing was changed.");
        co_return kFailed;
    }
    std::string text = counted(imported.files, "file", "files") + " read, " + points_text(fresh.size()) + " added";
    const std::size_t known = imported.points.size() - fresh.size();
    if (known != 0)
        text += ", " + std::to_string(known) + " came twice or " + (known == 1 ? "was" : "were") + " there already";
    session.out.say(text + "; the table has " + points_text(table->points().size()) + ".");
    if (const std::string doubt = doubt_in_words(fresh); !doubt.empty()) session.out.say(doubt + ".");
    for (const std::string& words : left_out_in_words(imported)) session.out.say("Left out: " + words + ".");
    co_return kDone;
}

}  // namespace focus::cli
