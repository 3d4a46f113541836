#include <algorithm>
#include <charconv>
#include <filesystem>
#include <fstream>
#include <grp.h>
#include <sys/stat.h>
#include <unistd.h>
#include <vector>

#include "core/port/port_fault.h"

namespace focus {
namespace {

namespace fs = std::filesystem;

/// The group that owns the port, the one a user has to be in.
std::string group_of(const std::string& path) {
    struct stat about {};
    if (::stat(path.c_str(), &about) == 0 && about.st_gid != 0) {
        if (const group* owner = ::getgrgid(about.st_gid)) return owner->gr_name;
    }
    return "dialout";
}

/// The files a process has open; none of another user's.
std::vector<fs::path> open_files(const fs::path& process) {
    std::vector<fs::path> files;
    std::error_code error;
    for (fs::directory_iterator i(process / "fd", error), end; !error && i != end; i.increment(error)) {
        std::error_code unreadable;
        files.push_back(fs::read_symlink(i->path(), unreadable));
    }
    return files;
}

/// The far end of a pseudo terminal is the device, here a simulated one, even if it has the near end open too.
bool is_user(const std::vector<fs::path>& files, const fs::path& port) {
    const auto has = [&files](const fs::path& file) {
        return std::find(files.begin(), files.end(), file) != files.end();
    };
    const bool far_end = port.string().starts_with("/dev/pts/") && (has("/dev/ptmx") || has("/dev/pts/ptmx"));
    return has(port) && !far_end;
}

}  // namespace

std::optional<PortHolder> port_holder(const std::string& path) {
    std::error_code error;
    const fs::path port = fs::canonical(path, error);
    std::optional<PortHolder> found;
    if (error) return found;
    for (fs::directory_iterator i("/proc", error), end; !error && i != end; i.increment(error)) {
        const std::string name = i->path().filename().string();
        int pid = 0;
        const auto [rest, bad] = std::from_chars(name.data(), name.data() + name.size(), pid);
        if (bad != std::errc{} || rest != name.data() + name.size()) continue;
        if (!is_user(open_files(i->path()), port)) continue;
        found = PortHolder{pid, "?", pid == ::getpid()};
        std::ifstream(i->path() / "comm") >> found->name;
        if (!found->self) break;
    }
    return found;
}

// Only root sees what everybody's programs have open.
std::string explain_unseen_holder() {
    if (::geteuid() == 0) return "another program";
    return "another program, perhaps of another user: the hub of the whole computer (see `systemctl status "
           "focuserlinkd`)";
}

std::string explain_permission(const std::string& path, const std::string& group) {
    const std::string owner = group.empty() ? group_of(path) : group;
    return "You may not use " + path + ": it belongs to the group " + owner + ". Join it with `sudo usermod -aG " +
           owner + " $USER`, then log out and in again.";
}

bool same_device(const std::string& a, const std::string& b) {
    std::error_code bad;
    return fs::equivalent(a, b, bad) && !bad;
}

}  // namespace focus
