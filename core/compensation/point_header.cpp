// The header line of points in a CSV text: which column is what, in the many names that people give them.
#include <algorithm>

#include "core/compensation/importers/import_run.h"
#include "core/compensation/importers/text_fields.h"
#include "core/compensation/point_csv.h"

namespace focus {
namespace {

struct ColumnName {
    const char* name;
    PointColumn column;
};

// As `plain_name` gives them, without a unit.
constexpr ColumnName kNames[] = {
    {"temperature", PointColumn::temperature},
    {"temp", PointColumn::temperature},
    {"t", PointColumn::temperature},
    {"focuser temperature", PointColumn::temperature},
    {"focuser temp", PointColumn::temperature},
    {"position", PointColumn::position},
    {"focuser position", PointColumn::position},
    {"focuserposition", PointColumn::position},
    {"focus position", PointColumn::position},
    {"focus", PointColumn::position},
    {"steps", PointColumn::position},
    {"pos", PointColumn::position},
    {"filter", PointColumn::filter},
    {"filter name", PointColumn::filter},
    {"session", PointColumn::session},
    {"night", PointColumn::session},
    {"date", PointColumn::date},
    {"time", PointColumn::time},
    {"timestamp", PointColumn::time},
    {"datetime", PointColumn::time},
    {"date time", PointColumn::time},
    {"use", PointColumn::use},
};

/// Small letters and digits, everything else one space: "Temperature (°C)" is "temperature c".
std::string plain_name(std::string_view text) {
    std::string name;
    for (std::size_t i = 0; i < text.size() && name.size() < 64; ++i) {
        const char c = text[i];
        const bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
        if (letter) {
            name += c;
            continue;
        }
        if (!name.empty() && name.back() != ' ') name += ' ';
        if (text.substr(i).starts_with("\u2103")) name += 'c';
        if (text.substr(i).starts_with("\u2109")) name += 'f';
    }
    return lower(trimmed(name));
}

/// Takes the last word off the name if it is one of `words`.
bool take_unit(std::string& name, std::initializer_list<const char*> words) {
    const std::size_t space = name.find_last_of(' ');
    if (space == std::string::npos) return false;
    const std::string last = name.substr(space + 1);
    if (std::find(words.begin(), words.end(), last) == words.end()) return false;
    name.resize(space);
    return true;
}

std::string put_column(std::string_view text, std::size_t index, PointColumns& columns) {
    std::string name = plain_name(text);
    const bool fahrenheit = take_unit(name, {"f", "degf", "fahrenheit"});
    const bool utc = !fahrenheit && take_unit(name, {"utc"});
    if (!fahrenheit && !utc) take_unit(name, {"c", "degc", "celsius", "steps", "local"});
    take_unit(name, {"deg", "degrees"});
    const auto* known =
        std::find_if(std::begin(kNames), std::end(kNames), [&name](const ColumnName& one) { return name == one.name; });
    if (known == std::end(kNames)) {
        if (!name.empty()) columns.unknown.push_back(tidy_name(text));
        return {};
    }
    std::size_t& at = columns.index[static_cast<std::size_t>(known->column)];
    if (at != PointColumns::kNone) return "names two columns for the same: the second is \"" + tidy_name(text) + "\"";
    at = index;
    columns.fahrenheit = columns.fahrenheit || (fahrenheit && known->column == PointColumn::temperature);
    columns.utc = columns.utc || utc;
    return {};
}

}  // namespace

std::string read_point_header(std::string_view line, PointColumns& columns) {
    std::string why;
    for (const char separator : {'\t', ';', ','}) {
        CsvLine cells;
        columns = PointColumns{};
        columns.separator = separator;
        std::string mistake = cells.split(line, separator);
        columns.count = cells.cells().size();
        for (std::size_t i = 0; i < columns.count && mistake.empty(); ++i) {
            mistake = put_column(cells.at(i).text, i, columns);
        }
        const bool both = columns.of(PointColumn::temperature) != PointColumns::kNone &&
                          columns.of(PointColumn::position) != PointColumns::kNone;
        if (both && mistake.empty()) return {};
        if (!mistake.empty() && columns.count > 1) why = mistake;
    }
    if (why.empty()) why = "is no header line that names the columns, at least temperature and position";
    return why + "; wanted is a line such as " + point_header();
}

}  // namespace focus
