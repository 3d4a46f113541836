// CSV from spreadsheets and other programs.
#include "core/compensation/importers/formats.h"
#include "core/compensation/point_csv.h"

namespace focus {
namespace {

// A header that is longer is none; a binary file has lines of any length.
constexpr std::size_t kLongestHeader = 65536;

}  // namespace

bool is_csv_points(std::string_view text) {
    Lines lines(text.substr(0, kLongestHeader));
    std::string_view line;
    while (lines.next(line)) {
        if (is_csv_comment(line)) continue;
        PointColumns columns;
        const std::string why = read_point_header(line, columns);
        // Which of two counts, the reader asks.
        return why.empty() || why.starts_with(kTwoColumns);
    }
    return false;
}

void import_csv_points(std::string_view text, ImportRun& run) {
    Lines lines(text);
    std::string_view line;
    PointColumns columns;
    CsvLine cells;
    FocusPoint point;
    std::string mistake;
    bool header = true;
    while (lines.next(line)) {
        if (is_csv_comment(line)) continue;
        if (header) {
            mistake =
                read_point_header(line, columns, {run.options().temperature_column, run.options().position_column});
            if (!mistake.empty()) return run.problem(lines.number(), std::move(mistake));
            header = false;
            run.understood();
            columns.decimal =
                decimal_sign_of(text.substr(static_cast<std::size_t>(line.end() - text.begin())), columns);
            continue;
        }
        switch (read_point_row(line, columns, cells, point, mistake)) {
            case PointRow::point: run.point(lines.number(), point); break;
            case PointRow::no_temperature: run.without_temperature(lines.number()); break;
            case PointRow::mistake: run.problem(lines.number(), mistake); break;
            case PointRow::blank: break;
        }
    }
}

}  // namespace focus
