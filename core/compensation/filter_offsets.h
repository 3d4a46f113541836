// How far apart the filters focus, over all nights: position = c * T + offset(session) + offset(filter), least squares.
// A single focus with a filter in a night counts here: beside the night's other filters it says where that filter is.
#pragma once

#include <string>
#include <vector>

#include "core/compensation/compensation_fit.h"
#include "core/compensation/point_groups.h"

namespace focus {

struct FilterOffsets {
    std::vector<FilterOffset> offsets;  ///< most points first; empty unless there are two or more
    /// Filters that no chain of common nights ties to the first, or whose temperatures leave the offset open: what is
    /// the filter's and what the night's cannot be told. In alphabetical order.
    std::vector<std::string> unknown;
    bool too_many = false;  ///< more than 50 filters: not worked out
};

/// Groups may have a single point here.
FilterOffsets filter_offsets(const PointGroups& groups);

}  // namespace focus
