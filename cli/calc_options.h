// What the commands of the calculator and of the logs were asked for, beyond their arguments.
#pragma once

#include <optional>
#include <string>

#include "core/compensation/critical_focus_zone.h"
#include "core/compensation/importers/import_points.h"

namespace focus::cli {

struct CalcOptions {
    std::optional<std::string> filter;     ///< of a new point; of a fit: only points with it
    std::optional<std::string> telescope;  ///< the same; of a fit: a part of its name that only one has
    std::string session;                   ///< of a new point
    std::string plot;                      ///< path of an SVG file
    bool plot_text = false;                ///< also where the output is no terminal
    std::optional<double> temperature;     ///< C, for the start position
    Optics optics;                         ///< focal ratio 0: not told
    ImportOptions import;
    bool anyway = false;     ///< also a coefficient that the verdict does not offer
    bool threshold = false;  ///< write the advised threshold too
};

struct LogOptions {
    std::string folder;  ///< empty: the usual one
    std::string out;     ///< path of a file
    std::string from, to;
    bool moves = false;
};

}  // namespace focus::cli
