#include "hub/config_file.h"

#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <fcntl.h>
#include <filesystem>
#include <pwd.h>
#include <sys/stat.h>
#include <unistd.h>

namespace focus {
namespace {

constexpr std::size_t kLargestFile = 1U << 20U;

constexpr const char* kNewFile =
    "# The FocuserLink hub reads this file at start; its setup page keeps the [[device]] sections up to date.\n"
    "# Other keys: listen, port, discovery_port, user, password, location, log_level.\n";

/// Closes a descriptor at the end of a scope.
class Descriptor {
public:
    explicit Descriptor(int fd) : fd_(fd) {}
    Descriptor(const Descriptor&) = delete;
    Descriptor& operator=(const Descriptor&) = delete;
    ~Descriptor() {
        if (fd_ >= 0) ::close(fd_);
    }
    int get() const { return fd_; }

private:
    int fd_;
};

std::string reason() { return std::strerror(errno); }

/// The whole file; empty if it does not exist. `why` says what failed otherwise.
std::string read_whole(const std::string& path, std::string& why) {
    const Descriptor file(::open(path.c_str(), O_RDONLY | O_CLOEXEC));
    if (file.get() < 0) {
        if (errno != ENOENT) why = reason();
        return {};
    }
    std::string text;
    char chunk[4096];
    for (;;) {
        const ssize_t n = ::read(file.get(), chunk, sizeof chunk);
        if (n < 0) why = reason();
        if (n <= 0) return text;
        text.append(chunk, static_cast<std::size_t>(n));
        if (text.size() > kLargestFile) {
            why = "larger than 1 MiB";
            return {};
        }
    }
}

bool write_all(int fd, const std::string& text) {
    std::size_t done = 0;
    while (done < text.size()) {
        const ssize_t n = ::write(fd, text.data() + done, text.size() - done);
        if (n < 0) return false;
        done += static_cast<std::size_t>(n);
    }
    return ::fsync(fd) == 0;
}

/// Empty if `path` holds `text` now, on the disk; else why not, and the old file is as it was.
std::string replace_file(const std::string& path, const std::string& text) {
    std::error_code ignored;
    const std::filesystem::path folder = std::filesystem::path(path).parent_path();
    std::filesystem::create_directories(folder, ignored);
    std::string temporary = path + ".XXXXXX";
    const Descriptor file(::mkostemp(temporary.data(), O_CLOEXEC));
    if (file.get() < 0) return reason();
    struct stat old {};
    // mkostemp makes it private, which suits a file that may hold a password.
    if (::stat(path.c_str(), &old) == 0) (void)::fchmod(file.get(), old.st_mode & 07777U);
    if (!write_all(file.get(), text) || ::rename(temporary.c_str(), path.c_str()) != 0) {
        std::string why = reason();
        ::unlink(temporary.c_str());
        return why;
    }
    const Descriptor directory(::open(folder.empty() ? "." : folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    if (directory.get() >= 0) (void)::fsync(directory.get());
    return {};
}

std::string home() {
    if (const char* set = std::getenv("HOME"); set != nullptr && *set == '/') return set;
    const passwd* entry = ::getpwuid(::getuid());
    return entry != nullptr && entry->pw_dir != nullptr ? entry->pw_dir : "/";
}

std::string folder_from(const char* variable, const char* below_home) {
    const char* set = std::getenv(variable);
    return set != nullptr && *set == '/' ? std::string(set) : home() + below_home;
}

}  // namespace

ParsedConfig ConfigFile::load() const {
    std::string why;
    const std::string text = read_whole(path_, why);
    if (why.empty()) return parse_hub_config(text, path_);
    ParsedConfig unreadable;
    unreadable.mistake = path_ + ": cannot be read: " + why;
    return unreadable;
}

std::string ConfigFile::store(const std::vector<DeviceConfig>& devices) const {
    std::string why;
    std::string text = read_whole(path_, why);
    if (!why.empty()) return path_ + ": cannot be read: " + why;
    // The user may have edited it since the start: what has a mistake is not touched.
    if (std::string mistake = parse_hub_config(text, path_).mistake; !mistake.empty()) return mistake;
    if (text.empty()) text = kNewFile;
    std::error_code bad;
    const std::filesystem::path target = std::filesystem::weakly_canonical(path_, bad);
    why = replace_file(bad ? path_ : target.string(), with_devices(text, devices));
    return why.empty() ? std::string() : path_ + ": cannot be written: " + why;
}

std::string default_config_path() { return folder_from("XDG_CONFIG_HOME", "/.config") + "/focuserlink/hub.toml"; }

std::string documents_folder() { return folder_from("XDG_DOCUMENTS_DIR", "/Documents") + "/FocuserLink"; }

}  // namespace focus
