#include <boost/json.hpp>
#include <set>

#include "cli/commands/commands.h"
#include "cli/text/format.h"
#include "cli/text/settings_text.h"
#include "core/backlash/backlash_setting.h"
#include "core/plain_text.h"

namespace focus::cli {
namespace {

std::string backlash_range() { return std::to_string(-kLargestBacklash) + " .. " + std::to_string(kLargestBacklash); }

std::string all_names() {
    std::string text;
    for (const SettingKey& key : setting_keys()) text += std::string(key.name) + ", ";
    return text + kBacklashKey;
}

std::string with_unit(std::string text, const SettingKey& key) {
    if (*key.unit != '\0') text += std::string(" ").append(key.unit);
    return text;
}

std::string setting_line(const std::string& name, const std::string& value, const std::string& unit,
                         const std::string& range, const std::string& remark) {
    std::string text =
        padded_right(name, 15) + padded_right(value, 11) + padded_right(unit, 9) + padded_right(range, 24) + remark;
    return text.erase(text.find_last_not_of(' ') + 1);
}

void show_all(Session& session, const DeviceSettings& settings, const BacklashSetting& backlash) {
    if (session.out.json()) {
        boost::json::object all = settings_json(settings);
        all[kBacklashKey] = backlash.value.count;
        return session.out.object(all);
    }
    for (const SettingKey& key : setting_keys()) {
        const int32_t value = settings[key.slot];
        const std::string remark = key.slot == Slot::coefficient ? coefficient_words(value) : key.remark;
        session.out.say(setting_line(key.name, setting_value(key, value), key.unit, setting_range(key), remark));
    }
    session.out.say(setting_line(kBacklashKey, std::to_string(backlash.value.count), "steps", backlash_range(),
                                 "kept on this computer, for moves made from here"));
}

/// What `k=v...` asks for, all checked before anything is written.
struct Changes {
    std::vector<std::pair<const SettingKey*, int32_t>> device;
    std::optional<Steps> backlash;
    std::vector<std::string> mistakes;
};

Changes read_changes(const std::vector<std::string>& arguments) {
    Changes changes;
    std::set<std::string> given;
    for (const std::string& argument : arguments) {
        const auto equals = argument.find('=');
        const std::string name = argument.substr(0, equals);
        const std::string text = equals == std::string::npos ? "" : argument.substr(equals + 1);
        const SettingKey* key = find_setting(name);
        if (!given.insert(name).second) {
            changes.mistakes.push_back(name + " is given twice");
        } else if (equals == std::string::npos) {
            changes.mistakes.push_back("'" + argument + "' is not of the form key=value");
        } else if (name == kBacklashKey) {
            const auto value = parse_whole(text, -kLargestBacklash, kLargestBacklash);
            if (value) changes.backlash = Steps(*value);
            if (!value) {
                changes.mistakes.push_back("backlash=" + text + ": allowed is " + backlash_range() + " steps" +
                                           cure_text(text, false));
            }
        } else if (key == nullptr) {
            changes.mistakes.push_back("there is no setting '" + name + "'; there are " + all_names());
        } else if (const auto value = parse_setting(*key, text)) {
            changes.device.emplace_back(key, *value);
        } else {
            std::string mistake = argument + ": allowed is " + with_unit(setting_range(*key), *key);
            if (key->hundredths) mistake += ", two decimals";
            if (key->words[0] == nullptr) mistake += cure_text(text, key->hundredths);
            changes.mistakes.push_back(std::move(mistake));
        }
    }
    return changes;
}

/// Writes to the device, reads back, and says what it did not take.
ExitTask write_to_device(Session& session, const Changes& changes, DeviceSettings* result) {
    const Opened opened = co_await open_device(session);
    if (!opened.focuser) co_return opened.exit_code;
    SettingsEdit edit = [&changes](DeviceSettings& settings) {
        for (const auto& [key, value] : changes.device) settings.set(key->slot, value);
    };
    const auto after = co_await opened.focuser->change(std::move(edit));
    if (!after) co_return fail(session, opened.focuser, after.error());
    *result = *after;
    int code = kDone;
    for (const auto& [key, value] : changes.device) {
        const std::string kept = setting_value(*key, (*after)[key->slot]);
        if ((*after)[key->slot] == value) {
            std::string taken = padded_right(key->name, 15) + with_unit(kept, *key);
            if (key->slot == Slot::coefficient) taken += "   " + coefficient_words(value);
            session.out.say(taken);
        } else {
            session.out.error("The focuser did not take " + std::string(key->name) + "=" + setting_value(*key, value) +
                              "; it is " + kept + ".");
            code = kFailed;
        }
    }
    co_return code;
}

}  // namespace

ExitTask run_settings_get(Session& session) {
    const BacklashSetting backlash = read_backlash(user_settings_path());
    if (!backlash.problem.empty()) session.out.remark(backlash.problem);
    const std::string name = session.line.arguments.empty() ? "" : session.line.arguments[0];
    const SettingKey* key = find_setting(name);
    if (!name.empty() && name != kBacklashKey && key == nullptr) {
        session.out.error("There is no setting '" + name + "'; there are " + all_names() + ".");
        co_return kUsage;
    }
    boost::json::object one;
    if (name == kBacklashKey) {
        one[kBacklashKey] = backlash.value.count;
        session.out.json() ? session.out.object(one) : session.out.line(std::to_string(backlash.value.count));
        co_return kDone;
    }
    const Opened opened = co_await open_device(session);
    if (!opened.focuser) co_return opened.exit_code;
    const auto settings = co_await opened.focuser->settings();
    if (!settings) co_return fail(session, opened.focuser, settings.error());
    if (key == nullptr) {
        show_all(session, *settings, backlash);
    } else if (session.out.json()) {
        one[key->name] = settings_json(*settings).at(key->name);
        session.out.object(one);
    } else {
        session.out.line(setting_value(*key, (*settings)[key->slot]));
    }
    co_return kDone;
}

ExitTask run_settings_set(Session& session) {
    const Changes changes = read_changes(session.line.arguments);
    for (const std::string& mistake : changes.mistakes) session.out.error(mistake);
    if (!changes.mistakes.empty()) {
        session.out.remark("Nothing was changed.");
        co_return kUsage;
    }
    boost::json::object result;
    if (!changes.device.empty()) {
        DeviceSettings settings;
        const int code = co_await write_to_device(session, changes, &settings);
        if (code != kDone) co_return code;
        result = settings_json(settings);
    }
    if (changes.backlash) {
        const std::string problem = write_backlash(user_settings_path(), *changes.backlash);
        if (!problem.empty()) {
            session.out.error(problem);
            co_return kFailed;
        }
        result[kBacklashKey] = changes.backlash->count;
        session.out.say(padded_right(kBacklashKey, 15) + std::to_string(changes.backlash->count) + " steps");
    }
    if (session.out.json()) session.out.object(result);
    co_return kDone;
}

}  // namespace focus::cli
