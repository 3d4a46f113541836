#include <algorithm>

#include "core/backlash/backlash_setting.h"
#include "core/setting_key.h"
#include "tests/manual/completion.h"

namespace focus::manual {
namespace {

std::vector<std::string> setting_names() {
    std::vector<std::string> names;
    for (const SettingKey& key : setting_keys()) names.emplace_back(key.name);
    names.emplace_back(kBacklashKey);
    return names;
}

std::vector<std::string> setting_changes() {
    std::vector<std::string> changes;
    for (const SettingKey& key : setting_keys()) {
        const std::string name = std::string(key.name) + "=";
        if (key.is_number()) changes.push_back(name);
        if (!key.is_number()) changes.insert(changes.end(), {name + key.words[0], name + key.words[1]});
    }
    changes.push_back(std::string(kBacklashKey) + "=");
    return changes;
}

}  // namespace

Offered offered(const Option& option) {
    const auto is = [&option](std::initializer_list<const char*> names) {
        return std::ranges::count(names, option.value) != 0;
    };
    if (!option.choices.empty()) return {Offer::words, option.choices};
    if (is({"key"})) return {Offer::words, setting_names()};
    if (is({"key=value"})) return {Offer::words, setting_changes()};
    if (is({"DATE", "date"})) return {Offer::words, {"today", "yesterday"}};
    if (is({"FILE", "FILE.svg", "FILE.csv", "PATH", "path", "[ELF]"})) return {Offer::files, {}};
    if (is({"FOLDER"})) return {Offer::folders, {}};
    if (is({"ADDRESS", "port"})) return {Offer::addresses, {}};
    return {};
}

}  // namespace focus::manual
