#include <algorithm>
#include <array>
#include <boost/json.hpp>
#include <set>

#include "cli/calc_fit.h"
#include "cli/text/format.h"
#include "cli/text/optics_text.h"
#include "core/plain_text.h"

namespace focus::cli {
namespace {

constexpr std::size_t kLabel = 14;

std::string with_sign(double value, int decimals) {
    const std::string text = fixed_text(value, decimals);
    return text[0] == '-' ? text : "+" + text;
}

std::string coefficient_text(double coefficient, double error) {
    return with_sign(coefficient, 2) + " +/- " + fixed_text(error, 2) + " steps/C";
}

const char* verdict_key(Verdict verdict) {
    switch (verdict) {
        case Verdict::several_telescopes: return "several_telescopes";
        case Verdict::too_few_points: return "too_few_points";
        case Verdict::span_too_small: return "span_too_small";
        case Verdict::no_dependence: return "no_dependence";
        case Verdict::curved: return "curved";
        case Verdict::usable: return "usable";
        case Verdict::good: break;
    }
    return "good";
}

std::string name_of(const std::string& filter) { return filter.empty() ? "no filter" : plain_text(filter); }

/// Labels in one column, values wrapped in the other.
class Lines {
public:
    explicit Lines(unsigned width) : columns_(std::max<std::size_t>(width, kLabel + 30) - kLabel) {}

    void add(const std::string& label, const std::string& value) {
        std::string head = label;
        for (const std::string& line : wrapped(plain_text(value), columns_)) {
            text_ += padded_right(head, kLabel) + line + "\n";
            head.clear();
        }
    }
    void raw(const std::string& line) { text_ += line + "\n"; }
    const std::string& text() const { return text_; }

private:
    std::size_t columns_;
    std::string text_;
};

std::string point_text(const CalcFit& calc, std::size_t index) {
    const FocusPoint& point = calc.chosen.points[index];
    return "no " + std::to_string(calc.chosen.numbers[index]) + ", " + fixed_text(point.temperature, 2) + " C at " +
           position_text(point.position);
}

std::string basis_text(const CalcFit& calc) {
    const CompensationFit& fit = calc.fit;
    std::string text = std::to_string(fit.used) + " of " + points_text(calc.chosen.points.size());
    if (fit.groups.size() > 1) text += " in " + std::to_string(fit.groups.size()) + " sessions and filters";
    text += ", spanning " + fixed_text(fit.span, 1) + " C; they scatter by " + fixed_text(fit.residual, 1) +
            " steps, R2 " + fixed_text(fit.r2, 3);
    return text + "; by medians (Theil-Sen) " + with_sign(fit.theil_sen, 2) + " steps/C";
}

/// A start position for every filter there is, from a line that can be trusted.
std::vector<std::pair<std::string, double>> starts(const CalcFit& calc) {
    std::vector<std::pair<std::string, double>> all;
    if (!calc.temperature || !calc.fit.offered()) return all;
    std::set<std::string> filters;
    for (const Group& group : calc.fit.groups) filters.insert(group.filter);
    for (const std::string& filter : filters) {
        if (const auto start = calc.fit.start_position(*calc.temperature, filter))
            all.emplace_back(filter, start->position);
    }
    return all;
}

void add_coefficient(Lines& lines, const CompensationFit& fit, bool bold) {
    const auto strong = [bold = bold && fit.offered()](const std::string& text) {
        return bold ? "\x1b[1m" + text + "\x1b[0m" : text;
    };
    lines.raw("");
    lines.raw("    " + strong(coefficient_text(fit.coefficient, fit.error)) + "     95 %: " + with_sign(fit.low, 2) +
              " .. " + with_sign(fit.high, 2));
    lines.raw("    " + strong(coefficient_in_words(fit.coefficient)) +
              (fit.offered() ? "" : "; not to be used, see below"));
    lines.raw("");
}

void add_details(Lines& lines, const CalcFit& calc) {
    const CompensationFit& fit = calc.fit;
    lines.add("Points", basis_text(calc));
    for (const Outlier& outlier : fit.outliers) {
        lines.add("Left out", point_text(calc, outlier.point) + ": " + outlier.reason);
    }
    for (const Segment& segment : fit.segments) {
        lines.add("Range", fixed_text(segment.coldest, 1) + " .. " + fixed_text(segment.warmest, 1) +
                               " C: " + coefficient_text(segment.coefficient, segment.error) + ", " +
                               coefficient_in_words(segment.coefficient));
    }
    for (const FilterOffset& filter : fit.filters) {
        const bool first = &filter == &fit.filters.front();
        lines.add("Filter",
                  name_of(filter.filter) + ": " +
                      (first ? "the others are measured from it"
                             : with_sign(filter.offset, 1) + " +/- " + fixed_text(filter.error, 1) + " steps") +
                      ", " + points_text(filter.points));
    }
    for (const auto& [filter, position] : starts(calc)) {
        lines.add("Start at",
                  fixed_text(position, 0) + " at " + fixed_text(*calc.temperature, 2) + " C, " + name_of(filter));
    }
}

}  // namespace

std::string fit_text(const CalcFit& calc, unsigned width, bool bold) {
    const CompensationFit& fit = calc.fit;
    Lines lines(width);
    if (calc.telescope) lines.add("Telescope", calc.telescope->empty() ? "without a name" : *calc.telescope);
    if (fit.has_coefficient()) add_coefficient(lines, fit, bold);
    lines.add("Verdict", fit.sentence);
    for (const std::string& warning : fit.warnings) lines.add("Warning", warning);
    if (fit.has_coefficient()) add_details(lines, calc);
    std::string text = lines.text();
    if (calc.zone) text += focus_zone_text(calc.optics, *calc.zone) + "\n";
    text.pop_back();
    return text;
}

boost::json::object fit_json(const CalcFit& calc) {
    const CompensationFit& fit = calc.fit;
    const bool known = fit.has_coefficient();
    const auto number = [known](double value) {
        return known ? boost::json::value(value) : boost::json::value(nullptr);
    };
    boost::json::object all;
    all["telescope"] = calc.telescope ? boost::json::value(plain_text(*calc.telescope)) : boost::json::value(nullptr);
    all["verdict"] = verdict_key(fit.verdict);
    all["sentence"] = plain_text(fit.sentence);
    all["offered"] = fit.offered();
    all["coefficient"] = number(fit.coefficient);
    all["in_words"] = known ? boost::json::value(coefficient_in_words(fit.coefficient)) : boost::json::value(nullptr);
    all["error"] = number(fit.error);
    all["low"] = number(fit.low);
    all["high"] = number(fit.high);
    all["theil_sen"] = number(fit.theil_sen);
    all["residual"] = number(fit.residual);
    all["r2"] = number(fit.r2);
    all["span"] = number(fit.span);
    all["points"] = calc.chosen.points.size();
    all["used"] = fit.used;
    boost::json::array warnings, outliers, lonely, segments, filters, start;
    for (const std::string& warning : fit.warnings) warnings.emplace_back(plain_text(warning));
    for (const Outlier& outlier : fit.outliers) {
        boost::json::object one;
        one["number"] = calc.chosen.numbers[outlier.point];
        one["residual"] = outlier.residual;
        one["studentized"] = outlier.studentized;
        one["critical"] = outlier.critical;
        one["reason"] = plain_text(outlier.reason);
        outliers.push_back(std::move(one));
    }
    for (const std::size_t point : fit.lonely) lonely.emplace_back(calc.chosen.numbers[point]);
    for (const Segment& segment : fit.segments) {
        boost::json::object one;
        one["coldest"] = segment.coldest;
        one["warmest"] = segment.warmest;
        one["coefficient"] = segment.coefficient;
        one["error"] = segment.error;
        one["points"] = segment.points;
        segments.push_back(std::move(one));
    }
    for (const FilterOffset& filter : fit.filters) {
        boost::json::object one;
        one["filter"] = plain_text(filter.filter);
        one["offset"] = filter.offset;
        one["error"] = filter.error;
        one["points"] = filter.points;
        filters.push_back(std::move(one));
    }
    for (const auto& [filter, position] : starts(calc)) {
        boost::json::object one;
        one["filter"] = plain_text(filter);
        one["temperature"] = *calc.temperature;
        one["position"] = position;
        start.push_back(std::move(one));
    }
    all["warnings"] = std::move(warnings);
    all["outliers"] = std::move(outliers);
    all["alone"] = std::move(lonely);
    all["breakpoint"] = fit.breakpoint ? boost::json::value(*fit.breakpoint) : boost::json::value(nullptr);
    all["segments"] = std::move(segments);
    all["filters"] = std::move(filters);
    all["start"] = std::move(start);
    if (calc.zone) {
        all["focus_zone"] = focus_zone_json(calc.optics, *calc.zone);
    } else {
        all["focus_zone"] = nullptr;
    }
    return all;
}

}  // namespace focus::cli
