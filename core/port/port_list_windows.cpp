// Windows: the registry tells which ports are there, the device installer what they are plugged into.
#include <windows.h>
#include <map>
#include <setupapi.h>
#include <vector>

#include "core/files/path.h"
#include "core/port/port_list.h"

namespace focus {
namespace {

constexpr DWORD kLongest = 512;  // characters of a name
constexpr DWORD kMostPorts = 1024;

// GUID_DEVINTERFACE_COMPORT: every port a driver offers, whichever class its adapter is of.
constexpr GUID kComPorts{0x86E0D1E0, 0x8089, 0x11D0, {0x9C, 0xE4, 0x08, 0x00, 0x3E, 0x30, 0x1F, 0x73}};

std::string narrow(const wchar_t* text) { return to_text(std::filesystem::path(text)); }

/// COM names as the registry has them: what is there now.
std::vector<std::string> present_ports() {
    std::vector<std::string> names;
    HKEY key = nullptr;
    if (::RegOpenKeyExW(HKEY_LOCAL_MACHINE, L"HARDWARE\\DEVICEMAP\\SERIALCOMM", 0, KEY_QUERY_VALUE, &key) != 0)
        return names;
    for (DWORD i = 0; i < kMostPorts; ++i) {
        wchar_t name[kLongest];
        wchar_t value[kLongest] = {};
        DWORD name_length = kLongest;
        DWORD value_bytes = sizeof value - sizeof(wchar_t);
        DWORD type = 0;
        const LSTATUS status =
            ::RegEnumValueW(key, i, name, &name_length, nullptr, &type, reinterpret_cast<BYTE*>(value), &value_bytes);
        if (status == ERROR_MORE_DATA) continue;
        if (status != ERROR_SUCCESS) break;
        if (type == REG_SZ && value[0] != L'\0') names.push_back(narrow(value));
    }
    ::RegCloseKey(key);
    return names;
}

std::string property(HDEVINFO all, SP_DEVINFO_DATA& device, DWORD which) {
    wchar_t text[kLongest] = {};
    const bool there = ::SetupDiGetDeviceRegistryPropertyW(all, &device, which, nullptr, reinterpret_cast<BYTE*>(text),
                                                           sizeof text - sizeof(wchar_t), nullptr) != 0;
    return there ? narrow(text) : std::string();
}

std::string port_name(HDEVINFO all, SP_DEVINFO_DATA& device) {
    const HKEY key = ::SetupDiOpenDevRegKey(all, &device, DICS_FLAG_GLOBAL, 0, DIREG_DEV, KEY_READ);
    if (key == INVALID_HANDLE_VALUE) return {};
    wchar_t text[kLongest] = {};
    DWORD bytes = sizeof text - sizeof(wchar_t);
    const bool there = ::RegGetValueW(key, nullptr, L"PortName", RRF_RT_REG_SZ, nullptr, text, &bytes) == ERROR_SUCCESS;
    ::RegCloseKey(key);
    return there ? narrow(text) : std::string();
}

/// "0403:6015" from "USB\VID_0403&PID_6015&REV_1000" or "FTDIBUS\COMPORT&VID_0403&PID_6015"; empty if not on USB.
std::string usb_id(const std::string& hardware_id) {
    const std::size_t vendor = hardware_id.find("VID_");
    const std::size_t product = hardware_id.find("PID_");
    if (vendor == std::string::npos || product == std::string::npos) return {};
    std::string id = hardware_id.substr(vendor + 4, 4);
    id += ':';
    id += hardware_id.substr(product + 4, 4);
    for (char& c : id) {
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    }
    return id;
}

/// "USB-SERIAL CH340" from "USB-SERIAL CH340 (COM5)".
std::string without_port(std::string name, const std::string& port) {
    const std::string tail = " (" + port + ")";
    if (name.ends_with(tail)) name.resize(name.size() - tail.size());
    return name;
}

/// Fills in what the device installer knows, by the ports' names.
std::map<std::string, SerialPortInfo> installed_ports() {
    std::map<std::string, SerialPortInfo> ports;
    const HDEVINFO all = ::SetupDiGetClassDevsW(&kComPorts, nullptr, nullptr, DIGCF_PRESENT | DIGCF_DEVICEINTERFACE);
    if (all == INVALID_HANDLE_VALUE) return ports;
    SP_DEVINFO_DATA device{};
    device.cbSize = sizeof device;
    for (DWORD i = 0; i < kMostPorts && ::SetupDiEnumDeviceInfo(all, i, &device) != 0; ++i) {
        SerialPortInfo port;
        port.path = port_name(all, device);
        port.description = property(all, device, SPDRP_FRIENDLYNAME);
        if (port.description.empty()) port.description = property(all, device, SPDRP_DEVICEDESC);
        port.description = without_port(std::move(port.description), port.path);
        port.usb_id = usb_id(property(all, device, SPDRP_HARDWAREID));
        if (!port.path.empty()) ports[port.path] = port;
    }
    ::SetupDiDestroyDeviceInfoList(all);
    return ports;
}

}  // namespace

const char* const kExamplePort = "COM5";

std::vector<SerialPortInfo> list_serial_ports(const std::string&, const std::string&) {
    const auto installed = installed_ports();
    std::vector<SerialPortInfo> ports;
    for (const std::string& name : present_ports()) {
        const auto known = installed.find(name);
        ports.push_back(known == installed.end() ? SerialPortInfo{} : known->second);
        ports.back().path = ports.back().device = name;
    }
    sort_by_likelihood(ports);
    return ports;
}

}  // namespace focus
