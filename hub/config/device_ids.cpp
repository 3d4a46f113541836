#include <boost/uuid/name_generator_sha1.hpp>
#include <boost/uuid/random_generator.hpp>
#include <boost/uuid/uuid_io.hpp>

#include "hub/config/config_file.h"
#include "hub/machine_id.h"

namespace focus {
namespace {

std::string derived(const std::string& what) {
    static const std::string machine = machine_id();
    const boost::uuids::name_generator_sha1 generator(boost::uuids::ns::oid());
    return boost::uuids::to_string(generator("focuserlink/" + machine + "/" + what));
}

}  // namespace

void derive_ids(DeviceConfig& device, std::size_t number) {
    const std::string base = device.address.empty() ? "device " + std::to_string(number) : device.address;
    if (device.focuser_id.empty()) device.focuser_id = derived("focuser/" + base);
    if (device.conditions_id.empty()) device.conditions_id = derived("conditions/" + base);
}

std::string complete_ids(const ConfigFile& file, std::vector<DeviceConfig>& devices) {
    std::vector<DeviceConfig> completed = devices;
    boost::uuids::random_generator random;
    for (DeviceConfig& device : completed) {
        if (device.focuser_id.empty()) device.focuser_id = boost::uuids::to_string(random());
        if (device.conditions_id.empty()) device.conditions_id = boost::uuids::to_string(random());
    }
    if (completed == devices) return {};
    std::string why = file.store(completed);
    if (why.empty()) {
        devices = std::move(completed);
    } else {
        for (std::size_t i = 0; i < devices.size(); ++i) derive_ids(devices[i], i);
    }
    return why;
}

}  // namespace focus
