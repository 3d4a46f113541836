#include <boost/json.hpp>
#include <set>

#include "cli/calc_points.h"
#include "cli/commands/commands.h"
#include "cli/text/format.h"
#include "cli/text/points_text.h"
#include "core/compensation/importers/import_run.h"
#include "core/compensation/telescopes.h"
#include "core/local_time.h"
#include "core/plain_text.h"
#include "device/settings/device_settings.h"

namespace focus::cli {
namespace {

/// What was typed; says what is wrong with it.
std::optional<FocusPoint> typed_point(Session& session) {
    const auto& typed = session.line.arguments;
    FocusPoint point;
    const auto temperature = parse_decimal(typed[0], kColdest, kWarmest);
    if (!temperature) {
        session.out.error("'" + typed[0] + "': a temperature is -60 .. 60 C, with a dot for its decimals" +
                          cure_text(typed[0], true) + ".");
        return std::nullopt;
    }
    const int32_t furthest = slot_rule(Slot::maximum).maximum;
    const auto position = parse_decimal(typed.at(1), 0, furthest);
    if (!position) {
        session.out.error("'" + typed[1] + "': a position is 0 .. " + std::to_string(furthest) + " steps" +
                          cure_text(typed[1], true) + ".");
        return std::nullopt;
    }
    point.temperature = *temperature;
    point.position = *position;
    return point;
}

std::string session_now() {
    return session_of(to_local(std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now())));
}

/// What the focuser says; says why that is no point.
std::optional<FocusPoint> present_point(Session& session, const FocuserState& state) {
    if (state.moving || state.commanded) {
        session.out.error("The focuser is moving; a point is where it rests in focus.");
        return std::nullopt;
    }
    if (!state.sensor) {
        session.out.error("The focuser knows no temperature at the moment; 'focuserlink calc add T P' takes one.");
        return std::nullopt;
    }
    FocusPoint point;
    point.temperature = state.sensor->temperature;
    point.position = state.position.steps;
    point.session = session_now();
    point.time = std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now());
    return point;
}

/// The numbers that were typed, from argument `first` on, as indices; says which there are not.
std::optional<std::vector<std::size_t>> typed_indices(Session& session, const PointTable& table,
                                                      std::size_t first = 0) {
    std::set<std::size_t> indices;
    const auto count = static_cast<int32_t>(table.points().size());
    for (std::size_t i = first; i < session.line.arguments.size(); ++i) {
        const std::string& typed = session.line.arguments[i];
        const auto number = parse_whole(typed, 1, count);
        if (!number) {
            session.out.error("There is no point " + typed + "; the table has " + points_text(table.points().size()) +
                              ". Nothing was changed.");
            return std::nullopt;
        }
        indices.insert(static_cast<std::size_t>(*number) - 1);
    }
    return std::vector<std::size_t>(indices.begin(), indices.end());
}

/// The telescope that is named, which may be a new one, or the one that all points are of; asks where that is not one.
bool put_telescope(Session& session, const PointTable& table, FocusPoint& point) {
    const auto& asked = session.line.calc.telescope;
    std::vector<std::string> named;
    if (asked) {
        named = named_telescopes(*asked, table.points());
        if (named.empty()) named = {*asked};
    } else {
        for (const Telescope& telescope : telescopes_of(table.points())) named.push_back(telescope.name);
    }
    if (named.size() > 1) session.out.error(which_telescope(table.points(), "Of which telescope is this"));
    if (named.size() == 1) point.telescope = named.front();
    return named.size() < 2;
}

/// Where a telescope is named; a new one may be a slip of the pen.
std::string of_telescope(const FocusPoint& point, bool known) {
    if (point.telescope.empty()) return {};
    return (known ? " to '" : " to the new telescope '") + plain_text(point.telescope) + "'";
}

int conclude(Session& session, const PointTable& table, const std::string& failure, const std::string& done) {
    if (!failure.empty()) {
        session.out.error(plain_text(failure));
        return kFailed;
    }
    if (session.out.json()) {
        boost::json::object result;
        result["points"] = table.points().size();
        session.out.object(result);
    }
    session.out.say(done + " The table has " + points_text(table.points().size()) + ".");
    return kDone;
}

ExitTask set_use(Session& session, bool use) {
    auto table = open_table(session);
    if (!table) co_return kFailed;
    const auto indices = typed_indices(session, *table);
    if (!indices) co_return kFailed;
    const std::string done = (indices->size() == 1 ? " is " : " are ") + std::string(use ? "used" : "ignored");
    co_return conclude(session, *table, table->set_use(*indices, use),
                       points_text(indices->size()) + done + " from now on.");
}

}  // namespace

ExitTask run_calc_add(Session& session) {
    auto table = open_table(session);
    if (!table) co_return kFailed;
    std::optional<FocusPoint> point;
    if (session.line.arguments.size() == 1) {
        session.out.error("A point is a temperature and a position; with neither, what the focuser says now.");
        co_return kUsage;
    }
    if (session.line.arguments.empty()) {
        const Opened opened = co_await open_device(session);
        if (!opened.focuser) co_return opened.exit_code;
        co_await wait_first_reading(opened.focuser);
        point = present_point(session, opened.focuser->state());
        if (!point) co_return kFailed;
    } else {
        point = typed_point(session);
        if (!point) co_return kUsage;
    }
    if (session.line.calc.filter) point->filter = *session.line.calc.filter;
    if (!session.line.calc.session.empty()) point->session = session.line.calc.session;
    if (!put_telescope(session, *table, *point)) co_return kUsage;
    const bool known = !named_telescopes(point->telescope, table->points()).empty();
    const std::string failure = table->add({*point});
    const std::string what =
        fixed_text(point->temperature, 2) + " C at " + position_text(point->position) + of_telescope(*point, known);
    if (failure.empty() && session.out.json()) {
        session.out.object(point_json(table->points().back(), table->points().size(), {}));
        co_return kDone;
    }
    co_return conclude(session, *table, failure, "Added " + what + ".");
}

ExitTask run_calc_list(Session& session) {
    const auto table = open_table(session);
    if (!table) co_return kFailed;
    const std::vector<std::string> remarks = point_remarks(table->points());
    if (table->points().empty()) {
        session.out.say("There are no points yet; 'focuserlink calc add' and 'calc import' bring some.");
    } else if (!session.out.json()) {
        session.out.line(points_table(table->points(), remarks));
    }
    for (std::size_t i = 0; session.out.json() && i < table->points().size(); ++i) {
        session.out.object(point_json(table->points()[i], i + 1, remarks[i]));
    }
    co_return kDone;
}

ExitTask run_calc_drop(Session& session) {
    auto table = open_table(session);
    if (!table) co_return kFailed;
    const auto indices = typed_indices(session, *table);
    if (!indices) co_return kFailed;
    co_return conclude(session, *table, table->drop(*indices), "Removed " + points_text(indices->size()) + ".");
}

ExitTask run_calc_use(Session& session) { return set_use(session, true); }

ExitTask run_calc_ignore(Session& session) { return set_use(session, false); }

ExitTask run_calc_telescope(Session& session) {
    auto table = open_table(session);
    if (!table) co_return kFailed;
    const std::string& name = session.line.arguments.front();
    const auto indices = typed_indices(session, *table, 1);
    if (!indices) co_return kFailed;
    co_return conclude(session, *table, table->set_telescope(*indices, name),
                       points_text(indices->size()) + (indices->size() == 1 ? " is" : " are") +
                           (name.empty() ? " of no telescope with a name" : " of '" + plain_text(name) + "'") +
                           " now.");
}

ExitTask run_calc_undo(Session& session) {
    auto table = open_table(session);
    if (!table) co_return kFailed;
    co_return conclude(session, *table, table->undo(), "The last change is taken back.");
}

}  // namespace focus::cli
