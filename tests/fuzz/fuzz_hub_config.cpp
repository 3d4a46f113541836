// The reader and the editor of hub.toml: no text makes them fail, and what the editor writes can be read.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "hub/config/hub_config.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    const focus::ParsedConfig read = focus::parse_hub_config(text, "hub.toml");
    if (!read.mistake.empty()) return 0;
    std::vector<focus::DeviceConfig> devices = read.config.devices;
    if (devices.empty()) devices.emplace_back();
    devices.front().address = "serial:/dev/fuzz";
    devices.front().reset_on_connect = true;
    for (std::size_t i = 1; i < devices.size(); ++i) {
        if (devices[i].address == devices.front().address) devices[i].address.clear();
    }
    const focus::ParsedConfig again =
        focus::parse_hub_config(focus::with_devices(std::string(text), devices), "hub.toml");
    if (!again.mistake.empty() || again.config.devices != devices) std::abort();
    return 0;
}
