#include <boost/json.hpp>

#include "cli/calc_fit.h"
#include "cli/commands.h"
#include "cli/format.h"
#include "cli/glance.h"
#include "cli/svg_plot.h"
#include "cli/terminal.h"
#include "cli/text_plot.h"
#include "core/files/replace_file.h"

namespace focus::cli {

ExitTask run_calc_fit(Session& session) {
    const CalcOptions& asked = session.line.calc;
    auto chosen = choose_points(session, asked.filter);
    if (!chosen) co_return kFailed;
    const Glance glance = co_await glance_at_focuser(session);
    Optics optics = asked.optics;
    if (!optics.step_size) optics.step_size = glance.step_size;
    const CalcFit calc =
        make_fit(std::move(*chosen), optics, asked.temperature ? asked.temperature : glance.temperature);
    const bool draw = asked.plot_text || session.out.terminal();
    const unsigned width = session.out.terminal() ? session.out.width() : 72;
    if (!session.out.json()) {
        // First the picture, so that the numbers are what stays in sight.
        if (draw && !calc.chosen.points.empty()) {
            Plot plot = fit_plot(calc);
            plot.title.clear();
            std::string text = text_plot(plot, {width, 12, shows_utf8()});
            text.pop_back();
            session.out.line(text);
        }
        session.out.line(fit_text(calc, width, session.out.terminal()));
        if (glance.coefficient) {
            session.out.line("The focuser has " + hundredths_text(*glance.coefficient) + " steps/C now.");
        }
    }
    int code = calc.fit.offered() ? kDone : kFailed;
    if (!asked.plot.empty()) {
        const std::string why = replace_file(asked.plot, svg_plot(fit_plot(calc)));
        if (!why.empty()) {
            session.out.error(asked.plot + " could not be written: " + why + ".");
            code = kFailed;
        }
    }
    if (session.out.json()) session.out.object(fit_json(calc));
    co_return code;
}

}  // namespace focus::cli
