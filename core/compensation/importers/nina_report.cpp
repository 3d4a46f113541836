// N.I.N.A. writes one JSON file an autofocus run.
#include <algorithm>
#include <boost/json/parser.hpp>
#include <cmath>
#include <limits>

#include "core/compensation/importers/formats.h"

namespace focus {
namespace {

namespace json = boost::json;

// The longest reports that exist have some hundred kilobytes; a parsed tree takes many times the text.
constexpr std::size_t kLargestReport = 8U << 20U;
constexpr std::size_t kDeepest = 32;

/// N.I.N.A.'s library writes "NaN" as a string, other programs as a bare word, which JSON does not know. Such words
/// outside strings become null. False when there is none; `mended` is then not filled.
bool mend_bare_words(std::string_view text, std::string& mended) {
    bool in_string = false;
    std::size_t copied = 0;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (in_string && text[i] == '\\') {
            ++i;
        } else if (text[i] == '"') {
            in_string = !in_string;
        } else if (!in_string && (text[i] == 'N' || text[i] == 'I')) {
            const std::string_view rest = text.substr(i);
            const std::size_t length = rest.starts_with("NaN") ? 3 : rest.starts_with("Infinity") ? 8 : 0;
            if (length == 0) return false;
            const bool negative = i > copied && text[i - 1] == '-';
            mended.append(text.substr(copied, i - copied - (negative ? 1 : 0))).append("null");
            i += length - 1;
            copied = i + 1;
        }
    }
    if (copied == 0) return false;
    mended.append(text.substr(copied));
    return true;
}

/// A finite number, also as a string; anything else is none.
double number(const json::object& object, std::string_view key) {
    const json::value* value = object.if_contains(key);
    double result = std::numeric_limits<double>::quiet_NaN();
    if (value == nullptr) return result;
    if (value->is_string()) return to_number(std::string_view(value->get_string())).value_or(result);
    if (value->is_number()) result = value->to_number<double>();
    return result;
}

const json::object* inner(const json::object& object, std::string_view key) {
    const json::value* value = object.if_contains(key);
    return value == nullptr ? nullptr : value->if_object();
}

std::string text_of(const json::object& object, std::string_view key) {
    const json::value* value = object.if_contains(key);
    return value != nullptr && value->is_string() ? std::string(value->get_string()) : std::string();
}

/// The calculated position, not a number if the run failed: none was found, or one that was not measured around.
double focused_position(const json::object& report) {
    const double failed = std::numeric_limits<double>::quiet_NaN();
    const json::object* found = inner(report, "CalculatedFocusPoint");
    if (found == nullptr) return failed;
    const double position = number(*found, "Position");
    if (!(position > 0)) return failed;
    if (found->contains("Value") && !std::isfinite(number(*found, "Value"))) return failed;
    double lowest = std::numeric_limits<double>::infinity();
    double highest = -lowest;
    const json::value* measured = report.if_contains("MeasurePoints");
    if (measured == nullptr || !measured->is_array()) return position;
    for (const json::value& one : measured->get_array()) {
        if (!one.is_object()) continue;
        const double at = number(one.get_object(), "Position");
        if (!std::isfinite(at)) continue;
        lowest = std::min(lowest, at);
        highest = std::max(highest, at);
    }
    return lowest <= highest && (position < lowest || position > highest) ? failed : position;
}

void import_report(const json::object& report, ImportRun& run) {
    FocusPoint point;
    point.position = focused_position(report);
    point.temperature = number(report, "Temperature");
    if (std::isnan(point.position)) return run.failed_run();
    if (!std::isfinite(point.temperature)) return run.without_temperature();
    point.filter = text_of(report, "Filter");
    const std::string stamp = text_of(report, "Timestamp");
    std::optional<FileTime> time = to_time(stamp);
    if (!time) time = time_in_name(run.file());
    if (!time) {
        return run.problem(0, "the Timestamp \"" + tidy_name(stamp) +
                                  "\" is not a time such as 2024-11-02T21:43:10+01:00, and the file's name has none");
    }
    ImportRun::put_time(point, *time);
    run.point(0, std::move(point));
}

}  // namespace

bool is_nina_report(std::string_view text) {
    if (!trimmed(text.substr(0, 256)).starts_with('{')) return false;
    const std::string_view start = text.substr(0, kLargestReport);
    return start.find("\"CalculatedFocusPoint\"") != std::string_view::npos ||
           start.find("\"MeasurePoints\"") != std::string_view::npos ||
           start.find("\"InitialFocusPoint\"") != std::string_view::npos;
}

void import_nina_report(std::string_view text, ImportRun& run) {
    if (text.size() > kLargestReport) {
        return run.problem(0, "is too large for an autofocus report: at most " + std::to_string(kLargestReport >> 20U) +
                                  " MiB are read");
    }
    std::string mended;
    if (mend_bare_words(text, mended)) text = mended;
    json::parse_options options;
    options.max_depth = kDeepest;
    json::parser parser({}, options);
    boost::system::error_code bad;
    const std::size_t read = parser.write_some(text.data(), text.size(), bad);
    const std::size_t line = 1 + static_cast<std::size_t>(std::count(text.begin(), text.begin() + read, '\n'));
    if (bad == json::error::incomplete) return run.problem(line, "ends in the middle of the report");
    if (bad) return run.problem(line, "is not valid JSON: " + bad.message());
    if (!trimmed(text.substr(read)).empty()) return run.problem(line, "has something after the end of the report");
    const json::value report = parser.release();
    if (!report.is_object()) return run.problem(1, "is JSON, but not an autofocus report");
    run.understood();
    import_report(report.get_object(), run);
}

}  // namespace focus
