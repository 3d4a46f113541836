// Ekos (KStars) writes one .analyze file a session: lines "Event,seconds since the start,...".
#include <array>
#include <cmath>

#include "core/compensation/importers/formats.h"
#include "core/local_time.h"

namespace focus {
namespace {

constexpr double kLongestSession = 10.0 * 24 * 3600;  // s; Ekos itself reads no later event
constexpr double kNoTemperature = -1000;              // C; Ekos says -1000000 where no sensor is
constexpr std::size_t kMostFields = 12;

struct Fields {
    std::array<std::string_view, kMostFields> at{};
    std::size_t count = 0;  ///< what is beyond the last one is dropped
};

Fields split(std::string_view line) {
    Fields fields;
    while (fields.count < kMostFields) {
        const std::size_t comma = line.find(',');
        fields.at[fields.count++] = line.substr(0, comma);
        if (comma == std::string_view::npos) break;
        line.remove_prefix(comma + 1);
    }
    return fields;
}

/// The last position in "position|HFR|..." of `group` numbers a sample: Ekos ends a run with a sample at its solution.
std::optional<double> last_position(std::string_view samples, std::size_t group) {
    std::size_t count = 0;
    std::optional<double> position;
    for (bool more = true; more; ++count) {
        const std::size_t bar = samples.find('|');
        const std::optional<double> value = to_number(samples.substr(0, bar));
        if (!value) return std::nullopt;
        if (count % group == 0) position = value;
        more = bar != std::string_view::npos;
        if (more) samples.remove_prefix(bar + 1);
    }
    return count % group == 0 ? position : std::nullopt;
}

/// "Solution: 35123" in the title of the plot.
std::optional<double> solution(std::string_view title) {
    const std::size_t at = find_words(title, "solution:");
    if (at == std::string_view::npos) return std::nullopt;
    std::string_view number = trimmed(title.substr(at + 9));
    return take_number(number);
}

class EkosReader {
public:
    explicit EkosReader(ImportRun& run) : run_(run), start_(time_in_name(run.file())) {}

    void read(const Lines& lines, std::string_view line) {
        const Fields fields = split(line);
        const std::string_view event = fields.at[0];
        if (event == "AnalyzeStartTime") return read_start(lines.number(), fields);
        const bool starting = event == "AutofocusStarting";
        const bool complete = event == "AutofocusComplete";
        if (!starting && !complete && event != "AutofocusAborted") return;
        if (!lines.ended()) return run_.problem(lines.number(), "the file ends in the middle of this autofocus run");
        const std::optional<double> seconds = to_number(fields.at[1]);
        if (!seconds || *seconds < 0 || *seconds > kLongestSession) {
            return run_.problem(lines.number(), "\"" + tidy_name(fields.at[1]) +
                                                    "\" is not a time in seconds since the start, 0 .. 864000");
        }
        if (starting) {
            before_ = fields.count >= 4 ? to_number(fields.at[3]) : std::nullopt;
        } else if (complete) {
            read_complete(lines.number(), *seconds, fields);
        } else {
            run_.failed_run(lines.number(), "Ekos aborted it");
            before_.reset();
        }
    }

private:
    void read_start(std::size_t line, const Fields& fields) {
        const std::optional<FileTime> time = to_time(fields.at[1]);
        if (!time) {
            return run_.problem(line,
                                "\"" + tidy_name(fields.at[1]) + "\" is not a time such as 2024-11-02 20:15:30.123");
        }
        start_ = time;
        // Other abbreviations name several zones; those times are taken as this computer's.
        start_->utc = trimmed(fields.at[2]) == "UTC";
        if (start_->utc) start_->utc_offset = std::chrono::seconds(0);
    }

    void read_complete(std::size_t line, double seconds, const Fields& fields) {
        // Version 1: filter, samples, curve, title; the temperature stands in AutofocusStarting. Version 2 has 8 fields
        // or more: temperature, reason, its text, filter, samples, weights used, curve, title, device.
        const bool second = fields.count >= 8;
        const std::size_t samples = second ? 6 : 3;
        const std::optional<double> temperature = second ? to_number(fields.at[2]) : before_;
        before_.reset();
        std::optional<double> position;
        for (std::size_t i = samples + 1; i < fields.count && !position; ++i) position = solution(fields.at[i]);
        if (!position && fields.count > samples) position = last_position(fields.at[samples], second ? 4 : 2);
        if (!position)
            return run_.problem(line, "this autofocus run has neither a solution nor samples of " +
                                          std::string(second ? "position|HFR|weight|outlier" : "position|HFR"));
        if (!temperature || *temperature < kNoTemperature) return run_.without_temperature(line);
        FocusPoint point;
        point.temperature = *temperature;
        point.position = *position;
        point.filter = fields.at[second ? 5 : 2];
        if (point.filter == "--") point.filter.clear();
        if (!start_) return run_.problem(line, "no AnalyzeStartTime before this autofocus run tells its night");
        // Seconds count on when the clock is changed in the night.
        point.time = to_utc(*start_) + std::chrono::seconds(static_cast<std::int64_t>(seconds));
        point.session = session_of(to_local(*point.time));
        if (second) point.telescope = trimmed(fields.at[10]);
        run_.point(line, std::move(point));
    }

    ImportRun& run_;
    std::optional<FileTime> start_;
    std::optional<double> before_;  ///< temperature when the present run began
};

}  // namespace

bool is_ekos_analyze(std::string_view text) {
    text = text.substr(0, 4096);
    return text.starts_with("#KStars version") || text.starts_with("AnalyzeStartTime,") ||
           text.find("\nAnalyzeStartTime,") != std::string_view::npos;
}

void import_ekos_analyze(std::string_view text, ImportRun& run) {
    run.understood();
    EkosReader reader(run);
    Lines lines(text);
    std::string_view line;
    while (lines.next(line)) {
        // Nearly all lines are about guiding and the mount.
        if (line.starts_with('A')) reader.read(lines, line);
    }
}

}  // namespace focus
