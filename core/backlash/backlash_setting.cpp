#include "core/backlash/backlash_setting.h"

#include "core/files/path.h"
#include "core/files/replace_file.h"
#include "core/files/toml_text.h"
#include "core/files/user_folders.h"

namespace focus {
namespace {

constexpr std::size_t kLargestFile = 1U << 20U;

std::string allowed() {
    return "backlash must be a whole number of steps, " + std::to_string(-kLargestBacklash) + " .. " +
           std::to_string(kLargestBacklash);
}

BacklashSetting backlash_in(const TomlText& read, const std::string& path) {
    BacklashSetting setting{Steps(0), read.mistake};
    const toml::node* node = read.table.get(kBacklashKey);
    if (node == nullptr) return setting;
    const auto value = node->value_exact<int64_t>();
    if (value && *value >= -kLargestBacklash && *value <= kLargestBacklash) {
        setting.value = Steps(static_cast<int32_t>(*value));
    } else {
        setting.problem = path + ":" + std::to_string(node->source().begin.line) + ": " + allowed();
    }
    return setting;
}

}  // namespace

std::string user_settings_path() { return to_text(to_path(settings_folder()) / "user.toml"); }

BacklashSetting read_backlash(const std::string& path) {
    std::string why;
    const std::string text = read_whole_file(path, kLargestFile, why);
    if (!why.empty()) return {Steps(0), path + ": cannot be read: " + why};
    return parse_backlash(text, path);
}

BacklashSetting parse_backlash(std::string_view text, const std::string& path) {
    return backlash_in(parse_toml(text, path), path);
}

std::string write_backlash(const std::string& path, Steps value) {
    if (path.empty()) return "there is no home folder to keep the backlash in";
    if (value.count < -kLargestBacklash || value.count > kLargestBacklash) return allowed();
    std::string why;
    const std::string text = read_whole_file(path, kLargestFile, why);
    if (!why.empty()) return path + ": cannot be read: " + why;
    TomlText wanted = parse_toml(text, path);
    if (!wanted.mistake.empty()) return wanted.mistake;
    wanted.table.insert_or_assign(kBacklashKey, value.count);
    why = replace_file(path, toml_with(text, wanted.table));
    return why.empty() ? why : path + ": cannot be written: " + why;
}

}  // namespace focus
