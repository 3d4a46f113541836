#include "alpaca/settings_action.h"

#include <charconv>
#include <utility>
#include <vector>

namespace focus {
namespace {

/// The whole of `text`, as a number.
bool read_number(std::string_view text, int32_t& number) {
    const auto [end, wrong] = std::from_chars(text.data(), text.data() + text.size(), number);
    return wrong == std::errc() && end == text.data() + text.size();
}

}  // namespace

std::string settings_changes(const DeviceSettings& before, const DeviceSettings& after) {
    std::string text;
    for (uint8_t number = 1; number <= kSlotCount; ++number) {
        const auto slot = static_cast<Slot>(number);
        if (before[slot] == after[slot]) continue;
        if (!text.empty()) text += ',';
        text += std::to_string(number) + '=' + std::to_string(after[slot]);
    }
    return text;
}

std::optional<SettingsEdit> parse_settings_changes(std::string_view text, std::string& mistake) {
    std::vector<std::pair<Slot, int32_t>> changes;
    while (!text.empty() && mistake.empty()) {
        const std::string_view one = text.substr(0, text.find(','));
        text.remove_prefix(std::min(one.size() + 1, text.size()));
        const std::size_t equals = one.find('=');
        int32_t number = 0, value = 0;
        const bool good = equals != std::string_view::npos && read_number(one.substr(0, equals), number) &&
                          read_number(one.substr(equals + 1), value) && number >= 1 && number <= kSlotCount;
        if (!good) {
            mistake = "Parameters must be SLOT=VALUE,..., slots 1 to 11 of the settings record.";
            break;
        }
        const auto slot = static_cast<Slot>(number);
        const SlotRule& rule = slot_rule(slot);
        if (value < rule.minimum || value > rule.maximum) {
            mistake = "Slot " + std::to_string(number) + " must be " + std::to_string(rule.minimum) + " to " +
                      std::to_string(rule.maximum) + ".";
        }
        changes.emplace_back(slot, value);
    }
    if (changes.empty() && mistake.empty()) mistake = "Parameters must be SLOT=VALUE,...";
    if (!mistake.empty()) return std::nullopt;
    return [changes](DeviceSettings& settings) {
        for (const auto& [slot, value] : changes) settings.set(slot, value);
    };
}

std::string settings_text(const DeviceSettings& settings) {
    std::string line = "u";
    for (uint8_t number = 1; number <= kSlotCount; ++number) {
        line += ':' + std::to_string(settings[static_cast<Slot>(number)]);
    }
    return line;
}

}  // namespace focus
