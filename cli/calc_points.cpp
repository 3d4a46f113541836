#include "cli/calc_points.h"

#include <cmath>
#include <set>

#include "cli/format.h"
#include "cli/plain_text.h"

namespace focus::cli {
std::optional<PointTable> open_table(Session& session) {
    PointTable table(PointTable::usual_path());
    const std::string problem = table.load();
    if (problem.empty()) return table;
    session.out.error(plain_text(problem));
    return std::nullopt;
}

std::optional<ChosenPoints> choose_points(Session& session, const std::optional<std::string>& filter) {
    const auto table = open_table(session);
    if (!table) return std::nullopt;
    ChosenPoints chosen;
    std::set<std::string> filters;
    for (std::size_t i = 0; i < table->points().size(); ++i) {
        const FocusPoint& point = table->points()[i];
        filters.insert(point.filter);
        if (filter && point.filter != *filter) continue;
        chosen.points.push_back(point);
        chosen.numbers.push_back(i + 1);
    }
    if (!filter || !chosen.points.empty()) return chosen;
    filters.erase("");
    std::string known;
    for (const std::string& name : filters) known.append(known.empty() ? "'" : ", '").append(plain_text(name)) += '\'';
    session.out.error("No point has the filter '" + plain_text(*filter) + "'; the points have " +
                      (known.empty() ? "none." : known + "."));
    return std::nullopt;
}

std::string position_text(double position) {
    return fixed_text(position, std::abs(position - std::round(position)) < 0.05 ? 0 : 1);
}

std::string points_text(std::size_t count) { return std::to_string(count) + (count == 1 ? " point" : " points"); }

}  // namespace focus::cli
