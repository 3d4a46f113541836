#include "core/backlash/backlash_setting.h"

#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <fcntl.h>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <unistd.h>

#define TOML_EXCEPTIONS 0
#include <toml++/toml.h>

namespace focus {
namespace {

namespace fs = std::filesystem;

struct Contents {
    toml::table table;
    std::string problem;
};

Contents read_table(const std::string& path) {
    Contents result;
    std::error_code ignored;
    if (!fs::exists(path, ignored)) return result;
    std::ifstream file(path);
    std::ostringstream text;
    if (!file || !(text << file.rdbuf() || file.eof())) {
        result.problem = path + ": cannot be read: " + std::strerror(errno);
        return result;
    }
    toml::parse_result parsed = toml::parse(text.str());
    if (!parsed) {
        const toml::parse_error& e = parsed.error();
        result.problem = path + ":" + std::to_string(e.source().begin.line) + ": " + std::string(e.description());
        return result;
    }
    result.table = std::move(parsed).table();
    return result;
}

std::string allowed() {
    return "backlash must be a whole number of steps, " + std::to_string(-kLargestBacklash) + " .. " +
           std::to_string(kLargestBacklash);
}

/// Temporary file, fsync, rename: a power cut leaves the old file or the new one.
bool replace_file(const std::string& path, const std::string& text) {
    const std::string temporary = path + ".new";
    const int fd = ::open(temporary.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0644);
    if (fd < 0) return false;
    const bool written = ::write(fd, text.data(), text.size()) == static_cast<ssize_t>(text.size()) && ::fsync(fd) == 0;
    const int why = errno;
    ::close(fd);
    if (written && ::rename(temporary.c_str(), path.c_str()) == 0) return true;
    if (!written) errno = why;
    const int kept = errno;
    ::unlink(temporary.c_str());
    errno = kept;
    return false;
}

}  // namespace

std::string user_settings_path() {
    const char* config = std::getenv("XDG_CONFIG_HOME");
    if (config != nullptr && config[0] == '/') return std::string(config) + "/focuserlink/user.toml";
    const char* home = std::getenv("HOME");
    if (home == nullptr || home[0] != '/') return {};
    return std::string(home) + "/.config/focuserlink/user.toml";
}

BacklashSetting read_backlash(const std::string& path) {
    const Contents contents = read_table(path);
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

std::string write_backlash(const std::string& path, Steps value) {
    if (path.empty()) return "there is no home folder to keep the backlash in";
    if (value.count < -kLargestBacklash || value.count > kLargestBacklash) return allowed();
    Contents contents = read_table(path);
    if (!contents.problem.empty()) return contents.problem;
    contents.table.insert_or_assign("backlash", value.count);
    std::ostringstream text;
    text << contents.table << '\n';
    std::error_code made;
    fs::create_directories(fs::path(path).parent_path(), made);
    if (made) return fs::path(path).parent_path().string() + ": cannot be made: " + made.message();
    if (!replace_file(path, text.str())) return path + ": cannot be written: " + std::strerror(errno);
    return {};
}

}  // namespace focus
