// ImportRun: one import under way, whatever the number of files: collects points and problems within bounds, so that a
// file of nothing but mistakes costs no more than its first thousand.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "core/compensation/importers/import_points.h"
#include "core/compensation/importers/text_fields.h"

namespace focus {

constexpr double kColdest = -60, kWarmest = 60;        ///< C, that a point may have
constexpr double kFarthestIn = -1e6, kFarthest = 1e7;  ///< steps

/// Why the point cannot be one, or nothing.
std::string implausible(const FocusPoint& point);

/// A name that fits into one cell of one line, in UTF-8 whatever it came in: control characters become spaces, at most
/// 100 bytes.
std::string tidy_name(std::string_view name);

class ImportRun {
public:
    explicit ImportRun(ImportOptions options = {}) : options_(std::move(options)) {}

    const ImportOptions& options() const { return options_; }
    /// The messages that follow are about this file.
    void begin_file(std::string name) { file_ = std::move(name); }
    const std::string& file() const { return file_; }

    void understood() { ++result_.files; }
    // Runs that give no point. `line` 0: the file as a whole.
    void failed_run(std::size_t line, std::string why);
    void cancelled_run(std::size_t line);
    void cut_off_run(std::size_t line);
    void without_temperature(std::size_t line);
    /// Takes the point, but leaves it out of the fit, and says why.
    void doubtful_point(std::size_t line, FocusPoint point, std::string why);
    void problem(std::size_t line, std::string reason);
    /// Takes the point if it is plausible; a problem of `line` if not.
    void point(std::size_t line, FocusPoint point);
    /// Session and time of a point that was made at `time`.
    static void put_time(FocusPoint& point, const FileTime& time);

    /// What came of it; says how many problems and points were left out.
    Imported finish();

private:
    void remark(std::size_t line, std::string why);

    ImportOptions options_;
    Imported result_;
    std::string file_;
    std::size_t left_out_ = 0;  // problems
    std::size_t remarks_left_out_ = 0;
    std::size_t points_left_out_ = 0;
};

}  // namespace focus
