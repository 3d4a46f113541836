// The verdict of a fit, and everything the fit has to say in words.
#pragma once

#include <optional>
#include <string>

#include "core/compensation/compensation_fit.h"

namespace focus {

/// From the numbers of a finished fit: the first that applies in the order of the enumeration. A slope of 0, or one
/// whose 95 % interval has 0 in it, is no dependence.
Verdict verdict_of(const CompensationFit& fit);

/// One or two sentences with the numbers the verdict rests on. `critical_focus_zone` in steps, full width.
std::string sentence_of(const CompensationFit& fit, std::optional<double> critical_focus_zone);

/// Why a point was left out, with the numbers of `outlier`.
std::string reason_of(const Outlier& outlier);

}  // namespace focus
