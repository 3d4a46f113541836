// Linux: /sys/class/tty tells which ports are real and what they are plugged into.
#include <filesystem>
#include <fstream>
#include <map>
#include <set>

#include "core/port/port_list.h"

namespace focus {
namespace {

namespace fs = std::filesystem;

std::string first_line(const fs::path& file) {
    std::string line;
    std::ifstream in(file);
    std::getline(in, line);
    while (!line.empty() && line.back() == ' ') line.pop_back();
    return line;
}

/// The names in a folder of links, by the name of the device they lead to.
std::map<std::string, std::string> stable_names(const fs::path& by_id) {
    std::map<std::string, std::string> names;
    std::error_code error;
    for (fs::directory_iterator i(by_id, error), end; !error && i != end; i.increment(error)) {
        std::error_code broken;
        const fs::path target = fs::read_symlink(i->path(), broken);
        if (!broken) names[target.filename().string()] = i->path().string();
    }
    return names;
}

/// The folder of the USB device that `tty` belongs to, empty if it is on no USB.
fs::path usb_folder(const fs::path& tty) {
    std::error_code error;
    fs::path folder = fs::canonical(tty / "device", error);
    for (int up = 0; !error && up < 6 && folder.has_relative_path(); ++up) {
        if (fs::exists(folder / "idVendor", error)) return folder;
        folder = folder.parent_path();
    }
    return {};
}

/// Of the ports named ttyS, most are not there; those that are know which chip they have.
bool is_real(const fs::path& tty) {
    const std::string name = tty.filename().string();
    if (name.starts_with("ttyUSB") || name.starts_with("ttyACM") || name.starts_with("ttyAMA")) return true;
    if (!name.starts_with("ttyS")) return false;
    const std::string type = first_line(tty / "type");
    return !type.empty() && type != "0";
}

}  // namespace

const char* const kExamplePort = "/dev/ttyUSB0";

std::vector<SerialPortInfo> list_serial_ports(const std::string& sys, const std::string& dev) {
    std::vector<SerialPortInfo> ports;
    const auto names = stable_names(fs::path(dev) / "serial/by-id");
    const auto sockets = stable_names(fs::path(dev) / "serial/by-path");
    std::map<std::string, std::set<fs::path>> alike;  // adapters by what the system tells them apart by
    std::map<std::string, std::string> kinds;         // of each device
    std::error_code error;
    for (fs::directory_iterator i(fs::path(sys) / "class/tty", error), end; !error && i != end; i.increment(error)) {
        const fs::path tty = i->path();
        if (!is_real(tty)) continue;
        const std::string name = tty.filename().string();
        SerialPortInfo port;
        port.device = (fs::path(dev) / name).string();
        const auto stable = names.find(name);
        port.path = stable == names.end() ? port.device : stable->second;
        if (const fs::path usb = usb_folder(tty); !usb.empty()) {
            port.usb_id = first_line(usb / "idVendor") + ":" + first_line(usb / "idProduct");
            const std::string maker = first_line(usb / "manufacturer");
            const std::string product = first_line(usb / "product");
            port.description = maker;
            if (!maker.empty() && !product.empty()) port.description += ' ';
            port.description += product;
            kinds[name] = port.usb_id + ":" + first_line(usb / "serial");
            alike[kinds[name]].insert(usb);
        }
        ports.push_back(std::move(port));
    }
    for (SerialPortInfo& port : ports) {
        const std::string name = fs::path(port.device).filename().string();
        const auto kind = kinds.find(name);
        if (kind == kinds.end() || alike[kind->second].size() < 2) continue;
        const auto socket = sockets.find(name);
        port.path = socket == sockets.end() ? port.device : socket->second;
        port.description += " (one of several that are alike: named after its USB socket)";
    }
    sort_by_likelihood(ports);
    return ports;
}

}  // namespace focus
