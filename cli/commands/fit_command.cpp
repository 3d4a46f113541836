#include <boost/json.hpp>

#include "cli/calc_fit.h"
#include "cli/commands/commands.h"
#include "cli/find/glance.h"
#include "cli/text/format.h"
#include "cli/text/svg_plot.h"
#include "cli/text/terminal.h"
#include "cli/text/text_plot.h"
#include "core/files/replace_file.h"

namespace focus::cli {

namespace {

bool write_plot(Session& session, const CalcFit& calc) {
    const std::string& path = session.line.calc.plot;
    if (path.empty()) return true;
    const std::string why = replace_file(path, svg_plot(fit_plot(calc)));
    if (!why.empty()) session.out.error(path + " could not be written: " + why + ".");
    return why.empty();
}

void show(Session& session, const CalcFit& calc) {
    if (session.out.json()) return session.out.object(fit_json(calc));
    const bool draw = session.line.calc.plot_text || session.out.terminal();
    const unsigned width = session.out.terminal() ? session.out.width() : 72;
    // First the picture, so that the numbers are what stays in sight.
    if (draw && !calc.chosen.points.empty()) {
        Plot plot = fit_plot(calc);
        plot.title.clear();
        std::string text = text_plot(plot, {width, 12, shows_utf8()});
        text.pop_back();
        session.out.line(text);
    }
    session.out.line(fit_text(calc, width, session.out.terminal()));
}

}  // namespace

ExitTask run_calc_fit(Session& session) {
    const CalcOptions& asked = session.line.calc;
    const auto chosen = choose_points(session);
    if (!chosen) co_return kFailed;
    std::vector<ChosenPoints> each = by_telescope(*chosen);
    if (each.size() > 1 && !asked.plot.empty()) {
        session.out.error(which_telescope(chosen->points, "A picture is of one of them"));
        co_return kUsage;
    }
    const Glance glance = co_await glance_at_focuser(session);
    Optics optics = asked.optics;
    if (!optics.step_size) optics.step_size = glance.step_size;
    const auto temperature = asked.temperature ? asked.temperature : glance.temperature;
    bool offered = false;
    bool drawn = true;
    for (ChosenPoints& one : each) {
        if (&one != &each.front() && !session.out.json()) session.out.line("");
        const CalcFit calc = make_fit(std::move(one), optics, temperature, each.size() > 1);
        show(session, calc);
        drawn = write_plot(session, calc) && drawn;
        offered = offered || calc.fit.offered();
    }
    if (glance.coefficient && !session.out.json()) {
        session.out.line("The focuser has " + hundredths_text(*glance.coefficient) + " steps/C now.");
    }
    co_return offered&& drawn ? kDone : kFailed;
}

}  // namespace focus::cli
