// The header line of points in a CSV text: which column is what, in the many names that people give them.
#include <algorithm>
#include <array>
#include <optional>

#include "core/compensation/importers/import_run.h"
#include "core/compensation/importers/text_fields.h"
#include "core/compensation/point_csv.h"

namespace focus {
namespace {

struct ColumnName {
    const char* name;
    PointColumn column;
    bool comma = false;  ///< of a language that writes decimal commas
};

// As `plain_name` gives them, without a unit.
constexpr ColumnName kNames[] = {
    {"temperature", PointColumn::temperature},
    {"temp", PointColumn::temperature},
    {"t", PointColumn::temperature},
    {"focuser temperature", PointColumn::temperature},
    {"focuser temp", PointColumn::temperature},
    {"temperatur", PointColumn::temperature, true},
    {"position", PointColumn::position},
    {"focuser position", PointColumn::position},
    {"focuserposition", PointColumn::position},
    {"focus position", PointColumn::position},
    {"focus", PointColumn::position},
    {"steps", PointColumn::position},
    {"pos", PointColumn::position},
    {"fokusposition", PointColumn::position, true},
    {"fokus", PointColumn::position, true},
    {"schritte", PointColumn::position, true},
    {"filter", PointColumn::filter},
    {"filter name", PointColumn::filter},
    {"session", PointColumn::session},
    {"night", PointColumn::session},
    {"nacht", PointColumn::session},
    {"date", PointColumn::date},
    {"datum", PointColumn::date},
    {"time", PointColumn::time},
    {"timestamp", PointColumn::time},
    {"datetime", PointColumn::time},
    {"date time", PointColumn::time},
    {"uhrzeit", PointColumn::time},
    {"zeit", PointColumn::time},
    {"use", PointColumn::use},
    {"excluded", PointColumn::excluded},
    {"exclude", PointColumn::excluded},
    {"x", PointColumn::excluded},
    {"telescope", PointColumn::telescope},
    {"teleskop", PointColumn::telescope},
    {"profile", PointColumn::telescope},
    {"remark", PointColumn::remark},
    {"remarks", PointColumn::remark},
    {"note", PointColumn::remark},
    {"notes", PointColumn::remark},
    {"comment", PointColumn::remark},
    {"bemerkung", PointColumn::remark},
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

/// The words for a column that two are fit for, and how to say which.
std::string which_of(PointColumn column, const std::string& first, const std::string& second) {
    const bool temperature = column == PointColumn::temperature;
    std::string text = std::string(kTwoColumns) + ", \"" + first + "\" and \"" + second + "\": ";
    if (!temperature && column != PointColumn::position) return text + "rename the one that does not count";
    return text + "rename the one that does not count, or name the other, " +
           (temperature ? "--temperature-column" : "--position-column") + " \"" + first + "\"";
}

class HeaderReader {
public:
    HeaderReader(PointColumns& columns, const ColumnChoice& choice)
        : columns_(columns), temperature_(plain_name(choice.temperature)), position_(plain_name(choice.position)) {}

    /// What is wrong with this cell of the header, or nothing.
    std::string take(std::string_view text, std::size_t index) {
        std::string name = plain_name(text);
        const bool wanted_temperature = !temperature_.empty() && name == temperature_;
        const bool wanted_position = !position_.empty() && name == position_;
        const bool fahrenheit = take_unit(name, {"f", "degf", "fahrenheit"});
        const bool utc = !fahrenheit && take_unit(name, {"utc"});
        if (!fahrenheit && !utc) take_unit(name, {"c", "degc", "celsius", "steps", "local"});
        take_unit(name, {"deg", "degrees"});
        const auto* known = std::find_if(std::begin(kNames), std::end(kNames),
                                         [&name](const ColumnName& one) { return name == one.name; });
        std::optional<PointColumn> column;
        if (known != std::end(kNames)) column = known->column;
        if (wanted_temperature) column = PointColumn::temperature;
        if (wanted_position) column = PointColumn::position;
        const bool passed_over = (column == PointColumn::temperature && !temperature_.empty() && !wanted_temperature) ||
                                 (column == PointColumn::position && !position_.empty() && !wanted_position);
        if (!column || passed_over) {
            if (!name.empty()) columns_.unknown.push_back(tidy_name(text));
            return {};
        }
        const auto place = static_cast<std::size_t>(*column);
        if (columns_.index[place] != PointColumns::kNone) return which_of(*column, names_[place], tidy_name(text));
        columns_.index[place] = index;
        names_[place] = tidy_name(text);
        columns_.fahrenheit = columns_.fahrenheit || (fahrenheit && *column == PointColumn::temperature);
        columns_.utc = columns_.utc || utc;
        if (known != std::end(kNames) && known->comma && columns_.separator != ',')
            columns_.decimal = DecimalSign::comma;
        return {};
    }

private:
    PointColumns& columns_;
    std::string temperature_, position_;
    std::array<std::string, kPointColumns> names_;
};

}  // namespace

std::string read_point_header(std::string_view line, PointColumns& columns, const ColumnChoice& choice) {
    std::string why;
    for (const char separator : {'\t', ';', ','}) {
        CsvLine cells;
        columns = PointColumns{};
        columns.separator = separator;
        std::string mistake = cells.split(line, separator);
        columns.count = cells.cells().size();
        HeaderReader reader(columns, choice);
        for (std::size_t i = 0; i < columns.count && mistake.empty(); ++i) mistake = reader.take(cells.at(i).text, i);
        const bool both = columns.of(PointColumn::temperature) != PointColumns::kNone &&
                          columns.of(PointColumn::position) != PointColumns::kNone;
        if (both && mistake.empty()) return {};
        if (!mistake.empty() && columns.count > 1) why = mistake;
    }
    if (why.empty()) why = "is no header line that names the columns, at least temperature and position";
    return why + "; wanted is a line such as " + point_header();
}

}  // namespace focus
