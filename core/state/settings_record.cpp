#include "core/state/settings_record.h"

#include <algorithm>

#include "device/wire/text.h"

namespace focus {
namespace {

std::string_view take_field(std::string_view& rest) {
    const std::size_t end = rest.find(':');
    const std::string_view field = rest.substr(0, end);
    rest.remove_prefix(end == std::string_view::npos ? rest.size() : end + 1);
    return field;
}

/// An integer, or a decimal such as "-25.5", rounded half away from zero.
bool parse_rounded(std::string_view text, int32_t& value) {
    const std::size_t point = text.find('.');
    std::string_view decimals;
    if (point != std::string_view::npos) {
        decimals = text.substr(point + 1);
        text = text.substr(0, point);
        if (decimals.empty() || decimals.find_first_not_of("0123456789") != std::string_view::npos) return false;
    }
    int32_t whole = 0;
    if (!wire::parse_integer({text.data(), static_cast<unsigned>(text.size())}, whole)) return false;
    if (!decimals.empty() && decimals[0] >= '5') {
        if (whole == INT32_MAX || whole == INT32_MIN) return false;
        whole += text[0] == '-' ? -1 : 1;
    }
    value = whole;
    return true;
}

}  // namespace

Result<SettingsRecord> SettingsRecord::parse(std::string_view line) {
    if (!line.starts_with("u:")) return Error::bad_reply;
    line.remove_prefix(2);
    SettingsRecord record;
    while (!line.empty()) record.slots_.emplace_back(take_field(line));
    if (record.slots_.size() < kSlotCount) return Error::bad_reply;
    for (uint8_t i = 0; i < kSlotCount; ++i) {
        int32_t value = 0;
        if (!parse_rounded(record.slots_[i], value)) return Error::bad_reply;
        record.values_.set(static_cast<Slot>(i + 1), value);
    }
    return record;
}

bool SettingsRecord::has(std::string_view line) const {
    if (line.ends_with(':')) line.remove_suffix(1);
    const auto wanted = parse("u" + std::string(line.substr(1)));
    return wanted && wanted->values_ == values_ &&
           std::equal(slots_.begin() + kSlotCount, slots_.end(), wanted->slots_.begin() + kSlotCount,
                      wanted->slots_.end());
}

Result<std::string> SettingsRecord::line_for(const DeviceSettings& wanted) const {
    if (wanted == values_) return std::string();
    std::string line = "U:";
    for (std::size_t i = 0; i < slots_.size(); ++i) {
        const auto slot = static_cast<Slot>(i + 1);
        if (i < kSlotCount && wanted[slot] != values_[slot]) {
            const SlotRule rule = slot_rule(slot);
            if (wanted[slot] < rule.minimum || wanted[slot] > rule.maximum) return Error::out_of_range;
            line += std::to_string(wanted[slot]);
        } else {
            line += slots_[i];
        }
        line += ':';
    }
    if (line.size() > wire::kMaxLine) return Error::out_of_range;
    return line;
}

}  // namespace focus
