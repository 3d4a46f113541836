// The telescopes that a table of points is of. A coefficient belongs to one of them: their points never share a slope.
#pragma once

#include <chrono>
#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "core/compensation/focus_point.h"

namespace focus {

struct Telescope {
    std::string name;                                ///< empty: of points that name none
    std::size_t points = 0;                          ///< that take part in a fit
    std::optional<std::chrono::sys_seconds> latest;  ///< of all its points
};

/// All there are: those with points that take part in a fit first, of these the one that was focused last, then by
/// name.
std::vector<Telescope> telescopes_of(const std::vector<FocusPoint>& points);

/// The same points at the same places, and only those of `telescope` take part in a fit.
std::vector<FocusPoint> only_of(const std::string& telescope, std::vector<FocusPoint> points);

/// "'N.I.N.A. 5b0c2f1e' (6 points), 'old' (no point used) and one without a name (1 point)".
std::string telescopes_in_words(const std::vector<Telescope>& telescopes);

}  // namespace focus
