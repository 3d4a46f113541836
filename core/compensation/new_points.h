// An import that is made again adds nothing: which of the points found are not in the table yet.
#pragma once

#include <vector>

#include "core/compensation/focus_point.h"

namespace focus {

/// Those of `found` that are not in `present`, and each once: the same time and position, or, without a time, the same
/// temperature, position and filter, and session and telescope where the one that is found names them.
std::vector<FocusPoint> new_points(const std::vector<FocusPoint>& found, const std::vector<FocusPoint>& present);

}  // namespace focus
