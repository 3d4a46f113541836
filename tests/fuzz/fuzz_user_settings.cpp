// user.toml: whatever it holds gives a value within its bounds or a problem that names the file.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "core/backlash/backlash_setting.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    const focus::BacklashSetting read = focus::parse_backlash(text, "user.toml");
    if (read.value.count < -focus::kLargestBacklash || read.value.count > focus::kLargestBacklash) std::abort();
    if (!read.problem.empty() && read.problem.find("user.toml:") != 0) std::abort();
    return 0;
}
