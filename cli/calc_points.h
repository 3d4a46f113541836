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

/// Those with the filter, all without one. No point has it: says which filters there are and gives nothing.
std::optional<ChosenPoints> choose_points(Session& session, const std::optional<std::string>& filter);

/// "12345", "12345.5": a fraction only where there is one.
std::string position_text(double position);
/// "point", "points" with its number.
std::string points_text(std::size_t count);

}  // namespace focus::cli
