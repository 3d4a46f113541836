#include <algorithm>
#include <sstream>

#include "core/files/toml.h"
#include "hub/config/hub_config.h"

namespace focus {
namespace {

std::string toml_string(std::string_view text) {
    std::string out = "\"";
    for (const char c : text) {
        if (c == '"' || c == '\\') out += '\\';
        out += c;
    }
    return out + "\"";
}

/// Where line `line` (from 1) begins in `text`; its size if there are fewer lines.
std::size_t start_of_line(const std::string& text, std::size_t line) {
    std::size_t at = 0;
    for (; line > 1; --line) {
        at = text.find('\n', at);
        if (at == std::string::npos) return text.size();
        ++at;
    }
    return at;
}

/// The byte at a source position; columns count characters, so UTF-8 continuation bytes are skipped.
std::size_t byte_at(const std::string& text, toml::source_position position) {
    std::size_t at = start_of_line(text, position.line);
    for (auto column = position.column; column > 1 && at < text.size(); --column) {
        ++at;
        while (at < text.size() && (static_cast<unsigned char>(text[at]) & 0xC0U) == 0x80U) ++at;
    }
    return at;
}

/// One key of one device, as it should read.
struct Wanted {
    const char* key;
    std::string literal;
    bool is_default;  ///< need not be written if absent
};

std::vector<Wanted> wanted_values(const DeviceConfig& device) {
    const auto flag = [](bool on) { return std::string(on ? "true" : "false"); };
    // Absent keys are inserted below the section's first line, so the last of these ends up on top.
    return {{"conditions_id", toml_string(device.conditions_id), device.conditions_id.empty()},
            {"focuser_id", toml_string(device.focuser_id), device.focuser_id.empty()},
            {"trace", flag(device.trace), !device.trace},
            {"reset_on_connect", flag(device.reset_on_connect), !device.reset_on_connect},
            {"name", toml_string(device.name), device.name.empty()},
            {"address", toml_string(device.address), device.address.empty()}};
}

bool says(const toml::node& node, const std::string& literal) {
    if (const auto* text = node.as_string()) return toml_string(text->get()) == literal;
    if (const auto* flag = node.as_boolean()) return (flag->get() ? "true" : "false") == literal;
    return false;
}

/// Makes the first difference good; false if there is none.
bool edit_once(std::string& text, const std::vector<DeviceConfig>& devices) {
    const toml::parse_result parsed = toml::parse(text);
    if (!parsed) return false;
    const auto* array = parsed.table().get_as<toml::array>("device");
    const std::size_t present = array == nullptr ? 0 : array->size();
    for (std::size_t i = 0; i < devices.size(); ++i) {
        if (i >= present) {
            if (!text.empty() && text.back() != '\n') text += '\n';
            text += text.empty() ? "[[device]]\naddress = " : "\n[[device]]\naddress = ";
            text += toml_string(devices[i].address) + "\n";
            return true;
        }
        const toml::table& table = *array->get(i)->as_table();
        for (const Wanted& value : wanted_values(devices[i])) {
            const toml::node* node = table.get(value.key);
            if (node == nullptr ? value.is_default : says(*node, value.literal)) continue;
            if (node != nullptr) {
                const std::size_t begin = byte_at(text, node->source().begin);
                const std::size_t end = byte_at(text, node->source().end);
                text.replace(begin, end - begin, value.literal);
            } else {
                std::size_t at = start_of_line(text, table.source().begin.line + 1);
                if (at == text.size() && !text.empty() && text.back() != '\n') text += '\n', ++at;
                text.insert(at, std::string(value.key) + " = " + value.literal + "\n");
            }
            return true;
        }
    }
    return false;
}

/// The plain way, for files whose devices are not written as sections.
std::string rewritten(const std::string& text, const std::vector<DeviceConfig>& devices) {
    toml::parse_result parsed = toml::parse(text);
    if (!parsed) return text;
    toml::table table = std::move(parsed).table();
    toml::array* array = table.get_as<toml::array>("device");
    if (array == nullptr) array = table.insert_or_assign("device", toml::array{}).first->second.as_array();
    for (std::size_t i = 0; i < devices.size(); ++i) {
        if (i >= array->size()) array->push_back(toml::table{});
        toml::table& entry = *array->get(i)->as_table();
        entry.is_inline(false);
        entry.insert_or_assign("address", devices[i].address);
        if (!devices[i].name.empty()) entry.insert_or_assign("name", devices[i].name);
        entry.insert_or_assign("reset_on_connect", devices[i].reset_on_connect);
        entry.insert_or_assign("trace", devices[i].trace);
        entry.insert_or_assign("focuser_id", devices[i].focuser_id);
        entry.insert_or_assign("conditions_id", devices[i].conditions_id);
    }
    std::ostringstream out;
    out << table << "\n";
    return out.str();
}

}  // namespace

std::string with_devices(const std::string& text, const std::vector<DeviceConfig>& devices) {
    const ParsedConfig before = parse_hub_config(text, "");
    std::string edited = text;
    // Six keys a device at most; the bound only guards against an edit that does not take.
    for (std::size_t edits = 0; edits < 8 * devices.size() + 8 && edit_once(edited, devices); ++edits) {
    }
    const ParsedConfig after = parse_hub_config(edited, "");
    HubConfig expected = before.config;
    for (std::size_t i = 0; i < devices.size(); ++i) {
        if (i < expected.devices.size()) {
            expected.devices[i] = devices[i];
        } else {
            expected.devices.push_back(devices[i]);
        }
    }
    const bool good =
        after.mistake.empty() && after.config == expected && after.warnings.size() == before.warnings.size();
    return good ? edited : rewritten(text, devices);
}

}  // namespace focus
