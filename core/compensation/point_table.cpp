#include "core/compensation/point_table.h"

#include <algorithm>

#include "core/compensation/importers/import_run.h"
#include "core/compensation/importers/text_decoding.h"
#include "core/compensation/importers/text_fields.h"
#include "core/compensation/point_csv.h"
#include "core/files/path.h"
#include "core/files/replace_file.h"
#include "core/files/user_folders.h"

namespace focus {
namespace {

constexpr std::size_t kLargestTable = 32U << 20U;

std::string backup_of(const std::string& path) { return path + ".bak"; }

std::string unknown_column(const std::vector<std::string>& names) {
    return "has a column \"" + names.front() + "\" that would be lost; the columns may be " + point_header();
}

std::string no_such_point(std::size_t index, const std::string& path) {
    return "there is no point " + std::to_string(index + 1) + " in " + path;
}

/// One row of the table; what is wrong with it, or nothing.
std::string read_row(std::string_view line, const PointColumns& columns, CsvLine& cells, PointTableText& table) {
    FocusPoint point;
    std::string mistake;
    switch (read_point_row(line, columns, cells, point, mistake)) {
        case PointRow::mistake: return mistake;
        case PointRow::no_temperature: return "has no temperature";
        case PointRow::blank: return {};
        case PointRow::point: break;
    }
    mistake = implausible(point);
    if (!mistake.empty()) return mistake;
    table.points.push_back(std::move(point));
    table.comments.emplace_back();
    return {};
}

}  // namespace

PointTableText parse_point_table(std::string_view text, const std::string& name) {
    PointTableText table;
    Lines lines(text);
    std::string_view line;
    PointColumns columns;
    CsvLine cells;
    bool header = true;
    while (lines.next(line) && table.mistake.empty()) {
        std::string mistake;
        if (trimmed(line).empty()) continue;
        if (is_csv_comment(line)) {
            (header ? table.head : table.comments.back()).append(line) += '\n';
        } else if (header) {
            mistake = read_point_header(line, columns);
            if (mistake.empty() && !columns.unknown.empty()) mistake = unknown_column(columns.unknown);
            columns.decimal =
                decimal_sign_of(text.substr(static_cast<std::size_t>(line.end() - text.begin())), columns);
            header = false;
        } else {
            mistake = read_row(line, columns, cells, table);
        }
        if (!mistake.empty()) {
            table.mistake.append(name).append(":").append(std::to_string(lines.number())).append(": ").append(mistake);
        }
    }
    return table;
}

std::string to_text(const PointTableText& table) {
    std::string text = table.head + point_header() + '\n';
    for (std::size_t i = 0; i < table.points.size(); ++i) {
        text.append(table.comments[i]).append(point_line(table.points[i])) += '\n';
    }
    return text + table.comments.back();
}

std::string PointTable::usual_path() { return to_text(to_path(documents_folder()) / "points.csv"); }

std::string PointTable::load() {
    std::string why;
    std::string bytes = read_whole_file(path_, kLargestTable, why);
    if (!why.empty()) return path_ + ": cannot be read: " + why;
    std::string converted;
    PointTableText read = parse_point_table(decode_text(bytes, converted), path_);
    if (!read.mistake.empty()) return read.mistake;
    table_ = std::move(read);
    before_ = std::move(bytes);
    return {};
}

std::string PointTable::store(const PointTableText& changed) {
    const std::string now = to_text(changed);
    if (now.size() > kLargestTable) {
        return path_ + ": would be larger than " + std::to_string(kLargestTable >> 20U) + " MiB";
    }
    // A first change is taken back to a table without points.
    std::string why = replace_file(backup_of(path_), before_.empty() ? point_header() + '\n' : before_);
    if (!why.empty()) return backup_of(path_) + ": cannot be written: " + why;
    why = replace_file(path_, now);
    return why.empty() ? load() : path_ + ": cannot be written: " + why;
}

std::string PointTable::add(const std::vector<FocusPoint>& points) {
    for (const FocusPoint& point : points) {
        if (std::string why = implausible(point); !why.empty()) return why;
    }
    if (std::string why = load(); !why.empty() || points.empty()) return why;
    PointTableText changed = table_;
    const std::string after = std::move(changed.comments.back());
    changed.comments.back().clear();
    changed.points.insert(changed.points.end(), points.begin(), points.end());
    changed.comments.resize(changed.points.size() + 1);
    changed.comments.back() = after;
    return store(changed);
}

std::string PointTable::replace(std::size_t index, const FocusPoint& point) {
    if (std::string why = implausible(point); !why.empty()) return why;
    if (std::string why = load(); !why.empty()) return why;
    if (index >= points().size()) return no_such_point(index, path_);
    PointTableText changed = table_;
    changed.points[index] = point;
    return store(changed);
}

std::string PointTable::drop(std::vector<std::size_t> indices) {
    if (std::string why = load(); !why.empty() || indices.empty()) return why;
    std::sort(indices.begin(), indices.end());
    if (indices.back() >= points().size()) return no_such_point(indices.back(), path_);
    PointTableText changed;
    changed.head = table_.head;
    for (std::size_t i = 0; i < points().size(); ++i) {
        changed.comments.back() += table_.comments[i];
        if (std::binary_search(indices.begin(), indices.end(), i)) continue;
        changed.points.push_back(points()[i]);
        changed.comments.emplace_back();
    }
    changed.comments.back() += table_.comments.back();
    return store(changed);
}

std::string PointTable::set_use(const std::vector<std::size_t>& indices, bool use) {
    return change_each(indices, [use](FocusPoint& point) { point.use = use; });
}

std::string PointTable::set_telescope(const std::vector<std::size_t>& indices, const std::string& name) {
    return change_each(indices, [&name](FocusPoint& point) { point.telescope = tidy_name(name); });
}

std::string PointTable::shift(const std::vector<std::size_t>& indices, double steps) {
    return change_each(indices, [steps](FocusPoint& point) { point.position += steps; });
}

std::string PointTable::change_each(const std::vector<std::size_t>& indices,
                                    const std::function<void(FocusPoint&)>& change) {
    if (std::string why = load(); !why.empty() || indices.empty()) return why;
    PointTableText changed = table_;
    for (const std::size_t index : indices) {
        if (index >= points().size()) return no_such_point(index, path_);
        change(changed.points[index]);
        if (std::string why = implausible(changed.points[index]); !why.empty()) return why;
    }
    return store(changed);
}

std::string PointTable::undo() {
    if (std::string why = load(); !why.empty()) return why;
    std::string why;
    const std::string backup = read_whole_file(backup_of(path_), kLargestTable, why);
    if (!why.empty()) return backup_of(path_) + ": cannot be read: " + why;
    if (backup.empty()) return "there is no change to take back";
    std::string converted;
    if (std::string mistake = parse_point_table(decode_text(backup, converted), backup_of(path_)).mistake;
        !mistake.empty()) {
        return mistake;
    }
    const std::string present = before_.empty() ? point_header() + '\n' : before_;
    why = replace_file(path_, backup);
    if (!why.empty()) return path_ + ": cannot be written: " + why;
    why = replace_file(backup_of(path_), present);
    return why.empty() ? load() : backup_of(path_) + ": cannot be written: " + why;
}

}  // namespace focus
