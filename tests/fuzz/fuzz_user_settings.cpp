// user.toml: whatever it holds gives a value within its bounds or a problem that names the file; and what is changed in
// it reads as it was wanted.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <sstream>
#include <string_view>

#include "core/backlash/backlash_setting.h"
#include "core/files/toml_text.h"

// Compared as text, because of NaN.
static std::string printed(const toml::table& table) {
    std::ostringstream out;
    out << table;
    return out.str();
}

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    const focus::BacklashSetting read = focus::parse_backlash(text, "user.toml");
    if (read.value.count < -focus::kLargestBacklash || read.value.count > focus::kLargestBacklash) std::abort();
    if (!read.problem.empty() && read.problem.find("user.toml:") != 0) std::abort();
    focus::TomlText wanted = focus::parse_toml(text, "user.toml");
    if (!wanted.mistake.empty()) return 0;
    wanted.table.insert_or_assign("backlash", 5);
    const focus::TomlText again = focus::parse_toml(focus::toml_with(std::string(text), wanted.table), "user.toml");
    if (!again.mistake.empty() || printed(again.table) != printed(wanted.table)) std::abort();
    return 0;
}
