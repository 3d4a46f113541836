#include <boost/json.hpp>
#include <iostream>
#include <unistd.h>

#include "cli/commands.h"
#include "cli/line_request.h"
#include "cli/settings_text.h"
#include "cli/status_text.h"

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

bool confirmed_by_user(Session& session, const FocuserState& state) {
    session.out.remark("This sets the focuser back to factory settings:" + losses(state));
    std::cerr << "Type 'yes' to do it: " << std::flush;
    std::string answer;
    std::getline(std::cin, answer);
    return answer == "yes";
}

}  // namespace

ExitTask run_factory_reset(Session& session) {
    const bool ask = !session.line.yes;
    if (ask && ::isatty(STDIN_FILENO) != 1) {
        session.out.error("factory-reset asks first; with nobody to ask it needs --yes.");
        co_return kUsage;
    }
    const Opened opened = co_await open_device(session);
    if (!opened.focuser) co_return opened.exit_code;
    if (ask && !confirmed_by_user(session, opened.focuser->state())) {
        session.out.remark("Nothing was changed.");
        co_return kFailed;
    }
    if (!co_await request(session, opened.focuser, "D:DEFAULTS", "for factory defaults")) co_return kFailed;
    if (session.out.json()) {
        session.out.object(status_json(opened.focuser->state()));
    } else {
        session.out.say("The focuser has its factory settings, and its position is 0.");
    }
    co_return kDone;
}

}  // namespace focus::cli
