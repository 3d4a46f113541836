#include "core/compensation/critical_focus_zone.h"

#include <algorithm>
#include <cmath>

#include "core/number_text.h"

namespace focus {
namespace {

struct Range {
    const char* name;
    const char* unit;
    double least, most;
};

constexpr Range kFocalRatio{"focal ratio", "", 1, 50};
constexpr Range kWavelength{"wavelength", " um", 0.3, 2};
constexpr Range kAperture{"aperture", " mm", 10, 10000};
constexpr Range kSeeing{"seeing", " arcsec", 0.1, 20};
constexpr Range kTolerance{"tolerance", " %", 1, 100};

/// Also false for what is not a number.
bool within(double value, const Range& range) { return value >= range.least && value <= range.most; }

std::string shortest(double value) {
    std::string text = number_text(value, 2);
    while (text.find('.') != std::string::npos && (text.back() == '0' || text.back() == '.')) {
        const bool point = text.back() == '.';
        text.pop_back();
        if (point) break;
    }
    return text;
}

}  // namespace

std::string mistake_in(const Optics& optics) {
    const std::pair<std::optional<double>, Range> all[] = {{optics.focal_ratio, kFocalRatio},
                                                           {optics.wavelength, kWavelength},
                                                           {optics.aperture, kAperture},
                                                           {optics.seeing, kSeeing},
                                                           {optics.tolerance, kTolerance}};
    for (const auto& [value, range] : all) {
        if (value && !within(*value, range)) {
            return std::string("The ") + range.name + " is " + shortest(*value) + range.unit + "; it must be " +
                   shortest(range.least) + " .. " + shortest(range.most) + range.unit + ".";
        }
    }
    if (optics.step_size && !(*optics.step_size > 0 && std::isfinite(*optics.step_size)))
        return "The step size is " + shortest(*optics.step_size) + " um; it must be above 0.";
    return {};
}

CriticalFocusZone critical_focus_zone(const Optics& optics) {
    if (!mistake_in(optics).empty()) return {};
    const double n_squared = optics.focal_ratio * optics.focal_ratio;
    CriticalFocusZone zone;
    zone.classical = 4.88 * optics.wavelength * n_squared;
    if (optics.aperture && optics.seeing)
        zone.seeing = 0.00225 * *optics.seeing * std::sqrt(optics.tolerance) * *optics.aperture * n_squared;
    zone.smaller = std::min(zone.classical, zone.seeing.value_or(zone.classical));
    if (optics.step_size) {
        zone.steps = zone.smaller / *optics.step_size;
        zone.threshold = static_cast<int>(std::round(std::clamp(*zone.steps / 4, 1.0, 10000.0)));
    }
    return zone;
}

}  // namespace focus
