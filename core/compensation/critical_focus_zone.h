// The critical focus zone: how far the focuser may be off before anyone can see it, and what threshold follows from it.
#pragma once

#include <optional>
#include <string>

namespace focus {

struct Optics {
    double focal_ratio = 0;                ///< N, focal length / aperture, 1..50
    double wavelength = 0.55;              ///< um, 0.3..2
    std::optional<double> aperture = {};   ///< mm, 10..10000; with `seeing`: the seeing-limited form too
    std::optional<double> seeing = {};     ///< arcsec FWHM, 0.1..20
    double tolerance = 10;                 ///< tau, percent of enlargement of the star that is accepted, 1..100
    std::optional<double> step_size = {};  ///< um/step, above 0; without it nothing is said in steps
};

/// Empty if all numbers are within their ranges, else one sentence that names the first that is not, and its range.
std::string mistake_in(const Optics& optics);

/// Full widths in um.
struct CriticalFocusZone {
    double classical = 0;          ///< 4.88 * lambda * N^2
    std::optional<double> seeing;  ///< 0.00225 * theta * sqrt(tau) * A * N^2 (Goldman and Megdal 2010)
    double smaller = 0;            ///< of the two
    std::optional<double> steps;   ///< the smaller in steps
    std::optional<int> threshold;  ///< advice: a quarter of it in steps, to the nearest, at least 1, at most 10000
};

/// All zero and empty if there is a mistake in `optics`.
CriticalFocusZone critical_focus_zone(const Optics& optics);

}  // namespace focus
