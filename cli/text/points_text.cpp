#include "cli/text/points_text.h"

#include <algorithm>
#include <array>
#include <boost/json.hpp>

#include "cli/calc_points.h"
#include "cli/text/format.h"
#include "core/compensation/compensation_fit.h"
#include "core/compensation/telescopes.h"
#include "core/local_time.h"
#include "core/plain_text.h"
#include "core/utc_text.h"

namespace focus::cli {
namespace {

constexpr std::size_t kColumns = 9;
constexpr std::size_t kTelescope = 7;
using Row = std::array<std::string, kColumns>;

Row row_of(const FocusPoint& point, std::size_t number, const std::string& remark) {
    return {std::to_string(number),
            fixed_text(point.temperature, 2),
            position_text(point.position),
            plain_text(point.filter),
            plain_text(point.session),
            point.time ? local_text(*point.time, "%Y-%m-%d %H:%M") : "",
            point.use ? "yes" : "no",
            plain_text(point.telescope),
            remark};
}

}  // namespace

std::vector<std::string> point_remarks(const std::vector<FocusPoint>& points) {
    std::vector<std::string> remarks(points.size());
    for (std::size_t i = 0; i < points.size(); ++i) remarks[i] = plain_text(points[i].remark);
    for (const Telescope& telescope : telescopes_of(points)) {
        const CompensationFit fit = fit_compensation(only_of(telescope.name, points));
        const auto add = [&remarks](std::size_t point, const std::string& words) {
            remarks[point] = words + (remarks[point].empty() ? "" : "; ") + remarks[point];
        };
        for (const Outlier& outlier : fit.outliers) {
            add(outlier.point, "outlier, " + fixed_text(outlier.residual, 1) + " steps off");
        }
        for (const std::size_t point : fit.lonely) add(point, "alone in its session and filter");
    }
    return remarks;
}

std::string points_table(const std::vector<FocusPoint>& points, const std::vector<std::string>& remarks) {
    std::vector<Row> rows{{"no", "C", "steps", "filter", "session", "time", "use", "telescope", ""}};
    for (std::size_t i = 0; i < points.size(); ++i) rows.push_back(row_of(points[i], i + 1, remarks[i]));
    std::array<std::size_t, kColumns> widths{};
    for (const Row& row : rows) {
        for (std::size_t i = 0; i < kColumns; ++i) widths[i] = std::max(widths[i], columns_of(row[i]));
    }
    // The names of telescopes are for those who have several.
    const bool telescopes = std::any_of(points.begin(), points.end(), [&](const FocusPoint& point) {
        return point.telescope != points.front().telescope;
    });
    std::string text;
    for (const Row& row : rows) {
        std::string line;
        for (std::size_t i = 0; i < kColumns; ++i) {
            if (i == kTelescope && !telescopes) continue;
            if (i != 0) line += "  ";
            line += i < 3 ? padded_left(row[i], widths[i]) : padded_right(row[i], widths[i]);
        }
        line.erase(line.find_last_not_of(' ') + 1);
        text += (text.empty() ? "" : "\n") + line;
    }
    return text;
}

boost::json::object point_json(const FocusPoint& point, std::size_t number, const std::string& remark) {
    boost::json::object all;
    all["number"] = number;
    all["temperature"] = point.temperature;
    all["position"] = point.position;
    all["filter"] = plain_text(point.filter);
    all["session"] = plain_text(point.session);
    all["time"] = point.time ? boost::json::value(utc_text(*point.time) + 'Z') : boost::json::value(nullptr);
    all["use"] = point.use;
    all["telescope"] = plain_text(point.telescope);
    all["remark"] = remark.empty() ? boost::json::value(nullptr) : boost::json::value(remark);
    return all;
}

}  // namespace focus::cli
