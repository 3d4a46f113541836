// A fit with all that its commands say about it, in words and as JSON; and its picture.
#pragma once

#include <boost/json/fwd.hpp>
#include <optional>
#include <string>

#include "cli/calc_points.h"
#include "cli/text/plot.h"
#include "core/compensation/compensation_fit.h"
#include "core/compensation/critical_focus_zone.h"

namespace focus::cli {

struct CalcFit {
    ChosenPoints chosen;
    std::optional<std::string> telescope;  ///< that they are of, where there are several or it has a name
    CompensationFit fit;
    Optics optics;
    std::optional<CriticalFocusZone> zone;  ///< when a focal ratio is known
    std::optional<double> temperature;      ///< C, now, for the start position
};

/// Fits; the residual is judged by the focus zone where that is known in steps.
/// `several`: these are the points of one telescope of several.
CalcFit make_fit(ChosenPoints chosen, const Optics& optics, std::optional<double> temperature, bool several = false);

/// "+35.20 +/- 1.10 steps/C", and the lines below it. `width` in columns; `bold` for a terminal.
std::string fit_text(const CalcFit& calc, unsigned width, bool bold);
boost::json::object fit_json(const CalcFit& calc);
Plot fit_plot(const CalcFit& calc);

}  // namespace focus::cli
