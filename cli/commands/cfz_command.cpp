#include <boost/json.hpp>

#include "cli/commands/commands.h"
#include "cli/find/glance.h"
#include "cli/text/optics_text.h"

namespace focus::cli {

ExitTask run_calc_cfz(Session& session) {
    Optics optics = session.line.calc.optics;
    if (!optics.step_size) {
        const Glance glance = co_await glance_at_focuser(session);
        optics.step_size = glance.step_size;
    }
    const CriticalFocusZone zone = critical_focus_zone(optics);
    session.out.say(focus_zone_text(optics, zone));
    if (session.out.json()) session.out.object(focus_zone_json(optics, zone));
    co_return kDone;
}

}  // namespace focus::cli
