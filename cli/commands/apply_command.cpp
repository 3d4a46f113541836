#include <boost/json.hpp>

#include "cli/calc_fit.h"
#include "cli/commands/commands.h"
#include "cli/find/glance.h"
#include "cli/text/ask_user.h"
#include "cli/text/format.h"
#include "core/plain_text.h"

namespace focus::cli {
namespace {

/// What is to be written.
struct Wanted {
    int32_t coefficient = 0;           ///< steps/C x 100
    std::optional<int32_t> threshold;  ///< steps
};

std::string from_to(const std::string& name, const std::string& from, const std::string& to) {
    return name + std::string(14 - name.size(), ' ') + "from " + from + " to " + to;
}

/// Whole words on every line, each ended by a newline.
std::string lines_of(const std::string& text, unsigned width) {
    std::string lines;
    for (const std::string& line : wrapped(plain_text(text), width)) lines += line + "\n";
    return lines;
}

std::string question(const CalcFit& calc, const DeviceSettings& before, const Wanted& wanted, unsigned width) {
    std::string text = lines_of(calc.fit.sentence, width);
    for (const std::string& warning : calc.fit.warnings) text += lines_of("Warning: " + warning, width);
    text += from_to("coefficient", hundredths_text(before[Slot::coefficient]),
                    hundredths_text(wanted.coefficient) + " steps/C, " + coefficient_words(wanted.coefficient));
    if (wanted.threshold) {
        text += "\n" + from_to("threshold", std::to_string(before[Slot::threshold]),
                               std::to_string(*wanted.threshold) + " steps");
    }
    return text;
}

/// Says what the focuser has now; true if that is what was wanted.
bool report(Session& session, const DeviceSettings& before, const DeviceSettings& after, const Wanted& wanted) {
    const int32_t coefficient = after[Slot::coefficient];
    const bool taken =
        coefficient == wanted.coefficient && (!wanted.threshold || after[Slot::threshold] == *wanted.threshold);
    if (session.out.json()) {
        boost::json::object result;
        result["taken"] = taken;
        result["old_coefficient"] = before[Slot::coefficient] / 100.0;
        result["coefficient"] = coefficient / 100.0;
        result["in_words"] = coefficient_words(coefficient);
        result["threshold"] = after[Slot::threshold];
        session.out.object(result);
    }
    if (!taken) session.out.error("The focuser did not take all of it.");
    session.out.say("The focuser has " + hundredths_text(coefficient) + " steps/C (it had " +
                    hundredths_text(before[Slot::coefficient]) + "): " + coefficient_words(coefficient) + ".");
    if (wanted.threshold) session.out.say("Its threshold is " + steps_text(after[Slot::threshold]) + ".");
    if (taken && !after.automatic()) {
        session.out.say("Compensation is manual; 'focuserlink auto on' lets the focuser follow by itself.");
    }
    return taken;
}

}  // namespace

ExitTask run_calc_apply(Session& session) {
    const CalcOptions& asked = session.line.calc;
    if (!can_ask(session, "calc apply")) co_return kUsage;
    auto chosen = choose_points(session);
    if (!chosen) co_return kFailed;
    if (by_telescope(*chosen).size() > 1) {
        session.out.error(which_telescope(chosen->points, "A focuser takes the coefficient of one telescope"));
        co_return kUsage;
    }
    const CompensationFit first = fit_compensation(chosen->points);
    if (!first.device_coefficient() || (!first.offered() && !asked.anyway)) {
        session.out.error(plain_text(first.sentence) + " Nothing was changed.");
        if (first.device_coefficient()) session.out.remark("--anyway takes the coefficient all the same.");
        co_return kFailed;
    }
    const Opened opened = co_await open_device(session);
    if (!opened.focuser) co_return opened.exit_code;
    const auto before = co_await opened.focuser->settings();
    if (!before) co_return fail(session, opened.focuser, before.error());
    Optics optics = asked.optics;
    if (!optics.step_size) optics.step_size = step_size_of(*before);
    const CalcFit calc = make_fit(std::move(*chosen), optics, std::nullopt);
    Wanted wanted{*calc.fit.device_coefficient(), std::nullopt};
    if (asked.threshold) {
        if (calc.zone) wanted.threshold = calc.zone->threshold;
        if (!wanted.threshold) {
            session.out.error("No threshold can be advised without a step size; --step-size takes it.");
            co_return kFailed;
        }
    }
    if (!agreed(session, question(calc, *before, wanted, session.out.width()))) co_return kFailed;
    // Only these two: while the user thought it over another program may have changed others.
    SettingsEdit edit = [&wanted](DeviceSettings& settings) {
        settings.set(Slot::coefficient, wanted.coefficient);
        if (wanted.threshold) settings.set(Slot::threshold, *wanted.threshold);
    };
    const auto after = co_await opened.focuser->change(std::move(edit));
    if (!after) co_return fail(session, opened.focuser, after.error());
    if (session.line.yes && !session.out.json()) session.out.line(plain_text(calc.fit.sentence));
    co_return report(session, *before, *after, wanted) ? kDone : kFailed;
}

}  // namespace focus::cli
