#include "cli/text/log_text.h"

#include <boost/json.hpp>
#include <cmath>

#include "cli/text/format.h"
#include "core/local_time.h"
#include "core/plain_text.h"
#include "core/utc_text.h"

namespace focus::cli {
namespace {

namespace chrono = std::chrono;

/// A longer silence is a gap in the curve, not a straight line. Rows are at most 60 s apart.
constexpr double kGap = 150;

std::string number(bool known, double value, int decimals) {
    return known && std::isfinite(value) ? fixed_text(value, decimals) : "--";
}

const char* cause_words(MoveCause cause) {
    if (cause == MoveCause::automatic) return ", by itself";
    return cause == MoveCause::asked ? ", when asked" : "";
}

std::string move_text(const LogRow& row) {
    const int32_t from = *row.moved_from;
    const int64_t way = static_cast<int64_t>(row.position) - from;
    std::string text = std::to_string(from) + " -> " + std::to_string(row.position) + ", " + steps_text(std::abs(way)) +
                       (way < 0 ? " inward" : " outward") + ", by ";
    text += row.moved_by ? mover_words(*row.moved_by) : "somebody unknown";
    text += cause_words(row.cause);
    const std::string before = number(row.temperature_before.has_value(), row.temperature_before.value_or(0), 2);
    const std::string after = number(row.sensor.has_value(), row.sensor ? row.sensor->temperature : 0, 2);
    return text + "; " + before + " -> " + after + " C";
}

template <class T>
boost::json::value or_null(bool known, const T& value) {
    return known ? boost::json::value(value) : boost::json::value(nullptr);
}

struct MoverLook {
    wire::Mover mover;
    const char* name;
    Ink ink;
    char letter;
};

constexpr MoverLook kLooks[] = {
    {wire::Mover::host, "moved by a program", Ink::purple, 'P'},
    {wire::Mover::button, "by its buttons", Ink::orange, 'B'},
    {wire::Mover::compensation, "by compensation", Ink::green, 'C'},
};

/// Adds a dot, and a break before it where the log was silent.
void extend(Series& line, double time, double value) {
    const bool gap = !line.dots.empty() && time - line.dots.back().x > kGap;
    if (gap) line.dots.push_back({line.dots.back().x, std::nan("")});
    line.dots.push_back({time, value});
}

}  // namespace

std::string log_header_text() {
    return "time      position  temperature  humidity  dew point  difference\n"
           "             steps            C         %          C       steps";
}

std::string log_row_text(const LogRow& row) {
    const std::string time = local_text(chrono::floor<chrono::seconds>(row.time), "%H:%M:%S");
    if (row.is_move()) return time + "  " + move_text(row);
    const bool sensor = row.sensor.has_value();
    const SensorState sensed = row.sensor.value_or(SensorState{});
    std::string text = time + padded_left(std::to_string(row.position), 10);
    text +=
        padded_left(number(sensor, sensed.temperature, 2), 13) + padded_left(number(sensor, sensed.humidity, 1), 10);
    text += padded_left(number(sensor, sensed.dew_point, 2), 11);
    const auto& difference = row.compensation_difference;
    return text + padded_left(difference ? std::to_string(*difference) : "--", 12);
}

boost::json::object log_row_json(const LogRow& row) {
    const bool sensor = row.sensor.has_value();
    const SensorState sensed = row.sensor.value_or(SensorState{});
    boost::json::object all;
    all["time"] = utc_text(row.time) + 'Z';
    all["position"] = row.position;
    all["temperature"] = or_null(sensor, sensed.temperature);
    all["humidity"] = or_null(sensor, sensed.humidity);
    all["dew_point"] = or_null(sensor, sensed.dew_point);
    all["compensation_difference"] =
        or_null(row.compensation_difference.has_value(), row.compensation_difference.value_or(0));
    all["moved_by"] = or_null(row.moved_by.has_value(), mover_key(row.moved_by.value_or(wire::Mover::nobody)));
    all["moved_from"] = or_null(row.is_move(), row.moved_from.value_or(0));
    all["temperature_before"] = or_null(row.temperature_before.has_value(), row.temperature_before.value_or(0));
    const char* cause = row.cause == MoveCause::automatic ? "automatic" : "asked";
    all["cause"] = or_null(row.cause != MoveCause::unknown, cause);
    return all;
}

Plot log_plot(const std::vector<LogRow>& rows, const std::string& date) {
    Series temperature{"temperature", Mark::line, Ink::red, '.', {}};
    Series position{"position", Mark::line, Ink::blue, '.', {}};
    std::vector<Series> movers;
    for (const MoverLook& look : kLooks) movers.push_back({look.name, Mark::triangle, look.ink, look.letter, {}});
    std::size_t moves = 0;
    for (const LogRow& row : rows) {
        const double time = static_cast<double>(row.time.time_since_epoch().count()) / 1000;
        if (row.sensor) extend(temperature, time, row.sensor->temperature);
        if (row.is_move()) extend(position, time, *row.moved_from);  // so that the step is where the move was
        extend(position, time, row.position);
        if (!row.is_move()) continue;
        ++moves;
        for (std::size_t i = 0; i < movers.size(); ++i) {
            if (row.moved_by == kLooks[i].mover) movers[i].dots.push_back({time, static_cast<double>(row.position)});
        }
    }
    Plot plot;
    plot.title = "Temperature and position, " + date;
    plot.sentence = std::to_string(moves) + (moves == 1 ? " move" : " moves");
    plot.x_label = "local time";
    plot.times = true;
    plot.panels.push_back({"temperature, C", {}, {std::move(temperature)}});
    movers.insert(movers.begin(), std::move(position));
    plot.panels.push_back({"position, steps", {}, std::move(movers)});
    return plot;
}

}  // namespace focus::cli
