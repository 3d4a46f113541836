#include <filesystem>
#include <memory>

#include "simulator/bodies/choose.h"
#include "simulator/chip/chip_body.h"

namespace focus::sim {

std::string choose_body(SimOptions& options) {
    if (options.chip.empty()) return {};
    std::error_code ignored;
    const auto self = std::filesystem::read_symlink("/proc/self/exe", ignored);
    const std::string path =
        options.chip == kChipBeside ? (self.parent_path() / "focuserlink.elf").string() : options.chip;
    const auto firmware = std::make_shared<chip::Firmware>();
    std::string error;
    if (!chip::Firmware::load(path, *firmware, error)) return "--chip: " + error;
    options.body = [firmware](const DeviceOptions& device) -> std::unique_ptr<FocuserBody> {
        return std::make_unique<chip::ChipBody>(*firmware, device);
    };
    return {};
}

}  // namespace focus::sim
