#include "core/files/toml_text.h"
#include "hub/config/hub_config.h"

namespace focus {
namespace {

/// What is as by default is not written where it does not stand already.
template <typename Value>
void put(toml::table& section, const char* key, const Value& value) {
    if (value != Value{} || section.contains(key)) section.insert_or_assign(key, value);
}

}  // namespace

std::string with_devices(const std::string& text, const std::vector<DeviceConfig>& devices) {
    if (devices.empty()) return text;
    toml::table wanted = parse_toml(text, "").table;
    if (!wanted.contains("device")) wanted.insert_or_assign("device", toml::array{});
    toml::array& sections = *wanted.get_as<toml::array>("device");
    for (std::size_t i = 0; i < devices.size(); ++i) {
        const DeviceConfig& device = devices[i];
        // A new section always says which focuser it is for.
        if (i >= sections.size()) sections.push_back(toml::table{{"address", device.address}});
        toml::table& section = *sections.get_as<toml::table>(i);
        put(section, "address", device.address);
        put(section, "name", device.name);
        put(section, "reset_on_connect", device.reset_on_connect);
        put(section, "trace", device.trace);
        put(section, "focuser_id", device.focuser_id);
        put(section, "conditions_id", device.conditions_id);
    }
    return toml_with(text, wanted);
}

}  // namespace focus
