// Our own session log: positions that somebody chose and then left alone.
#include <optional>

#include "core/compensation/importers/formats.h"
#include "core/local_time.h"
#include "core/log/session_log_rows.h"

namespace focus {
namespace {

using std::chrono::milliseconds;

// A log does not say what is in focus. Nobody exposes for minutes at a position he does not like; an autofocus run
// moves every few seconds, and the position it ends at is held.
constexpr auto kHeld = std::chrono::minutes(5);
constexpr auto kFirstRows = std::chrono::minutes(1);
// Rows are a minute apart at most; a longer silence is a cable pulled or a program ended, and anything may have moved.
constexpr auto kSilence = std::chrono::minutes(3);

/// A move by a host and what followed it.
struct Stretch {
    std::chrono::sys_time<milliseconds> began;
    double position = 0;
    double sum = 0;  ///< of temperatures, C
    int temperatures = 0;
    bool compensated = false;  ///< the rows that follow belong to another position
};

void take(Stretch& stretch, const LogRow& row) {
    if (row.is_move() && row.moved_by == wire::Mover::compensation) stretch.compensated = true;
    if (stretch.compensated || !row.sensor || row.time - stretch.began > kFirstRows) return;
    stretch.sum += row.sensor->temperature;
    ++stretch.temperatures;
}

void close(const std::optional<Stretch>& stretch, std::chrono::sys_time<milliseconds> until, ImportRun& run) {
    if (!stretch || until - stretch->began < kHeld) return;
    if (stretch->temperatures == 0) return run.without_temperature(0);
    FocusPoint point;
    point.temperature = stretch->sum / stretch->temperatures;
    point.position = stretch->position;
    point.time = std::chrono::floor<std::chrono::seconds>(stretch->began);
    point.session = session_of(to_local(*point.time));
    run.point(0, std::move(point));
}

}  // namespace

bool is_session_log(std::string_view text) {
    // Later versions may have more columns behind these.
    return text.starts_with(session_log_header());
}

void import_session_log(std::string_view text, ImportRun& run) {
    run.understood();
    std::vector<ImportProblem> problems;
    const std::vector<LogRow> rows = parse_session_log(text, run.file(), problems);
    for (ImportProblem& one : problems) run.problem(one.line, std::move(one.reason));
    std::optional<Stretch> stretch;
    std::chrono::sys_time<milliseconds> last{};
    for (const LogRow& row : rows) {
        const bool silence = row.time < last || row.time - last > kSilence;
        const bool moved = row.is_move() && row.moved_by != wire::Mover::compensation;
        if (silence || moved) {
            close(stretch, silence ? last : row.time, run);
            stretch.reset();
        }
        if (moved && row.moved_by == wire::Mover::host) stretch = Stretch{row.time, static_cast<double>(row.position)};
        if (stretch) take(*stretch, row);
        last = row.time;
    }
    close(stretch, last, run);
}

}  // namespace focus
