// FocusPoint: one focus that somebody found good, a row of the calculator's table; and the night it belongs to.
#pragma once

#include <chrono>
#include <optional>
#include <string>

namespace focus {

struct FocusPoint {
    double temperature = 0;  ///< C
    double position = 0;     ///< steps; fractional where a program fitted a curve
    std::string filter;      ///< empty: none is named
    std::string session;     ///< the night, see `session_of`, or a name the user gave; empty: not told
    std::optional<std::chrono::sys_seconds> time;  ///< UTC
    bool use = true;                               ///< false: kept in the table, left out of the fit
    std::string telescope = {};  ///< a profile, a focuser, any name, where a table has several; empty: none is named
    std::string remark = {};     ///< why it is left out, or what the user wants to remember

    friend bool operator==(const FocusPoint&, const FocusPoint&) = default;
};

/// The night a local time belongs to, "2026-11-23": the date on which it began. Nights change at local noon.
std::string session_of(std::chrono::local_seconds local);

}  // namespace focus
