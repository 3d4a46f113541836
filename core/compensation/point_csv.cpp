#include "core/compensation/point_csv.h"

#include <algorithm>

#include "core/compensation/importers/import_run.h"
#include "core/compensation/importers/text_fields.h"
#include "core/utc_text.h"

namespace focus {
namespace {

constexpr std::size_t kMostCells = 256;
constexpr std::size_t kTellingLines = 1000;

/// The number without the marks of its thousands, "12.480" or "1.234.567,5" with mark '.'; nothing if the marks stand
/// elsewhere than before every three digits.
std::optional<std::string> without_thousands(std::string_view text, char mark, char decimal) {
    const std::string_view whole = text.substr(0, text.find(decimal));
    if (whole.starts_with('0')) return std::nullopt;  // 0.125
    std::size_t since = 0;                            // digits since the last mark
    bool marked = false;
    for (std::size_t i = 0; i < whole.size(); ++i) {
        const char c = whole[i];
        if (c == mark) {
            if (since == 0 || since > 3 || (marked && since != 3)) return std::nullopt;
            marked = true;
            since = 0;
        } else if (c >= '0' && c <= '9') {
            ++since;
        } else if (i != 0 || (c != '-' && c != '+')) {
            return std::nullopt;
        }
    }
    if (!marked || since != 3) return std::nullopt;
    std::string bare(text);
    std::erase(bare, mark);
    return bare;
}

/// "12,480" in a file that says nowhere what its commas mean. Between commas a bare point is the decimal one.
bool may_be_thousands(const CsvLine::Cell& cell, const PointColumns& columns) {
    if (columns.decimal != DecimalSign::not_told || (columns.separator == ',' && !cell.quoted)) return false;
    const std::string_view text = trimmed(cell.text.substr(0, 64));
    return without_thousands(text, '.', ',') || without_thousands(text, ',', '.');
}

/// A number as people write it, with a decimal comma, and with marks of its thousands where the file's decimal sign is
/// known. Between commas a comma can stand in quotes alone.
std::optional<double> cell_number(const CsvLine::Cell& cell, const PointColumns& columns) {
    const std::string_view text = trimmed(cell.text.substr(0, 64));
    if (columns.decimal == DecimalSign::comma) {
        std::string bare = without_thousands(text, '.', ',').value_or(std::string(text));
        std::replace(bare.begin(), bare.end(), ',', '.');
        return to_number(bare);
    }
    if (const auto value = to_number(text)) return value;
    if (columns.separator == ',' && !cell.quoted) return std::nullopt;
    if (columns.decimal == DecimalSign::point) {
        if (const auto bare = without_thousands(text, ',', '.')) return to_number(*bare);
    }
    if (text.find('.') != std::string_view::npos) return std::nullopt;
    std::string bare(text);
    std::replace(bare.begin(), bare.end(), ',', '.');
    return to_number(bare);
}

/// What the number says by itself: "4,5" has a decimal comma, "4.5" a point, "12.480" may be either.
DecimalSign sign_in(std::string_view text) {
    const std::size_t point = text.rfind('.'), comma = text.rfind(',');
    if (point == std::string_view::npos && comma == std::string_view::npos) return DecimalSign::not_told;
    if (point != std::string_view::npos && comma != std::string_view::npos) {
        return point > comma ? DecimalSign::point : DecimalSign::comma;
    }
    const bool by_point = comma == std::string_view::npos;
    const char mark = by_point ? '.' : ',';
    if (without_thousands(text, mark, by_point ? ',' : '.')) {
        if (std::count(text.begin(), text.end(), mark) == 1) return DecimalSign::not_told;
        return by_point ? DecimalSign::comma : DecimalSign::point;  // 1.012.480: marks of thousands
    }
    return by_point ? DecimalSign::point : DecimalSign::comma;
}

std::string either_way(std::string_view text, double decimal) {
    std::string bare = tidy_name(text);
    const std::string typed = bare;
    std::erase_if(bare, [](char c) { return c == '.' || c == ','; });
    return "the position \"" + typed + "\" may be " + bare + " or " + exact_text(decimal) +
           ", and the file does not tell: write it without a mark of thousands";
}

std::string not_a_number(std::string_view what, std::string_view text) {
    return "the " + std::string(what) + " \"" + tidy_name(text) + "\" is not a number such as 12.5";
}

bool is_missing(std::string_view text) {
    const std::string word = lower(trimmed(text.substr(0, 16)));
    return word.empty() || word == "nan" || word == "-" || word == "--" || word == "n/a" || word == "null";
}

bool read_use(std::string_view text, bool& use) {
    const std::string word = lower(trimmed(text.substr(0, 16)));
    const auto any = [&word](std::initializer_list<const char*> words) {
        return std::find(words.begin(), words.end(), word) != words.end();
    };
    use = any({"", "1", "yes", "true", "y", "x", "on", "ja", "j"});
    return use || any({"0", "no", "false", "n", "off", "nein"});
}

/// Time and session from the cells "date" and "time", of which either may be missing.
bool read_when(std::string_view date, std::string_view time, const PointColumns& columns, FocusPoint& point) {
    date = trimmed(date);
    time = trimmed(time);
    if (date.empty()) std::swap(date, time);
    if (date.empty()) return true;
    const std::string both = std::string(date.substr(0, 64)) + ' ' + std::string(time.substr(0, 64));
    if (const auto day = time.empty() ? to_date(date) : std::nullopt) {
        point.session = session_of(std::chrono::local_seconds(*day) + std::chrono::hours(12));
        return true;
    }
    std::optional<FileTime> moment = to_time(both);
    // A column of whole moments beside one of dates.
    if (!moment) moment = to_time(time.empty() ? date : time);
    if (!moment) return false;
    if (columns.utc && !moment->utc_offset) {
        moment->utc = true;
        moment->utc_offset = std::chrono::seconds(0);
    }
    ImportRun::put_time(point, *moment);
    return true;
}

std::string csv_cell(const std::string& text) {
    if (text.find_first_of(",;\t\"#") == std::string::npos) return text;
    std::string result = "\"";
    for (const char c : text) {
        if (c == '"') result += '"';
        result += c;
    }
    return result + '"';
}

}  // namespace

bool is_csv_comment(std::string_view line) {
    line = trimmed(line);
    return line.empty() || line.front() == '#';
}

std::string CsvLine::split(std::string_view line, char separator) {
    cells_.clear();
    unquoted_.clear();
    std::size_t at = 0;
    for (;;) {
        if (cells_.size() == kMostCells) return "has more than " + std::to_string(kMostCells) + " cells";
        const std::size_t first = line.find_first_not_of(separator == '\t' ? " " : " \t", at);
        if (first != std::string_view::npos && line[first] == '"') {
            // Never longer than the line: the views into it stay valid.
            unquoted_.reserve(line.size());
            const std::size_t begin = unquoted_.size();
            std::size_t i = first + 1;
            for (; i < line.size(); ++i) {
                if (line[i] == '"' && (i + 1 == line.size() || line[i + 1] != '"')) break;
                if (line[i] == '"') ++i;
                unquoted_ += line[i];
            }
            if (i == line.size()) return "has a quote that is not closed";
            at = std::min(line.find(separator, i), line.size());
            if (!trimmed(line.substr(i + 1, at - i - 1)).empty())
                return "has something between a closing quote and the next cell";
            cells_.push_back({std::string_view(unquoted_).substr(begin), true});
        } else {
            const std::size_t end = std::min(line.find(separator, at), line.size());
            cells_.push_back({trimmed(line.substr(at, end - at)), false});
            at = end;
        }
        if (at == line.size()) return {};
        ++at;
    }
}

PointRow read_point_row(std::string_view line, const PointColumns& columns, CsvLine& cells, FocusPoint& point,
                        std::string& mistake) {
    mistake = cells.split(line, columns.separator);
    if (!mistake.empty()) return PointRow::mistake;
    const auto all = cells.cells();
    if (std::all_of(all.begin(), all.end(), [](const CsvLine::Cell& cell) { return cell.text.empty(); })) {
        return PointRow::blank;
    }
    const auto fail = [&mistake](std::string why) {
        mistake = std::move(why);
        return PointRow::mistake;
    };
    for (std::size_t i = columns.count; i < all.size(); ++i) {
        if (all[i].text.empty()) continue;
        return fail("has " + std::to_string(all.size()) + " cells where the header names " +
                    std::to_string(columns.count) +
                    (columns.separator == ',' ? "; a decimal comma must stand in quotes here, or be a point" : ""));
    }
    const auto cell = [&](PointColumn column) { return cells.at(columns.of(column)); };
    const auto position = cell_number(cell(PointColumn::position), columns);
    if (!position) return fail(not_a_number("position", cell(PointColumn::position).text));
    if (may_be_thousands(cell(PointColumn::position), columns)) {
        return fail(either_way(cell(PointColumn::position).text, *position));
    }
    const auto temperature = cell_number(cell(PointColumn::temperature), columns);
    if (!temperature) {
        const std::string_view text = cell(PointColumn::temperature).text;
        if (is_missing(text)) return PointRow::no_temperature;
        return fail(not_a_number("temperature", text));
    }
    point = FocusPoint{};
    point.position = *position;
    point.temperature = columns.fahrenheit ? (*temperature - 32) * 5 / 9 : *temperature;
    const std::string_view date = cell(PointColumn::date).text;
    const std::string_view time = cell(PointColumn::time).text;
    if (!read_when(date, time, columns, point)) {
        return fail("the time \"" + tidy_name(date) + (date.empty() || time.empty() ? "" : " ") + tidy_name(time) +
                    "\" is not one such as 2024-11-02T21:43:10 or 2024-11-02 21:43");
    }
    if (!read_use(cell(PointColumn::use).text, point.use)) {
        return fail("use is \"" + tidy_name(cell(PointColumn::use).text) + "\"; it may be 1 or 0, yes or no, or empty");
    }
    // A mark in it takes the point out: "X" in the tables of other programs.
    bool excluded = false;
    const std::string_view mark = cell(PointColumn::excluded).text;
    if (!trimmed(mark).empty() && !read_use(mark, excluded)) {
        return fail("excluded is \"" + tidy_name(mark) + "\"; it may be X, 1 or 0, yes or no, or empty");
    }
    point.use = point.use && !excluded;
    point.filter = tidy_name(cell(PointColumn::filter).text);
    point.telescope = tidy_name(cell(PointColumn::telescope).text);
    point.remark = tidy_name(cell(PointColumn::remark).text);
    if (const std::string named = tidy_name(cell(PointColumn::session).text); !named.empty()) point.session = named;
    return PointRow::point;
}

DecimalSign decimal_sign_of(std::string_view text, const PointColumns& columns) {
    Lines lines(text);
    std::string_view line;
    CsvLine cells;
    while (lines.next(line) && lines.number() <= kTellingLines) {
        if (is_csv_comment(line) || !cells.split(line, columns.separator).empty()) continue;
        for (const PointColumn column : {PointColumn::temperature, PointColumn::position}) {
            const CsvLine::Cell cell = cells.at(columns.of(column));
            const DecimalSign sign = sign_in(cell.text);
            if (sign == DecimalSign::comma && columns.separator == ',' && !cell.quoted) continue;
            if (sign != DecimalSign::not_told) return sign;
        }
    }
    return columns.decimal;
}

std::string point_header() { return "temperature_c,position,filter,session,time_utc,use,telescope,remark"; }

std::string point_line(const FocusPoint& point) {
    std::string line = exact_text(point.temperature) + ',' + exact_text(point.position) + ',' +
                       csv_cell(tidy_name(point.filter)) + ',' + csv_cell(tidy_name(point.session)) + ',';
    if (point.time) line += utc_text(*point.time) + 'Z';
    line += point.use ? ",1," : ",0,";
    return line + csv_cell(tidy_name(point.telescope)) + ',' + csv_cell(tidy_name(point.remark));
}

}  // namespace focus
