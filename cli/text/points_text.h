// Points as people read them, a table; and as scripts do.
#pragma once

#include <boost/json/fwd.hpp>
#include <string>
#include <vector>

#include "core/compensation/focus_point.h"

namespace focus::cli {

/// What a fit of all points says against each of them: "outlier: ...", "alone in its session", before
/// what the table itself says of it; or nothing.
std::vector<std::string> point_remarks(const std::vector<FocusPoint>& points);

/// Lines with a header, without the last newline.
std::string points_table(const std::vector<FocusPoint>& points, const std::vector<std::string>& remarks);
boost::json::object point_json(const FocusPoint& point, std::size_t number, const std::string& remark);

}  // namespace focus::cli
