// The session logs in a folder: YYYY-MM-DD.csv, one a local date, and YYYY-MM-DD-2.csv beside it where two programs
// wrote.
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <vector>

#include "core/log/session_log_rows.h"

namespace focus::cli {

struct LogDay {
    std::string date;  ///< "2026-11-23"
    std::vector<std::string> files;
};

/// Oldest first. Other files are passed over.
std::vector<LogDay> log_days(const std::string& folder);

/// All rows of the day's files by time. What cannot be read is a problem; the rest still comes.
std::vector<LogRow> read_log_day(const LogDay& day, std::vector<ImportProblem>& problems);

/// A date as typed: "2026-11-23", "today", "yesterday"; empty if it is none of them. `today` is local.
std::string log_date(const std::string& typed, std::chrono::year_month_day today);
std::chrono::year_month_day local_today();

/// "there are 2026-11-21, 2026-11-22": the newest ten, oldest first.
std::string dates_text(const std::vector<LogDay>& days);

}  // namespace focus::cli
