// Rows of a session log as people read them, in local time; as scripts do, in UTC; and as a picture.
#pragma once

#include <boost/json/fwd.hpp>
#include <string>
#include <vector>

#include "cli/text/plot.h"
#include "core/log/session_log_rows.h"

namespace focus::cli {

/// Two lines that stand above rows.
std::string log_header_text();
/// "21:04:10     12345    12.30      55.1      3.60        -3", or a move in words.
std::string log_row_text(const LogRow& row);
boost::json::object log_row_json(const LogRow& row);

/// Temperature above, position with its moves below.
Plot log_plot(const std::vector<LogRow>& rows, const std::string& date);

}  // namespace focus::cli
