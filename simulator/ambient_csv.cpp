// Ambient::from_csv: a recorded night from a file.
#include <optional>

#include "simulator/numbers.h"
#include "simulator/thermal_world.h"

namespace focus::sim {
namespace {

constexpr std::size_t kMaxRows = 1000000;

std::string_view next_piece(std::string_view& rest, char separator) {
    const std::size_t n = rest.find(separator);
    const std::string_view piece = rest.substr(0, n);
    rest = n == std::string_view::npos ? std::string_view{} : rest.substr(n + 1);
    return piece;
}

std::vector<std::string_view> split_columns(std::string_view row) {
    std::vector<std::string_view> columns;
    const bool trailing = !row.empty() && row.back() == ',';
    while (!row.empty()) columns.push_back(next_piece(row, ','));
    if (trailing) columns.emplace_back();
    return columns;
}

bool in_range(std::optional<double> value, double low, double high) { return value && *value >= low && *value <= high; }

std::string read_row(const std::vector<std::string_view>& columns, AmbientPoint& point) {
    if (columns.size() != 2 && columns.size() != 3)
        return "a row is seconds,temperature or seconds,temperature,humidity";
    const auto seconds = read_decimal(columns[0]);
    if (!in_range(seconds, 0, 1e9)) return "the seconds are a number from 0 to 1000000000";
    const auto temperature = read_decimal(columns[1]);
    if (!in_range(temperature, kColdest, kHottest)) return "the temperature is a number from -60 to 85 C";
    point = {*seconds, *temperature};
    if (columns.size() == 2) return {};
    const auto humidity = read_decimal(columns[2]);
    if (!in_range(humidity, 0, 100)) return "the humidity is a number from 0 to 100 %";
    point.humidity = *humidity;
    return {};
}

}  // namespace

bool Ambient::from_csv(std::string_view text, Ambient& ambient, std::string& error) {
    if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);  // spreadsheets begin so
    std::vector<AmbientPoint> points;
    std::size_t number = 0;
    std::size_t width = 0;
    const auto fail = [&](const std::string& what) {
        error = "line " + std::to_string(number) + ": " + what;
        return false;
    };
    while (!text.empty()) {
        std::string_view row = next_piece(text, '\n');
        ++number;
        if (!row.empty() && row.back() == '\r') row.remove_suffix(1);
        if (row.empty()) continue;
        if (number == 1 && (row == "seconds,temperature" || row == "seconds,temperature,humidity")) continue;
        if (row.find(';') != std::string_view::npos) {
            return fail("columns are separated by a comma, not by ';', and decimals have a point: 3600,9.25,71");
        }
        AmbientPoint point{};
        const std::vector<std::string_view> columns = split_columns(row);
        if (const std::string what = read_row(columns, point); !what.empty()) return fail(what);
        if (width != 0 && columns.size() != width) return fail("every row has as many columns as the first");
        if (!points.empty() && point.seconds <= points.back().seconds)
            return fail("the seconds must grow from row to row");
        if (points.size() == kMaxRows) return fail("at most 1000000 rows");
        width = columns.size();
        points.push_back(point);
    }
    if (points.empty()) {
        error = "no rows; a row is seconds,temperature or seconds,temperature,humidity";
        return false;
    }
    ambient.points_ = std::move(points);
    return true;
}

}  // namespace focus::sim
