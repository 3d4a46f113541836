// The calculator's points as its commands use them: read from the user's table, numbered from 1 as `calc list` shows.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "cli/session.h"
#include "core/compensation/point_table.h"

namespace focus::cli {

/// The user's table; where it cannot be read, that is said and nothing given.
std::optional<PointTable> open_table(Session& session);

/// Points for a fit, and their numbers in the table.
struct ChosenPoints {
    std::vector<FocusPoint> points;
    std::vector<std::size_t> numbers;
};

/// The table's points that `--telescope` and `--filter` leave, all without them. Where nothing is left, says what there
/// is and gives nothing.
std::optional<ChosenPoints> choose_points(Session& session);
/// Of several telescopes in the points each with its own, without those of which no point is used; otherwise all.
std::vector<ChosenPoints> by_telescope(const ChosenPoints& chosen);

/// Those whose name has what `--telescope` says in it; the one whose name it is alone.
std::vector<std::string> named_telescopes(const std::string& asked, const std::vector<FocusPoint>& points);

/// "`why`: the points are of 'A' (6 points) and 'B' (4 points). --telescope chooses one."
std::string which_telescope(const std::vector<FocusPoint>& points, const std::string& why);

/// "12345", "12345.5": a fraction only where there is one.
std::string position_text(double position);
/// "point", "points" with its number.
std::string points_text(std::size_t count);

}  // namespace focus::cli
