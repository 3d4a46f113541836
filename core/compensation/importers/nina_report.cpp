// N.I.N.A. writes one JSON file an autofocus run.
#include <algorithm>
#include <boost/json/parser.hpp>
#include <cmath>
#include <limits>

#include "core/compensation/importers/formats.h"
#include "core/number_text.h"

namespace focus {
namespace {

namespace json = boost::json;

// The longest reports that exist have some hundred kilobytes; a parsed tree takes many times the text.
constexpr std::size_t kLargestReport = 8U << 20U;
constexpr std::size_t kDeepest = 32;
constexpr double kLeastR2 = 0.7;  // N.I.N.A.'s own default for a run that succeeded

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

/// The calculated position; not a number if the run found none.
double focused_position(const json::object& report) {
    const double failed = std::numeric_limits<double>::quiet_NaN();
    const json::object* found = inner(report, "CalculatedFocusPoint");
    if (found == nullptr) return failed;
    const double position = number(*found, "Position");
    if (!(position > 0)) return failed;
    return found->contains("Value") && !std::isfinite(number(*found, "Value")) ? failed : position;
}

/// Outside what was measured a curve is a guess.
bool is_outside(double position, const json::object& report) {
    double lowest = std::numeric_limits<double>::infinity();
    double highest = -lowest;
    const json::value* measured = report.if_contains("MeasurePoints");
    if (measured == nullptr || !measured->is_array()) return false;
    for (const json::value& one : measured->get_array()) {
        if (!one.is_object()) continue;
        const double at = number(one.get_object(), "Position");
        if (!std::isfinite(at)) continue;
        lowest = std::min(lowest, at);
        highest = std::max(highest, at);
    }
    return lowest <= highest && (position < lowest || position > highest);
}

/// The lowest R2 of the curves that the run was decided by, the best of all where its kind is not known; nothing in
/// reports that tell none.
std::optional<double> lowest_r2(const json::object& report) {
    const json::object* all = inner(report, "RSquares");
    if (all == nullptr) return std::nullopt;
    const std::string fitting = lower(text_of(report, "Fitting"));
    const bool trends = fitting.starts_with("trend");
    const bool hyperbolic = fitting.ends_with("hyperbolic");
    const bool parabolic = fitting.ends_with("parabolic");
    std::optional<double> lowest, best;
    for (const char* curve : {"Hyperbolic", "Quadratic", "LeftTrend", "RightTrend", "Gaussian"}) {
        const double r2 = number(*all, curve);
        if (!std::isfinite(r2)) continue;
        best = std::max(best.value_or(r2), r2);
        const std::string_view name(curve);
        const bool decides = name == "Hyperbolic"      ? hyperbolic
                             : name == "Quadratic"     ? parabolic
                             : name.ends_with("Trend") ? trends
                                                       : false;
        if (decides) lowest = std::min(lowest.value_or(r2), r2);
    }
    return lowest ? lowest : best;
}

/// "2024-11-02--21-43-10--5b0c2f1e-7d1a-4c55-9a01-3f6d2b7e8a10.json": N.I.N.A. has a profile a telescope, and names it
/// in the file's name alone. Its first eight digits are enough to tell profiles apart, and can be read.
std::string telescope_of(std::string_view file) {
    constexpr std::string_view kForm = "xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx";
    const auto fits = [&](std::string_view text) {
        return std::equal(kForm.begin(), kForm.end(), text.begin(), [](char form, char c) {
            const bool digit = (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
            return form == 'x' ? digit : c == '-';
        });
    };
    for (std::size_t at = file.find("--"); at != std::string_view::npos; at = file.find("--", at + 1)) {
        const std::string_view rest = file.substr(at + 2);
        if (rest.size() >= kForm.size() && fits(rest)) return "N.I.N.A. " + lower(rest.substr(0, 8));
    }
    return {};
}

void import_report(const json::object& report, ImportRun& run) {
    FocusPoint point;
    point.position = focused_position(report);
    point.temperature = number(report, "Temperature");
    if (std::isnan(point.position)) return run.failed_run(0, "no position in focus was found");
    if (!std::isfinite(point.temperature)) return run.without_temperature(0);
    point.filter = text_of(report, "Filter");
    point.telescope = telescope_of(run.file());
    const std::string stamp = text_of(report, "Timestamp");
    std::optional<FileTime> time = to_time(stamp);
    if (!time) time = time_in_name(run.file());
    if (!time) {
        return run.problem(0, "the Timestamp \"" + tidy_name(stamp) +
                                  "\" is not a time such as 2024-11-02T21:43:10+01:00, and the file's name has none");
    }
    ImportRun::put_time(point, *time);
    const std::optional<double> r2 = lowest_r2(report);
    if (is_outside(point.position, report)) {
        run.doubtful_point(0, std::move(point), "the position lies outside the positions that were measured");
    } else if (r2 && *r2 < kLeastR2) {
        run.doubtful_point(0, std::move(point),
                           "R2 is " + number_text(*r2, 2) + ": the curve does not fit what was measured");
    } else {
        run.point(0, std::move(point));
    }
}

}  // namespace

// All JSON is read here: nothing else that can be read is, and a report may be cut off before a word that tells.
bool is_nina_report(std::string_view text) { return trimmed(text.substr(0, 256)).starts_with('{'); }

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
    if (bad == json::error::incomplete) return run.problem(line, "is cut off: it ends in the middle of the report");
    if (bad) return run.problem(line, "is not valid JSON: " + bad.message());
    if (!trimmed(text.substr(read)).empty()) return run.problem(line, "has something after the end of the report");
    const json::value report = parser.release();
    const json::object* object = report.if_object();
    const auto has = [object](const char* key) { return object != nullptr && object->contains(key); };
    if (!has("CalculatedFocusPoint") && !has("MeasurePoints") && !has("InitialFocusPoint")) {
        return run.problem(0, "is JSON, but no autofocus report of N.I.N.A.");
    }
    run.understood();
    import_report(*object, run);
}

}  // namespace focus
