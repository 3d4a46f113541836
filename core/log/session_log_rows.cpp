#include "core/log/session_log_rows.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>

#include "core/number_text.h"
#include "core/utc_text.h"
#include "core/words.h"

namespace focus {
namespace {

namespace chrono = std::chrono;

enum Column {
    time_utc,
    position,
    temperature,
    humidity,
    dew_point,
    difference,
    moved_by,
    moved_from,
    temperature_before,
    cause
};
constexpr std::array<std::string_view, 10> kColumns{
    "time_utc",           "position_steps", "temperature_c",    "humidity_percent",     "dew_point_c",
    "compensation_steps", "moved_by",       "moved_from_steps", "temperature_before_c", "cause"};
constexpr std::size_t kLongestLine = 4096;
constexpr std::size_t kMostColumns = 100;
constexpr std::size_t kMostMistakes = 100;

/// What a field may hold; whatever else a device says is unknown.
struct Allowed {
    double low, high;
    std::string_view words;
    bool holds(double value) const { return value >= low && value <= high; }  // false for NaN
};
constexpr Allowed kTemperature{-273.15, 1000, "-273.15..1000"};
constexpr Allowed kHumidity{0, 100, "0..100"};

struct Word {
    int value;
    std::string_view text;
};
Word mover(wire::Mover who) { return {static_cast<int>(who), mover_key(who)}; }
const std::array<Word, 3> kMovers{mover(wire::Mover::host), mover(wire::Mover::button),
                                  mover(wire::Mover::compensation)};
constexpr std::array<Word, 2> kCauses{
    {{static_cast<int>(MoveCause::automatic), "automatic"}, {static_cast<int>(MoveCause::asked), "asked"}}};

template <std::size_t n>
std::string_view text_of(const std::array<Word, n>& words, int value) {
    for (const Word& word : words) {
        if (word.value == value) return word.text;
    }
    return {};
}

void add_hundredths(std::string& line, double value, Allowed allowed) {
    line += ',';
    if (!allowed.holds(value)) return;
    line += fixed_text(value, 2);
}

void add_steps(std::string& line, const std::optional<std::int32_t>& steps) {
    line += ',';
    if (steps) line += std::to_string(*steps);
}

/// Up to kMostColumns fields; one more says that there are too many.
std::vector<std::string_view> split_row(std::string_view line) {
    std::vector<std::string_view> fields;
    for (std::size_t at = 0; fields.size() <= kMostColumns;) {
        const std::size_t comma = line.find(',', at);
        fields.push_back(line.substr(at, comma == std::string_view::npos ? comma : comma - at));
        if (comma == std::string_view::npos) break;
        at = comma + 1;
    }
    return fields;
}

std::string shown(std::string_view text) {
    std::string out = "\"";
    for (const char c : text.substr(0, 40)) out += c >= ' ' && c <= '~' ? c : '?';
    return out + (text.size() > 40 ? "...\"" : "\"");
}

template <class Number>
bool read_number(std::string_view text, Number& value) {
    const auto [end, bad] = std::from_chars(text.data(), text.data() + text.size(), value);
    return bad == std::errc() && end == text.data() + text.size();
}

bool read_time(std::string_view text, chrono::sys_time<chrono::milliseconds>& time) {
    constexpr std::string_view pattern = "0000-00-00 00:00:00.000";
    const auto fits = [](char c, char p) { return p == '0' ? c >= '0' && c <= '9' : c == p; };
    if (!std::equal(text.begin(), text.end(), pattern.begin(), pattern.end(), fits)) return false;
    const auto number = [&](std::size_t at, std::size_t digits) {
        int value = 0;
        read_number(text.substr(at, digits), value);
        return value;
    };
    const chrono::year_month_day date(chrono::year(number(0, 4)), chrono::month(static_cast<unsigned>(number(5, 2))),
                                      chrono::day(static_cast<unsigned>(number(8, 2))));
    if (!date.ok() || number(11, 2) > 23 || number(14, 2) > 59 || number(17, 2) > 59) return false;
    time = chrono::sys_days(date) + chrono::hours(number(11, 2)) + chrono::minutes(number(14, 2)) +
           chrono::seconds(number(17, 2)) + chrono::milliseconds(number(20, 3));
    return true;
}

/// Reads the fields of one line by the columns that the header names, and remembers the first mistake.
class LineFields {
public:
    LineFields(const std::array<int, kColumns.size()>& places, std::vector<std::string_view> fields)
        : places_(places), fields_(std::move(fields)) {}

    std::string_view text(Column column) const {
        const int place = places_[column];
        return place < 0 ? std::string_view() : fields_[static_cast<std::size_t>(place)];
    }
    void wrong(Column column, const std::string& allowed) {
        if (mistake_.empty())
            mistake_ = std::string(kColumns[column]) + " is " + shown(text(column)) + ", not " + allowed;
    }
    std::optional<std::int32_t> steps(Column column) {
        std::int32_t value = 0;
        if (text(column).empty()) return std::nullopt;
        if (!read_number(text(column), value)) wrong(column, "a whole number of steps");
        return value;
    }
    std::optional<double> decimal(Column column, Allowed allowed) {
        double value = 0;
        if (text(column).empty()) return std::nullopt;
        if (!read_number(text(column), value) || !allowed.holds(value)) {
            wrong(column, "a number " + std::string(allowed.words));
        }
        return value;
    }
    /// 0 for an empty field.
    template <std::size_t n>
    int word(Column column, const std::array<Word, n>& words) {
        if (text(column).empty()) return 0;
        std::string all;
        for (const Word& word : words) {
            if (word.text == text(column)) return word.value;
            all += (all.empty() ? "" : ", ") + std::string(word.text);
        }
        wrong(column, "empty or one of " + all);
        return 0;
    }
    const std::string& mistake() const { return mistake_; }

private:
    const std::array<int, kColumns.size()>& places_;
    std::vector<std::string_view> fields_;
    std::string mistake_;
};

LogRow read_row(LineFields& fields) {
    LogRow row;
    if (!read_time(fields.text(time_utc), row.time)) fields.wrong(time_utc, "a time such as 2026-11-27 20:15:30.000");
    const auto steps = fields.steps(position);
    if (!steps) fields.wrong(position, "a whole number of steps");
    row.position = steps.value_or(0);
    const auto measured = fields.decimal(temperature, kTemperature);
    const double wet = fields.decimal(humidity, kHumidity).value_or(NAN);
    const double dew = fields.decimal(dew_point, kTemperature).value_or(NAN);
    if (measured) row.sensor = SensorState{*measured, wet, dew};
    row.compensation_difference = fields.steps(difference);
    if (const int who = fields.word(moved_by, kMovers); who != 0) row.moved_by = static_cast<wire::Mover>(who);
    row.moved_from = fields.steps(moved_from);
    row.temperature_before = fields.decimal(temperature_before, kTemperature);
    row.cause = static_cast<MoveCause>(fields.word(cause, kCauses));
    return row;
}

class Parser {
public:
    Parser(const std::string& name, std::vector<ImportProblem>& problems) : name_(name), problems_(problems) {}

    void take(std::string_view line, bool ended) {
        ++line_;
        if (line.ends_with('\r')) line.remove_suffix(1);
        if (line.empty()) return;
        if (line.size() > kLongestLine) return problem("longer than 4096 characters");
        if (width_ == 0) return header(line);
        std::vector<std::string_view> fields = split_row(line);
        if (fields.size() != width_) {
            return problem((ended ? "has " : "the last line is cut off: it has ") + std::to_string(fields.size()) +
                           " fields; the header names " + std::to_string(width_));
        }
        LineFields named(places_, std::move(fields));
        const LogRow row = read_row(named);
        if (!named.mistake().empty()) return problem((ended ? "" : "the last line is cut off: ") + named.mistake());
        rows_.push_back(row);
    }
    /// There is no telling the columns: nothing more can be read.
    bool lost() const { return lost_; }
    std::vector<LogRow> rows() {
        if (width_ == 0 && !lost_) problem("no header; a session log begins with " + session_log_header());
        if (more_ != 0) {
            problems_.push_back({name_, 0, "and " + std::to_string(more_) + " more lines that are no rows"});
        }
        return std::move(rows_);
    }

private:
    void header(std::string_view line) {
        places_.fill(-1);
        const std::vector<std::string_view> names = split_row(line);
        for (std::size_t i = 0; i < kColumns.size(); ++i) {
            const auto found = std::find(names.begin(), names.end(), kColumns[i]);
            if (found != names.end()) places_[i] = static_cast<int>(found - names.begin());
        }
        lost_ = places_[time_utc] < 0 || places_[position] < 0 || names.size() > kMostColumns;
        if (lost_)
            return problem("no header of a session log: " + shown(line) + "; one begins with " + session_log_header());
        width_ = names.size();
    }
    void problem(const std::string& reason) {
        if (++count_ <= kMostMistakes) {
            problems_.push_back({name_, line_, reason});
        } else {
            ++more_;
        }
    }

    const std::string& name_;
    std::vector<ImportProblem>& problems_;
    std::vector<LogRow> rows_;
    std::array<int, kColumns.size()> places_{};
    std::size_t width_ = 0;  ///< columns the header names; 0: no header yet
    std::size_t line_ = 0, count_ = 0, more_ = 0;
    bool lost_ = false;
};

}  // namespace

std::string session_log_header() {
    std::string line;
    for (const std::string_view name : kColumns) {
        if (!line.empty()) line += ',';
        line += name;
    }
    return line;
}

std::string to_line(const LogRow& row) {
    std::string line = utc_text(row.time, ' ');
    add_steps(line, row.position);
    const SensorState none{NAN, NAN, NAN};
    const SensorState& sensor = row.sensor ? *row.sensor : none;
    add_hundredths(line, sensor.temperature, kTemperature);
    add_hundredths(line, sensor.humidity, kHumidity);
    add_hundredths(line, sensor.dew_point, kTemperature);
    add_steps(line, row.compensation_difference);
    line += ',';
    if (row.moved_by) line += text_of(kMovers, static_cast<int>(*row.moved_by));
    add_steps(line, row.moved_from);
    add_hundredths(line, row.temperature_before.value_or(NAN), kTemperature);
    line += ',';
    return line += text_of(kCauses, static_cast<int>(row.cause));
}

std::vector<LogRow> parse_session_log(std::string_view text, const std::string& name,
                                      std::vector<ImportProblem>& problems) {
    Parser parser(name, problems);
    if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
    while (!text.empty() && !parser.lost()) {
        const std::size_t end = text.find('\n');
        const bool ended = end != std::string_view::npos;
        parser.take(text.substr(0, end), ended);
        text.remove_prefix(ended ? end + 1 : text.size());
    }
    return parser.rows();
}

}  // namespace focus
