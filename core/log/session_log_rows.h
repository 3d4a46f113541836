// The rows of a session log, as text and as values: what SessionLog writes and everything else reads.
// docs/formats/session-log.md has the layout. Values in, values out; any thread; any bytes are safe.
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/compensation/importers/import_points.h"
#include "core/focuser.h"

namespace focus {

/// Why compensation moved.
enum class MoveCause { unknown, automatic, asked };

struct LogRow {
    std::chrono::sys_time<std::chrono::milliseconds> time{};  ///< end of the interval, or of the move
    std::int32_t position = 0;                                ///< steps, at that time
    /// Means of the interval; of a move: afterwards. Humidity and dew point are NaN where they are unknown.
    std::optional<SensorState> sensor;
    std::optional<std::int32_t> compensation_difference;  ///< steps
    std::optional<wire::Mover> moved_by;                  ///< who moved in the interval; of a move always
    // Only of a move:
    std::optional<std::int32_t> moved_from;    ///< steps
    std::optional<double> temperature_before;  ///< C
    MoveCause cause = MoveCause::unknown;      ///< only of a compensation

    bool is_move() const { return moved_from.has_value(); }
};

/// The first line of every file, without its newline.
std::string session_log_header();
/// One line without its newline. What is unknown, or no temperature or humidity that exists, is an empty field.
std::string to_line(const LogRow& row);
/// Rows of a file's text; a line that is none is a problem and passed over, so a torn last line costs only itself.
/// Columns are found by the header's names, in any order and among others. At most 100 problems are listed, the rest
/// counted.
std::vector<LogRow> parse_session_log(std::string_view text, const std::string& name,
                                      std::vector<ImportProblem>& problems);

}  // namespace focus
