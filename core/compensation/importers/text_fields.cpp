#include "core/compensation/importers/text_fields.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <ctime>

#include "core/compensation/focus_point.h"
#include "core/local_time.h"

namespace focus {
namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }
char small(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

/// Exactly `digits` of them; taken off.
std::optional<int> take_digits(std::string_view& text, std::size_t digits) {
    if (text.size() < digits) return std::nullopt;
    int value = 0;
    for (std::size_t i = 0; i < digits; ++i) {
        if (!is_digit(text[i])) return std::nullopt;
        value = value * 10 + (text[i] - '0');
    }
    text.remove_prefix(digits);
    return value;
}

bool take(std::string_view& text, std::string_view any_of) {
    if (text.empty() || any_of.find(text.front()) == std::string_view::npos) return false;
    text.remove_prefix(1);
    return true;
}

std::optional<std::chrono::local_days> date_of(int year, int month, int day) {
    if (year < 1990 || year > 2100) return std::nullopt;
    const std::chrono::year_month_day date{std::chrono::year{year}, std::chrono::month{static_cast<unsigned>(month)},
                                           std::chrono::day{static_cast<unsigned>(day)}};
    if (!date.ok()) return std::nullopt;
    return std::chrono::local_days{date};
}

/// One or two digits; taken off.
std::optional<int> take_short(std::string_view& text) {
    const bool two = text.size() > 1 && is_digit(text[1]);
    return take_digits(text, two ? 2 : 1);
}

/// "17.01.2026", "7.1.2026", as much of the world writes a day.
std::optional<std::chrono::local_days> take_dotted_date(std::string_view& text) {
    const auto day = take_short(text);
    if (!day || !take(text, ".")) return std::nullopt;
    const auto month = take_short(text);
    if (!month || !take(text, ".")) return std::nullopt;
    const auto year = take_digits(text, 4);
    return year ? date_of(*year, *month, *day) : std::nullopt;
}

std::optional<std::chrono::local_days> take_date(std::string_view& text) {
    const std::size_t digits = text.find_first_not_of("0123456789");
    if (digits < 3 && text[digits] == '.') return take_dotted_date(text);
    const auto year = take_digits(text, 4);
    if (!year || !take(text, "-/")) return std::nullopt;
    const auto month = take_digits(text, 2);
    if (!month || !take(text, "-/")) return std::nullopt;
    const auto day = take_digits(text, 2);
    return day ? date_of(*year, *month, *day) : std::nullopt;
}

/// "2020-07-3" in the names of N.I.N.A.'s first versions: the day, and then the month without a zero, the 7th of March.
/// Tried where it is no date of the usual kind: from October on the first twelve days of a month cannot be told from
/// it.
std::optional<std::chrono::local_days> take_old_date(std::string_view& text) {
    const auto year = take_digits(text, 4);
    if (!year || !take(text, "-")) return std::nullopt;
    const auto day = take_digits(text, 2);
    if (!day || !take(text, "-")) return std::nullopt;
    const auto month = take_short(text);
    return month ? date_of(*year, *month, *day) : std::nullopt;
}

std::optional<std::chrono::seconds> clock_time(int hours, int minutes, int seconds) {
    if (hours > 23 || minutes > 59 || seconds > 60) return std::nullopt;
    return std::chrono::hours(hours) + std::chrono::minutes(minutes) + std::chrono::seconds(seconds);
}

/// What stands behind the seconds: nothing, or an offset. False when it is neither.
bool read_offset(std::string_view text, FileTime& time) {
    if (text.empty()) return true;
    if (text == "Z" || text == "z") {
        time.utc = true;
        time.utc_offset = std::chrono::seconds(0);
        return true;
    }
    const int sign = text.front() == '-' ? -1 : 1;
    if (!take(text, "+-")) return false;
    const auto hours = take_digits(text, 2);
    take(text, ":");
    const auto minutes = text.empty() ? std::optional<int>(0) : take_digits(text, 2);
    if (!hours || !minutes || !text.empty() || *hours > 15 || *minutes > 59) return false;
    time.utc_offset = sign * (std::chrono::hours(*hours) + std::chrono::minutes(*minutes));
    return true;
}

}  // namespace

bool Lines::next(std::string_view& line) {
    if (rest_.empty()) return false;
    const std::size_t end = rest_.find('\n');
    ended_ = end != std::string_view::npos;
    line = rest_.substr(0, end);
    rest_.remove_prefix(ended_ ? end + 1 : rest_.size());
    if (!line.empty() && line.back() == '\r') line.remove_suffix(1);
    ++number_;
    return true;
}

std::string_view trimmed(std::string_view text) {
    const std::size_t first = text.find_first_not_of(" \t\r\n");
    if (first == std::string_view::npos) return {};
    return text.substr(first, text.find_last_not_of(" \t\r\n") - first + 1);
}

std::string lower(std::string_view text) {
    std::string result(text);
    std::transform(result.begin(), result.end(), result.begin(), small);
    return result;
}

std::size_t find_words(std::string_view text, std::string_view words, std::size_t from) {
    if (from > text.size()) return std::string_view::npos;
    const auto* found = std::search(text.begin() + from, text.end(), words.begin(), words.end(),
                                    [](char a, char b) { return small(a) == b; });
    return found == text.end() && !words.empty() ? std::string_view::npos
                                                 : static_cast<std::size_t>(found - text.begin());
}

std::optional<double> take_number(std::string_view& text) {
    std::string_view digits = text;
    if (digits.size() > 1 && digits[0] == '+' && (is_digit(digits[1]) || digits[1] == '.')) digits.remove_prefix(1);
    double value = 0;
    const auto [end, bad] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
    if (bad != std::errc() || !std::isfinite(value)) return std::nullopt;
    text = digits.substr(static_cast<std::size_t>(end - digits.data()));
    return value;
}

std::optional<double> to_number(std::string_view text) {
    text = trimmed(text);
    const std::optional<double> value = take_number(text);
    return text.empty() ? value : std::nullopt;
}

std::string exact_text(double value) {
    char text[64];
    const double size = std::abs(value);
    const bool plain = size == 0 || (size > 1e-6 && size < 1e15);
    const auto end = plain ? std::to_chars(text, text + sizeof text, value, std::chars_format::fixed).ptr
                           : std::to_chars(text, text + sizeof text, value).ptr;
    return {text, end};
}

std::optional<std::chrono::local_days> to_date(std::string_view text) {
    text = trimmed(text);
    const auto date = take_date(text);
    return text.empty() ? date : std::nullopt;
}

std::optional<FileTime> to_time(std::string_view text) {
    text = trimmed(text);
    const auto date = take_date(text);
    if (!date || !take(text, "Tt ")) return std::nullopt;
    const auto hours = take_short(text);
    if (!hours || !take(text, ":")) return std::nullopt;
    const auto minutes = take_digits(text, 2);
    std::optional<int> seconds = 0;
    if (take(text, ":")) {
        seconds = take_digits(text, 2);
        if (take(text, ".,")) {
            const std::size_t fraction = std::min(text.find_first_not_of("0123456789"), text.size());
            if (fraction == 0 || fraction > 9) return std::nullopt;
            text.remove_prefix(fraction);
        }
    }
    if (!minutes || !seconds) return std::nullopt;
    const auto clock = clock_time(*hours, *minutes, *seconds);
    FileTime time;
    if (!clock || !read_offset(trimmed(text), time)) return std::nullopt;
    time.local = *date + *clock;
    return time;
}

std::optional<FileTime> time_in_name(std::string_view name) {
    name = name.substr(name.find_last_of('/') + 1);
    for (std::size_t at = 0; at < name.size(); ++at) {
        std::string_view rest = name.substr(at);
        auto date = take_date(rest);
        if (!date) date = take_old_date(rest = name.substr(at));
        if (!date) continue;
        int clock[3] = {0, 0, 0};
        for (int& part : clock) {
            rest.remove_prefix(std::min(rest.find_first_of("0123456789"), rest.size()));
            const auto value = take_digits(rest, 2);
            if (!value) return std::nullopt;
            part = *value;
        }
        const auto since_midnight = clock_time(clock[0], clock[1], clock[2]);
        if (!since_midnight) return std::nullopt;
        return FileTime{*date + *since_midnight, std::nullopt, false};
    }
    return std::nullopt;
}

std::chrono::sys_seconds to_utc(const FileTime& time) {
    const std::chrono::seconds local = time.local.time_since_epoch();
    if (time.utc_offset) return std::chrono::sys_seconds(local - *time.utc_offset);
    const auto as_if_utc = static_cast<std::time_t>(local.count());
    std::tm parts{};
    ::gmtime_r(&as_if_utc, &parts);
    parts.tm_isdst = -1;
    return std::chrono::sys_seconds(std::chrono::seconds(::mktime(&parts)));
}

std::string session_at(const FileTime& time) { return session_of(time.utc ? to_local(to_utc(time)) : time.local); }

}  // namespace focus
