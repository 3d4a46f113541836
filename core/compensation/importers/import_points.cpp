#include "core/compensation/importers/import_points.h"

#include <algorithm>
#include <array>

#include "core/compensation/importers/formats.h"
#include "core/compensation/importers/text_decoding.h"
#include "core/files/path.h"
#include "core/files/replace_file.h"
#include "core/number_text.h"

namespace focus {
namespace {

constexpr std::size_t kLargestImport = 256U << 20U;
constexpr int kDeepestFolder = 4;  // folders below the one that was named

struct Format {
    bool (*is)(std::string_view);
    void (*read)(std::string_view, ImportRun&);
};

// The first that knows the text reads it.
constexpr std::array kFormats = {
    Format{is_nina_report, import_nina_report}, Format{is_ekos_analyze, import_ekos_analyze},
    Format{is_session_log, import_session_log}, Format{is_asiair_log, import_asiair_log},
    Format{is_csv_points, import_csv_points},
};

constexpr const char* kKnown =
    "is none of the formats that can be read: N.I.N.A. autofocus report (.json), Ekos .analyze, ASIAIR Autorun_Log, "
    "FocuserLink session log, or CSV whose header line names its columns, at least temperature and position";

std::string extension(const std::filesystem::path& path) { return lower(to_text(path.extension())); }

void read_bytes(std::string_view bytes, ImportRun& run) {
    std::string converted;
    const std::string_view text = decode_text(bytes, converted);
    if (trimmed(text.substr(0, 65536)).empty()) return run.problem(0, "is empty");
    for (const Format& format : kFormats) {
        if (format.is(text)) return format.read(text, run);
    }
    // Its reader says what is wrong with the header.
    if (extension(to_path(run.file())) == ".csv") return import_csv_points(text, run);
    run.problem(0, kKnown);
}

bool is_offered(const std::filesystem::path& path) {
    for (const char* known : {".json", ".analyze", ".txt", ".log", ".csv"}) {
        // The ASIAIR writes each log a second time in Chinese.
        if (extension(path) == known) return !to_text(path.stem()).ends_with("_CHN");
    }
    return false;
}

void read_file(const std::string& path, ImportRun& run) {
    run.begin_file(path);
    std::error_code bad;
    const auto kind = std::filesystem::status(to_path(path), bad);
    if (!std::filesystem::exists(kind)) return run.problem(0, "does not exist, or may not be read");
    // A pipe or a device could keep us waiting for ever.
    if (!std::filesystem::is_regular_file(kind)) return run.problem(0, "is neither a file nor a folder");
    std::string why;
    const std::string bytes = read_whole_file(path, kLargestImport, why);
    if (!why.empty()) return run.problem(0, "cannot be read: " + why);
    read_bytes(bytes, run);
}

void read_folder(const std::filesystem::path& folder, int depth, ImportRun& run) {
    std::error_code bad;
    std::vector<std::filesystem::path> inside;
    for (std::filesystem::directory_iterator it(folder, bad), end; !bad && it != end; it.increment(bad)) {
        inside.push_back(it->path());
    }
    if (bad) {
        run.begin_file(to_text(folder));
        run.problem(0, "cannot be read: " + bad.message());
    }
    std::sort(inside.begin(), inside.end());
    for (const std::filesystem::path& path : inside) {
        const auto kind = std::filesystem::status(path, bad);
        if (std::filesystem::is_directory(kind)) {
            // A link to a folder could lead back to where we are.
            if (depth < kDeepestFolder && !std::filesystem::is_symlink(path, bad)) read_folder(path, depth + 1, run);
        } else if (std::filesystem::is_regular_file(kind) && is_offered(path)) {
            read_file(to_text(path), run);
        }
    }
}

}  // namespace

std::vector<std::string> left_out_in_words(const Imported& imported) {
    std::vector<std::string> words;
    const auto count = [&words](std::size_t runs, const std::string& which) {
        if (runs > 0) words.push_back(count_text(runs, "run") + " " + which);
    };
    count(imported.failed_runs, "that failed");
    count(imported.cancelled_runs, imported.cancelled_runs == 1 ? "that was cancelled" : "that were cancelled");
    count(imported.cut_off_runs, "without an end");
    count(imported.without_temperature, "without a temperature");
    return words;
}

std::string doubt_in_words(const std::vector<FocusPoint>& added) {
    const auto doubtful = static_cast<std::size_t>(std::count_if(
        added.begin(), added.end(), [](const FocusPoint& point) { return !point.use && !point.remark.empty(); }));
    if (doubtful == 0) return {};
    return count_text(doubtful, "run") + " in doubt " + (doubtful == 1 ? "is" : "are") + " kept, but not used";
}

std::string in_words(const ImportProblem& problem) {
    return problem.file + (problem.line == 0 ? "" : ":" + std::to_string(problem.line)) + ": " + problem.reason;
}

Imported import_bytes(std::string_view bytes, const std::string& name, const ImportOptions& options) {
    ImportRun run(options);
    run.begin_file(name);
    if (bytes.size() > kLargestImport) {
        run.problem(0, "is larger than " + std::to_string(kLargestImport >> 20U) + " MiB");
    } else {
        read_bytes(bytes, run);
    }
    return run.finish();
}

Imported import_points(const std::vector<std::string>& paths, const ImportOptions& options) {
    ImportRun run(options);
    for (const std::string& path : paths) {
        std::error_code bad;
        if (std::filesystem::is_directory(to_path(path), bad)) {
            read_folder(to_path(path), 0, run);
        } else {
            read_file(path, run);
        }
    }
    return run.finish();
}

}  // namespace focus
