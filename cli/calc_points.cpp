#include "cli/calc_points.h"

#include <algorithm>
#include <cmath>
#include <set>

#include "cli/text/format.h"
#include "core/compensation/importers/text_fields.h"
#include "core/compensation/telescopes.h"
#include "core/plain_text.h"

namespace focus::cli {
namespace {

/// The one telescope that `--telescope` means; says which there are where that is not one.
std::optional<std::string> named_telescope(Session& session, const std::vector<FocusPoint>& points) {
    const std::string& asked = *session.line.calc.telescope;
    const std::vector<std::string> named = named_telescopes(asked, points);
    if (named.size() == 1) return named.front();
    const std::vector<Telescope> telescopes = telescopes_of(points);
    std::string which = named.empty() ? "No telescope" : "More than one telescope";
    which += asked.empty() ? " is without a name" : " has '" + plain_text(asked) + "' in its name";
    session.out.error(which + "; " +
                      (telescopes.empty() ? "there are no points."
                                          : "the points are of " + plain_text(telescopes_in_words(telescopes)) + "."));
    return std::nullopt;
}

}  // namespace

std::vector<std::string> named_telescopes(const std::string& asked, const std::vector<FocusPoint>& points) {
    std::vector<std::string> named;
    for (const Telescope& telescope : telescopes_of(points)) {
        if (telescope.name == asked) return {asked};
        if (!asked.empty() && lower(telescope.name).find(lower(asked)) != std::string::npos) {
            named.push_back(telescope.name);
        }
    }
    return named;
}

std::optional<PointTable> open_table(Session& session) {
    PointTable table(PointTable::usual_path());
    const std::string problem = table.load();
    if (problem.empty()) return table;
    session.out.error(plain_text(problem));
    return std::nullopt;
}

std::optional<ChosenPoints> choose_points(Session& session) {
    const auto table = open_table(session);
    if (!table) return std::nullopt;
    const CalcOptions& asked = session.line.calc;
    std::optional<std::string> telescope;
    if (asked.telescope && !(telescope = named_telescope(session, table->points()))) return std::nullopt;
    ChosenPoints chosen;
    std::set<std::string> filters;
    for (std::size_t i = 0; i < table->points().size(); ++i) {
        const FocusPoint& point = table->points()[i];
        if (telescope && point.telescope != *telescope) continue;
        filters.insert(point.filter);
        if (asked.filter && point.filter != *asked.filter) continue;
        chosen.points.push_back(point);
        chosen.numbers.push_back(i + 1);
    }
    if (!asked.filter || !chosen.points.empty()) return chosen;
    filters.erase("");
    std::string known;
    for (const std::string& name : filters) known.append(known.empty() ? "'" : ", '").append(plain_text(name)) += '\'';
    session.out.error("No point has the filter '" + plain_text(*asked.filter) + "'; the points have " +
                      (known.empty() ? "none." : known + "."));
    return std::nullopt;
}

std::vector<ChosenPoints> by_telescope(const ChosenPoints& chosen) {
    std::vector<Telescope> telescopes = telescopes_of(chosen.points);
    if (telescopes.size() < 2) return {chosen};
    std::erase_if(telescopes, [](const Telescope& telescope) { return telescope.points == 0; });
    if (telescopes.empty()) return {chosen};
    std::vector<ChosenPoints> each(telescopes.size());
    for (std::size_t i = 0; i < chosen.points.size(); ++i) {
        for (std::size_t t = 0; t < telescopes.size(); ++t) {
            if (chosen.points[i].telescope != telescopes[t].name) continue;
            each[t].points.push_back(chosen.points[i]);
            each[t].numbers.push_back(chosen.numbers[i]);
        }
    }
    return each;
}

std::string which_telescope(const std::vector<FocusPoint>& points, const std::string& why) {
    const std::vector<Telescope> telescopes = telescopes_of(points);
    const bool nameless = std::any_of(telescopes.begin(), telescopes.end(),
                                      [](const Telescope& telescope) { return telescope.name.empty(); });
    return why + ": the points are of " + plain_text(telescopes_in_words(telescopes)) + ". --telescope chooses one" +
           (nameless ? ", --telescope '' the one without a name." : ".");
}

std::string position_text(double position) {
    return fixed_text(position, std::abs(position - std::round(position)) < 0.05 ? 0 : 1);
}

std::string points_text(std::size_t count) { return std::to_string(count) + (count == 1 ? " point" : " points"); }

}  // namespace focus::cli
