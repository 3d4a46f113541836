#include "core/backlash/backlash_setting.h"

#include <sstream>

#include "core/files/path.h"
#include "core/files/replace_file.h"
#include "core/files/toml.h"
#include "core/files/user_folders.h"

namespace focus {
namespace {

constexpr std::size_t kLargestFile = 1U << 20U;

struct Contents {
    toml::table table;
    std::string problem;
};

std::string allowed() {
    return "backlash must be a whole number of steps, " + std::to_string(-kLargestBacklash) + " .. " +
           std::to_string(kLargestBacklash);
}

Contents parse_table(std::string_view text, const std::string& path) {
    Contents result;
    toml::parse_result parsed = toml::parse(text);
    if (!parsed) {
        const toml::parse_error& e = parsed.error();
        result.problem = path + ":" + std::to_string(e.source().begin.line) + ": " + std::string(e.description());
        return result;
    }
    result.table = std::move(parsed).table();
    return result;
}

Contents read_table(const std::string& path) {
    std::string why;
    const std::string text = read_whole_file(path, kLargestFile, why);
    if (!why.empty()) return {{}, path + ": cannot be read: " + why};
    return parse_table(text, path);
}

BacklashSetting backlash_in(const Contents& contents, const std::string& path) {
    BacklashSetting setting{Steps(0), contents.problem};
    const toml::node* node = contents.table.get("backlash");
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

BacklashSetting read_backlash(const std::string& path) { return backlash_in(read_table(path), path); }

BacklashSetting parse_backlash(std::string_view text, const std::string& path) {
    return backlash_in(parse_table(text, path), path);
}

std::string write_backlash(const std::string& path, Steps value) {
    if (path.empty()) return "there is no home folder to keep the backlash in";
    if (value.count < -kLargestBacklash || value.count > kLargestBacklash) return allowed();
    Contents contents = read_table(path);
    if (!contents.problem.empty()) return contents.problem;
    contents.table.insert_or_assign("backlash", value.count);
    std::ostringstream text;
    text << contents.table << '\n';
    const std::string why = replace_file(path, text.str());
    return why.empty() ? why : path + ": cannot be written: " + why;
}

}  // namespace focus
