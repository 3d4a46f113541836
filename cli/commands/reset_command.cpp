#include <boost/json.hpp>

#include "cli/commands/commands.h"
#include "cli/line_request.h"
#include "cli/text/ask_user.h"
#include "cli/text/settings_text.h"
#include "cli/text/status_text.h"

namespace focus::cli {
namespace {

/// What a factory reset takes away, one line each.
std::string losses(const FocuserState& state) {
    std::string text = "\n  position        " + std::to_string(state.position.steps) + " becomes 0, where it stands";
    if (!state.settings) return text;
    const DeviceSettings factory;
    for (const SettingKey& key : setting_keys()) {
        const int32_t now = (*state.settings)[key.slot];
        if (now == factory[key.slot]) continue;
        const std::string name = key.name;
        text += "\n  " + name + std::string(16 - name.size(), ' ') + setting_value(key, now) + " becomes " +
                setting_value(key, factory[key.slot]);
    }
    return text;
}

}  // namespace

ExitTask run_factory_reset(Session& session) {
    if (!can_ask(session, "factory-reset")) co_return kUsage;
    const Opened opened = co_await open_device(session);
    if (!opened.focuser) co_return opened.exit_code;
    const std::string question = "This sets the focuser back to factory settings:" + losses(opened.focuser->state());
    if (!agreed(session, question)) co_return kFailed;
    const int taken = co_await request(session, opened.focuser, "D:DEFAULTS", "for factory defaults");
    if (taken != kDone) co_return taken;
    if (session.out.json()) {
        session.out.object(status_json(opened.focuser->state()));
    } else {
        session.out.say("The focuser has its factory settings, and its position is 0.");
    }
    co_return kDone;
}

}  // namespace focus::cli
