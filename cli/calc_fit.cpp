#include "cli/calc_fit.h"

#include "cli/text/format.h"
#include "core/compensation/fit_view.h"
#include "core/plain_text.h"

namespace focus::cli {
namespace {

std::string group_name(const std::string& session, const std::string& filter) {
    const std::string name = session.empty() || filter.empty() ? session + filter : session + " " + filter;
    return name.empty() ? "points without a name" : plain_text(name);
}

Series line_series(const std::string& name, Ink ink, const std::vector<FitView::Edge>& edges) {
    Series series{name, Mark::line, ink, '.', {}};
    for (const FitView::Edge& edge : edges) series.dots.push_back({edge.temperature, edge.position});
    return series;
}

}  // namespace

CalcFit make_fit(ChosenPoints chosen, const Optics& optics, std::optional<double> temperature, bool several) {
    CalcFit calc;
    calc.chosen = std::move(chosen);
    const std::vector<FocusPoint>& points = calc.chosen.points;
    // All that take part are of one.
    const auto used = std::find_if(points.begin(), points.end(), [](const FocusPoint& point) { return point.use; });
    const FocusPoint* of = used != points.end() ? &*used : points.empty() ? nullptr : &points.front();
    if (of != nullptr && (several || !of->telescope.empty())) calc.telescope = of->telescope;
    calc.optics = optics;
    calc.temperature = temperature;
    FitOptions options;
    if (optics.focal_ratio > 0) {
        calc.zone = critical_focus_zone(optics);
        options.critical_focus_zone = calc.zone->steps;
    }
    calc.fit = fit_compensation(calc.chosen.points, options);
    return calc;
}

Plot fit_plot(const CalcFit& calc) {
    const CompensationFit& fit = calc.fit;
    const FitView view = view_fit(fit, calc.chosen.points);
    Plot plot;
    plot.title = fit.offered() ? coefficient_in_words(fit.coefficient) : "Position in focus and temperature";
    plot.sentence = fit.sentence;
    plot.x_label = "temperature, C";
    Panel panel;
    panel.y_label = "position, steps";
    if (view.shifted) panel.y_label += ", all shifted onto " + group_name(view.session, view.filter);

    Band band{"95 % band", Ink::red, {}};
    for (const FitView::Edge& edge : view.line) band.edges.push_back({edge.temperature, edge.low, edge.high});
    panel.bands.push_back(std::move(band));

    const bool curved = !view.segments.empty();
    panel.series.push_back(line_series(curved ? "one line" : "fit", Ink::red, view.line));
    for (std::size_t i = 0; i < view.segments.size(); ++i) {
        panel.series.push_back(line_series(i == 0 ? "two lines" : "", Ink::blue, view.segments[i]));
    }
    Series used{"points", Mark::dot, Ink::green, 'o', {}};
    Series outlying{"", Mark::dot, Ink::green, 'o', {}};
    Series rings{"left out", Mark::ring, Ink::orange, 'X', {}};
    for (const FitView::Shown& shown : view.points) {
        (shown.outlier ? outlying : used).dots.push_back({shown.temperature, shown.position});
    }
    rings.dots = outlying.dots;
    for (Series& series : {std::ref(used), std::ref(outlying), std::ref(rings)}) {
        panel.series.push_back(std::move(series));
    }
    plot.panels.push_back(std::move(panel));
    return plot;
}

}  // namespace focus::cli
