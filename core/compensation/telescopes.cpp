#include "core/compensation/telescopes.h"

#include <algorithm>
#include <map>
#include <tuple>

#include "core/number_text.h"

namespace focus {

std::vector<Telescope> telescopes_of(const std::vector<FocusPoint>& points) {
    std::map<std::string, Telescope> by_name;
    for (const FocusPoint& point : points) {
        Telescope& telescope = by_name[point.telescope];
        if (point.use) ++telescope.points;
        telescope.latest = std::max(telescope.latest, point.time);
    }
    std::vector<Telescope> telescopes;
    for (auto& [name, telescope] : by_name) {
        telescope.name = name;
        telescopes.push_back(telescope);
    }
    std::stable_sort(telescopes.begin(), telescopes.end(), [](const Telescope& a, const Telescope& b) {
        return std::make_tuple(b.points == 0, a.latest) > std::make_tuple(a.points == 0, b.latest);
    });
    return telescopes;
}

std::vector<FocusPoint> only_of(const std::string& telescope, std::vector<FocusPoint> points) {
    for (FocusPoint& point : points) point.use = point.use && point.telescope == telescope;
    return points;
}

std::string telescopes_in_words(const std::vector<Telescope>& telescopes) {
    std::string words;
    for (std::size_t i = 0; i < telescopes.size(); ++i) {
        if (i > 0) words += i + 1 == telescopes.size() ? " and " : ", ";
        words += telescopes[i].name.empty() ? "one without a name" : "'" + telescopes[i].name + "'";
        words +=
            telescopes[i].points == 0 ? " (no point used)" : " (" + count_text(telescopes[i].points, "point") + ")";
    }
    return words;
}

}  // namespace focus
