// Focus points as lines of a CSV text: what the point table is written in, and what people export from spreadsheets.
// Commas, semicolons or tabs; columns by name in any order; decimal commas where the comma does not separate.
#pragma once

#include <array>
#include <string>
#include <string_view>
#include <vector>

#include "core/compensation/focus_point.h"

namespace focus {

/// One line taken apart at its separators; cells may stand in double quotes, a quote inside doubled.
class CsvLine {
public:
    struct Cell {
        std::string_view text;  ///< into the line or into this object
        bool quoted = false;
    };

    /// What is wrong with the line, or nothing.
    std::string split(std::string_view line, char separator);
    const std::vector<Cell>& cells() const { return cells_; }
    Cell at(std::size_t index) const { return index < cells_.size() ? cells_[index] : Cell{}; }

private:
    std::vector<Cell> cells_;
    std::string unquoted_;
};

enum class PointColumn { temperature, position, filter, session, date, time, use, excluded, telescope, remark };
constexpr std::size_t kPointColumns = 10;

/// What a comma or a point in a number means. A decimal comma makes 12.480 twelve thousand, and the other way round.
enum class DecimalSign { not_told, point, comma };

/// What a header line says.
struct PointColumns {
    static constexpr std::size_t kNone = static_cast<std::size_t>(-1);

    char separator = ',';
    std::array<std::size_t, kPointColumns> index{};  ///< by PointColumn
    std::size_t count = 0;                           ///< cells of the header
    DecimalSign decimal = DecimalSign::not_told;     ///< what the names' language lets expect
    bool fahrenheit = false;
    bool utc = false;                  ///< times without an offset are UTC
    std::vector<std::string> unknown;  ///< columns with another name

    PointColumns() { index.fill(kNone); }
    std::size_t of(PointColumn column) const { return index[static_cast<std::size_t>(column)]; }
};

/// Which column counts where two could, by its name in the header; empty: not told.
struct ColumnChoice {
    std::string_view temperature, position;
};

/// How a mistake begins where the header is one, but two of its columns are meant for the same.
constexpr std::string_view kTwoColumns = "has two columns for the same";

/// Empty, or why the line is no header of points; the sentence says what would be one. Columns are known by their whole
/// names, in English and German.
std::string read_point_header(std::string_view line, PointColumns& columns, const ColumnChoice& choice = {});

/// What the numbers of the rows in `text` say about their decimal sign: the first that can only be read in one way.
DecimalSign decimal_sign_of(std::string_view text, const PointColumns& columns);

/// A blank line or one that begins with '#'.
bool is_csv_comment(std::string_view line);

enum class PointRow { point, blank, no_temperature, mistake };

/// One row. `mistake` says what is wrong with it and what is allowed. Ranges are not checked.
PointRow read_point_row(std::string_view line, const PointColumns& columns, CsvLine& cells, FocusPoint& point,
                        std::string& mistake);

/// The header and the rows of the point table, without the end of the line.
std::string point_header();
std::string point_line(const FocusPoint& point);

}  // namespace focus
