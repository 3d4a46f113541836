#include "cli/text/optics_text.h"

#include <boost/json.hpp>

#include "cli/text/format.h"

namespace focus::cli {
namespace {

std::string width_text(const Optics& optics, double um) {
    std::string text = fixed_text(um, 1) + " um";
    if (optics.step_size) text += ", " + fixed_text(um / *optics.step_size, 1) + " steps";
    return text;
}

template <class T>
boost::json::value or_null(const std::optional<T>& value) {
    return value ? boost::json::value(*value) : boost::json::value(nullptr);
}

}  // namespace

std::string focus_zone_text(const Optics& optics, const CriticalFocusZone& zone) {
    std::string text = "Critical focus zone at f/" + fixed_text(optics.focal_ratio, 1) + ", full width:";
    text += "\n  by diffraction   " + width_text(optics, zone.classical) + ", at " + fixed_text(optics.wavelength, 2) +
            " um";
    if (zone.seeing) {
        text += "\n  by the seeing    " + width_text(optics, *zone.seeing) + ", at " + fixed_text(*optics.seeing, 1) +
                " arcsec, " + fixed_text(*optics.aperture, 0) + " mm and stars " + fixed_text(optics.tolerance, 0) +
                " % larger";
    } else {
        text += "\n  by the seeing    not known without --aperture and --seeing";
    }
    if (!zone.threshold) {
        return text + "\nThe step size is not known, so nothing can be said in steps; --step-size takes it.";
    }
    text += "\nAdvised threshold: " + steps_text(*zone.threshold) + ", a quarter of the smaller width";
    return text + " ('focuserlink settings set threshold=" + std::to_string(*zone.threshold) + "').";
}

boost::json::object focus_zone_json(const Optics& optics, const CriticalFocusZone& zone) {
    boost::json::object all;
    all["focal_ratio"] = optics.focal_ratio;
    all["step_size"] = or_null(optics.step_size);
    all["diffraction"] = zone.classical;
    all["seeing"] = or_null(zone.seeing);
    all["smaller"] = zone.smaller;
    all["steps"] = or_null(zone.steps);
    all["threshold"] = or_null(zone.threshold);
    return all;
}

}  // namespace focus::cli
