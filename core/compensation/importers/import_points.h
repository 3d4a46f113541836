// Focus runs made by other programs, read into points: N.I.N.A. autofocus reports, Ekos .analyze, ASIAIR Autorun_Log,
// CSV with named columns, our own session log. What cannot be read is named with file, line and reason; the rest still
// comes. Failed runs are skipped and counted. Blocking; any bytes are safe.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/compensation/focus_point.h"

namespace focus {

struct ImportProblem {
    std::string file;
    std::size_t line = 0;  ///< 0: the file as a whole
    std::string reason;    ///< what is wrong and what would be right

    friend bool operator==(const ImportProblem&, const ImportProblem&) = default;
};

struct Imported {
    std::vector<FocusPoint> points;
    std::size_t files = 0;                ///< that were understood
    std::size_t failed_runs = 0;          ///< autofocus runs that did not succeed: no point
    std::size_t cancelled_runs = 0;       ///< ended by the user: no point
    std::size_t cut_off_runs = 0;         ///< whose end the file does not have: no point
    std::size_t without_temperature = 0;  ///< runs that no sensor measured: no point
    std::size_t doubtful_runs = 0;        ///< whose point is there, left out of the fit, with the reason as its remark
    std::vector<ImportProblem> remarks;   ///< why each of the runs above is no point, or left out of the fit
    std::vector<ImportProblem> problems;  ///< what could not be read
};

/// "2 runs in doubt are kept, but not used", of the points that were added; empty if there are none.
std::string doubt_in_words(const std::vector<FocusPoint>& added);
/// "2 runs that failed", "1 run without a temperature": what an import left out, one text a kind.
std::vector<std::string> left_out_in_words(const Imported& imported);
/// "FILE:LINE: REASON".
std::string in_words(const ImportProblem& problem);

/// Which columns of a CSV file count where its header lets two be meant, by their names in the header.
struct ImportOptions {
    std::string temperature_column;
    std::string position_column;
};

/// Files, and folders with all that lies in them (names .json, .analyze, .txt, .log, .csv; other names are passed over
/// in folders). A file that is given by name is judged by its contents, whatever it is called. At most 256 MiB a file.
Imported import_points(const std::vector<std::string>& paths, const ImportOptions& options = {});

/// The same for one file's bytes; `name` is used in messages and where a program puts the date into the name.
Imported import_bytes(std::string_view bytes, const std::string& name, const ImportOptions& options = {});

}  // namespace focus
