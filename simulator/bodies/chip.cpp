#include <filesystem>
#include <memory>

#include "simulator/bodies/choose.h"
#include "simulator/chip/chip_body.h"

namespace focus::sim {

namespace {

/// Beside this program, where a build has it, or where `make install` and the package focuserlink-firmware put it.
std::string own_firmware() {
    std::error_code ignored;
    const auto folder = std::filesystem::read_symlink("/proc/self/exe", ignored).parent_path();
    const auto installed = folder.parent_path() / "share/focuserlink/focuserlink.elf";
    return std::filesystem::exists(installed, ignored) ? installed.string() : (folder / "focuserlink.elf").string();
}

}  // namespace

std::string choose_body(SimOptions& options) {
    if (options.chip.empty()) return {};
    const std::string path = options.chip == kChipBeside ? own_firmware() : options.chip;
    const auto firmware = std::make_shared<chip::Firmware>();
    std::string error;
    if (!chip::Firmware::load(path, *firmware, error)) return "--chip: " + error;
    options.body = [firmware](const DeviceOptions& device) -> std::unique_ptr<FocuserBody> {
        return std::make_unique<chip::ChipBody>(*firmware, device);
    };
    return {};
}

}  // namespace focus::sim
