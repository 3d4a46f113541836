// The critical focus zone in words and as JSON.
#pragma once

#include <boost/json/fwd.hpp>
#include <string>

#include "core/compensation/critical_focus_zone.h"

namespace focus::cli {

/// Several lines, without the last newline.
std::string focus_zone_text(const Optics& optics, const CriticalFocusZone& zone);
boost::json::object focus_zone_json(const Optics& optics, const CriticalFocusZone& zone);

}  // namespace focus::cli
