// The ASIAIR writes Autorun_Log_*.txt: "2024/11/02 21:43:10 what happened", a line an event.
#include <algorithm>

#include "core/compensation/importers/formats.h"

namespace focus {
namespace {

constexpr std::string_view kBegin = "[AutoFocus|Begin]";
constexpr std::string_view kEnd = "[AutoFocus|End]";
constexpr std::size_t kStampLength = 19;

constexpr double kAbsoluteZero = -273;  // C; the ASIAIR writes it where no sensor is

struct FocusRun {
    FileTime time;
    std::size_t line = 0;
    std::optional<double> temperature;  ///< C
};

/// What is left of "℉" where the file was read as UTF-8, CP-1252 or GBK.
bool is_fahrenheit(std::string_view unit) {
    unit = trimmed(unit);
    for (const std::string_view sign : {"\u2109", "\u00B0F", "F", "\u00E2\u201E\u2030", "\u00A8H"}) {
        if (unit.starts_with(sign)) return true;
    }
    return false;
}

/// With a decimal point; one with a comma is none rather than its first half.
std::optional<double> number_at(std::string_view& rest) {
    const std::optional<double> value = take_number(rest);
    const bool goes_on = rest.size() > 1 && rest[0] == ',' && rest[1] >= '0' && rest[1] <= '9';
    return goes_on ? std::nullopt : value;
}

/// The number behind the last "temperature": in "Run AF when temperature changed 1 degrees, ..., temperature 14.2℃" it
/// is the second that counts.
std::optional<double> temperature_in(std::string_view text) {
    std::optional<double> found;
    for (std::size_t at = find_words(text, "temperature"); at != std::string_view::npos;
         at = find_words(text, "temperature", at + 1)) {
        std::string_view rest = text.substr(at + 11);
        rest.remove_prefix(std::min(rest.find_first_not_of(" :="), rest.size()));
        const std::optional<double> value = number_at(rest);
        if (value) found = is_fahrenheit(rest) ? (*value - 32) * 5 / 9 : *value;
    }
    if (found && *found <= kAbsoluteZero) found.reset();
    return found;
}

/// "... the focused position is 24350", "... current position 24350".
std::optional<double> position_in(std::string_view text) {
    const std::size_t at = find_words(text, "position");
    if (at == std::string_view::npos) return std::nullopt;
    std::string_view rest = trimmed(text.substr(at + 8));
    if (rest.starts_with("is ")) rest = trimmed(rest.substr(3));
    return number_at(rest);
}

/// The filter that a line says is now in the beam: "Switch filter to Ha", "Filter changed from L to R".
std::optional<std::string_view> new_filter(std::string_view text) {
    const std::size_t word = find_words(text, "filter");
    if (word == std::string_view::npos || find_words(text, "fail") != std::string_view::npos) return std::nullopt;
    const std::size_t to = find_words(text, " to ", word);
    if (to == std::string_view::npos) return std::nullopt;
    std::string_view name = text.substr(to + 4);
    name = trimmed(name.substr(0, name.find_first_of(",;")));
    if (name.empty()) return std::nullopt;
    return name;
}

class AsiairReader {
public:
    explicit AsiairReader(ImportRun& run) : run_(run) {}

    void read(const Lines& lines, std::string_view line) {
        if (line.size() < kStampLength) return;
        const std::optional<FileTime> time = to_time(line.substr(0, kStampLength));
        if (!time) return;
        const std::string_view text = trimmed(line.substr(kStampLength));
        const bool interesting = text.starts_with("[AutoFocus|") || find_words(text, "auto focus") == 0 ||
                                 find_words(text, "cancel af") == 0;
        if (!interesting) {
            if (!text.starts_with('[') && !text.starts_with("Target")) set_filter(text);
            return;
        }
        if (!lines.ended()) {
            finish();
            return run_.problem(lines.number(), "the file ends in the middle of this line");
        }
        const bool failed = find_words(text, "failed") != std::string_view::npos || find_words(text, "cancel") == 0;
        if (!failed && find_words(text, "auto focus succeeded") != std::string_view::npos) {
            return succeed(lines.number(), text);
        }
        if (find_words(text, "cancel") == 0) {
            end([this](std::size_t began) { run_.cancelled_run(began); });
        } else if (failed || text.starts_with(kEnd)) {
            end([this, text](std::size_t began) { run_.failed_run(began, "\"" + tidy_name(text) + "\""); });
        }
        if (!text.starts_with(kBegin)) return;
        finish();
        set_filter(text);
        open_ = FocusRun{*time, lines.number(), temperature_in(text)};
    }

    /// A run that is still open when another begins or the file ends: the ASIAIR was switched off in it.
    void finish() {
        end([this](std::size_t began) { run_.cut_off_run(began); });
    }

private:
    void set_filter(std::string_view text) {
        if (const auto name = new_filter(text)) filter_ = *name;
    }

    /// `as` is told the line in which the run began.
    template <class As>
    void end(As as) {
        if (open_) as(open_->line);
        open_.reset();
    }

    void succeed(std::size_t line, std::string_view text) {
        const std::optional<double> position = position_in(text);
        // "[AutoFocus|End] Auto focus succeeded" only repeats what the line before it said.
        if (!open_ || !position) return;
        const std::optional<double> temperature = open_->temperature ? open_->temperature : temperature_in(text);
        FocusPoint point;
        ImportRun::put_time(point, open_->time);
        const std::size_t began = open_->line;
        open_.reset();
        if (!temperature) return run_.without_temperature(began);
        point.temperature = *temperature;
        point.position = *position;
        point.filter = filter_;
        run_.point(line, std::move(point));
    }

    ImportRun& run_;
    std::optional<FocusRun> open_;
    std::string filter_;
};

}  // namespace

bool is_asiair_log(std::string_view text) {
    text = text.substr(0, 65536);
    if (text.starts_with("Log enabled at ")) return true;
    for (const std::string_view tag : {"[Autorun|", "[AutoFocus|", "[AutoCenter|"}) {
        if (text.find(tag) != std::string_view::npos) return true;
    }
    return false;
}

void import_asiair_log(std::string_view text, ImportRun& run) {
    run.understood();
    AsiairReader reader(run);
    Lines lines(text);
    std::string_view line;
    while (lines.next(line)) reader.read(lines, line);
    reader.finish();
}

}  // namespace focus
