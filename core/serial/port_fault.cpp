#include "core/serial/port_fault.h"

#include <charconv>
#include <filesystem>
#include <fstream>
#include <grp.h>
#include <sys/stat.h>
#include <unistd.h>

namespace focus {
namespace {

namespace fs = std::filesystem;
namespace errc = boost::system::errc;

std::string path_of(const std::string& address) { return address.starts_with("serial:") ? address.substr(7) : address; }

/// The group that owns the port, the one a user has to be in.
std::string group_of(const std::string& path) {
    struct stat about {};
    if (::stat(path.c_str(), &about) == 0 && about.st_gid != 0) {
        if (const group* owner = ::getgrgid(about.st_gid)) return owner->gr_name;
    }
    return "dialout";
}

bool holds(const fs::path& process, const fs::path& port) {
    std::error_code error;
    for (fs::directory_iterator i(process / "fd", error), end; !error && i != end; i.increment(error)) {
        std::error_code unreadable;
        if (fs::read_symlink(i->path(), unreadable) == port) return true;
    }
    return false;
}

std::string explain_busy(const std::string& path) {
    std::string text = path + " is in use by ";
    if (const auto holder = port_holder(path)) {
        text += holder->name + " (process " + std::to_string(holder->pid) + ").";
    } else {
        text += "another program.";
    }
    return text + " Close it there, or share the focuser through the hub.";
}

}  // namespace

std::optional<PortHolder> port_holder(const std::string& path) {
    std::error_code error;
    const fs::path port = fs::canonical(path, error);
    if (error) return std::nullopt;
    for (fs::directory_iterator i("/proc", error), end; !error && i != end; i.increment(error)) {
        const std::string name = i->path().filename().string();
        int pid = 0;
        const auto [rest, bad] = std::from_chars(name.data(), name.data() + name.size(), pid);
        if (bad != std::errc{} || rest != name.data() + name.size() || pid == ::getpid()) continue;
        if (!holds(i->path(), port)) continue;
        PortHolder holder{pid, "?"};
        std::ifstream(i->path() / "comm") >> holder.name;
        return holder;
    }
    return std::nullopt;
}

std::string explain_fault(const std::string& address, error_code fault, const std::string& group) {
    const std::string path = path_of(address);
    if (fault == errc::no_such_file_or_directory) {
        return "There is no port " + path + ". Is the focuser plugged in? `focuserlink ports` lists the ports.";
    }
    if (fault == errc::permission_denied || fault == errc::operation_not_permitted) {
        const std::string owner = group.empty() ? group_of(path) : group;
        return "You may not use " + path + ": it belongs to the group " + owner + ". Join it with `sudo usermod -aG " +
               owner + " $USER`, then log out and in again.";
    }
    if (fault == Error::busy || fault == errc::device_or_resource_busy) return explain_busy(path);
    if (fault == errc::inappropriate_io_control_operation || fault == errc::is_a_directory) {
        return path + " is not a serial port. `focuserlink ports` lists the ports.";
    }
    if (fault == Error::out_of_range) {
        return "\"" + address + "\" is not an address: it is serial:PORT or tcp:HOST:PORT.";
    }
    if (fault == errc::connection_refused) return "Nothing listens at " + address + ". Is the simulator running?";
    if (fault == Error::timeout) {
        return "Nothing answers at " + path + ". Is this the focuser's port, and does the focuser have power?";
    }
    if (fault == asio::error::eof || fault == errc::io_error || fault == errc::no_such_device ||
        fault == errc::no_such_device_or_address || fault == errc::connection_reset || fault == errc::broken_pipe) {
        return "The connection to " + path + " is gone. Check the cable; it is taken up again by itself.";
    }
    return "Cannot use " + path + ": " + fault.message() + ".";
}

}  // namespace focus
