#include "cli/log_files.h"

#include <algorithm>
#include <array>
#include <cstdio>
#include <ctime>
#include <map>

#include "cli/command_line.h"
#include "core/files/path.h"
#include "core/files/replace_file.h"
#include "core/local_time.h"

namespace focus::cli {
namespace {

namespace chrono = std::chrono;

constexpr std::size_t kLargestLog = 256U << 20U;
constexpr std::size_t kDateSize = 10;
constexpr std::size_t kShownDates = 10;

std::string date_text(chrono::year_month_day date) {
    std::array<char, 40> text{};
    std::snprintf(text.data(), text.size(), "%04d-%02u-%02u", static_cast<int>(date.year()),
                  static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()));
    return text.data();
}

bool is_date(const std::string& text) {
    if (text.size() != kDateSize || text[4] != '-' || text[7] != '-') return false;
    const auto year = parse_whole(text.substr(0, 4), 1, 9999);
    const auto month = parse_whole(text.substr(5, 2), 1, 12);
    const auto day = parse_whole(text.substr(8, 2), 1, 31);
    if (!year || !month || !day) return false;
    const chrono::year_month_day date{chrono::year(*year), chrono::month(static_cast<unsigned>(*month)),
                                      chrono::day(static_cast<unsigned>(*day))};
    return date.ok() && date_text(date) == text;
}

/// 1 for YYYY-MM-DD.csv, N for YYYY-MM-DD-N.csv, 0 for other names.
int32_t sibling(const std::string& name) {
    const std::string end = ".csv";
    if (name.size() < kDateSize + end.size() || !is_date(name.substr(0, kDateSize))) return 0;
    if (name.substr(name.size() - end.size()) != end) return 0;
    const std::string middle = name.substr(kDateSize, name.size() - kDateSize - end.size());
    if (middle.empty()) return 1;
    return middle[0] == '-' ? parse_whole(middle.substr(1), 2, 9999).value_or(0) : 0;
}

}  // namespace

std::vector<LogDay> log_days(const std::string& folder) {
    std::map<std::string, std::map<int32_t, std::string>> found;
    std::error_code bad;
    for (std::filesystem::directory_iterator entry(to_path(folder), bad), end; !bad && entry != end;
         entry.increment(bad)) {
        const std::string name = to_text(entry->path().filename());
        if (const int32_t number = sibling(name)) found[name.substr(0, kDateSize)][number] = to_text(entry->path());
    }
    std::vector<LogDay> days;
    for (const auto& [date, files] : found) {
        days.push_back({date, {}});
        for (const auto& [number, path] : files) days.back().files.push_back(path);
    }
    return days;
}

std::vector<LogRow> read_log_day(const LogDay& day, std::vector<ImportProblem>& problems) {
    std::vector<LogRow> rows;
    for (const std::string& file : day.files) {
        std::string why;
        const std::string text = read_whole_file(file, kLargestLog, why);
        if (!why.empty()) problems.push_back({file, 0, why});
        const std::vector<LogRow> more = parse_session_log(text, file, problems);
        rows.insert(rows.end(), more.begin(), more.end());
    }
    std::stable_sort(rows.begin(), rows.end(), [](const LogRow& a, const LogRow& b) { return a.time < b.time; });
    return rows;
}

std::string log_date(const std::string& typed, chrono::year_month_day today) {
    if (typed == "today") return date_text(today);
    if (typed == "yesterday") return date_text(chrono::sys_days(today) - chrono::days(1));
    return is_date(typed) ? typed : "";
}

chrono::year_month_day local_today() {
    const auto now = chrono::floor<chrono::seconds>(chrono::system_clock::now());
    return chrono::year_month_day(chrono::floor<chrono::days>(to_local(now)));
}

std::string dates_text(const std::vector<LogDay>& days) {
    if (days.empty()) return "there is none at all";
    std::string text = days.size() > kShownDates ? "the newest are " : "there are ";
    for (std::size_t i = days.size() - std::min(days.size(), kShownDates); i < days.size(); ++i) {
        text += days[i].date + (i + 1 < days.size() ? ", " : "");
    }
    return text;
}

}  // namespace focus::cli
