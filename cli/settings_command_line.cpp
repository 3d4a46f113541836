#include "cli/command_line_parts.h"
#include "core/backlash/backlash_setting.h"
#include "core/plain_text.h"

namespace focus::cli {
namespace {

std::string list_of_settings() {
    std::string text = "\nSettings:";
    const auto add = [&text](const std::string& name, const std::string& range, const std::string& unit,
                             const std::string& remark) {
        text += "\n  " + padded_right(name, 15) + range + (unit.empty() ? "" : " ") + unit;
        if (!remark.empty()) text += "; " + remark;
    };
    for (const SettingKey& key : setting_keys()) add(key.name, setting_range(key), key.unit, key.remark);
    const std::string most = std::to_string(kLargestBacklash);
    add(kBacklashKey, "-" + most + " .. " + most, "steps", "kept on this computer, for moves made from here");
    return text + "\n";
}

}  // namespace

void add_settings_commands(CLI::App& app, CommandLine& line, const std::string& footer) {
    CLI::App* settings = add_command(app, line, "settings", "what the focuser keeps: all, or get and set");
    settings->require_subcommand(0, 1);
    settings->footer(list_of_settings() + footer);
    CLI::App* get = add_command(*settings, line, "get", "all settings, or the value of one");
    get->add_option("key", line.arguments, "for example step_size")->expected(0, 1);
    CLI::App* set = add_command(*settings, line, "set", "change settings; all or none is written");
    set->add_option("key=value", line.arguments, "for example step_size=5.00 coefficient=-12.5 backlash=40")
        ->required();
}

}  // namespace focus::cli
