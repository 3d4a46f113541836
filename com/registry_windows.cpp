#include "com/registry_windows.h"

#include <winreg.h>

#include "com/wide_text_windows.h"

namespace focus::com {
namespace {

error_code system_error(LSTATUS status) { return {static_cast<int>(status), boost::system::system_category()}; }

/// What was not there need not be removed.
error_code gone(LSTATUS status) {
    return status == ERROR_SUCCESS || status == ERROR_FILE_NOT_FOUND ? error_code() : system_error(status);
}

class OpenKey {
public:
    OpenKey(const KeyPlace& key, REGSAM access) {
        status_ = RegOpenKeyExW(key.root, wide(key.path).c_str(), 0, access | key.view, &key_);
    }
    ~OpenKey() {
        if (status_ == ERROR_SUCCESS) RegCloseKey(key_);
    }
    OpenKey(const OpenKey&) = delete;
    OpenKey& operator=(const OpenKey&) = delete;

    LSTATUS status() const { return status_; }
    HKEY get() const { return key_; }

private:
    HKEY key_ = nullptr;
    LSTATUS status_;
};

/// The value's UTF-16 units if it is of this type.
std::optional<std::wstring> read_units(const KeyPlace& key, const std::string& name, DWORD wanted) {
    const OpenKey open(key, KEY_QUERY_VALUE);
    if (open.status() != ERROR_SUCCESS) return std::nullopt;
    const std::wstring wide_name = wide(name);
    DWORD size = 0;
    DWORD type = 0;
    if (RegQueryValueExW(open.get(), wide_name.c_str(), nullptr, &type, nullptr, &size) != ERROR_SUCCESS ||
        type != wanted) {
        return std::nullopt;
    }
    std::wstring units(size / sizeof(wchar_t), L'\0');
    if (RegQueryValueExW(open.get(), wide_name.c_str(), nullptr, &type, reinterpret_cast<BYTE*>(units.data()), &size) !=
        ERROR_SUCCESS) {
        return std::nullopt;
    }
    units.resize(size / sizeof(wchar_t));
    return units;
}

Result<void> write_units(const KeyPlace& key, const std::string& name, DWORD type, const std::wstring& units) {
    const OpenKey open(key, KEY_SET_VALUE);
    if (open.status() != ERROR_SUCCESS) return system_error(open.status());
    const LSTATUS status =
        RegSetValueExW(open.get(), wide(name).c_str(), 0, type, reinterpret_cast<const BYTE*>(units.data()),
                       static_cast<DWORD>(units.size() * sizeof(wchar_t)));
    if (status != ERROR_SUCCESS) return system_error(status);
    return {};
}

std::vector<std::string> keys_below(const KeyPlace& key) {
    std::vector<std::string> names;
    const OpenKey open(key, KEY_ENUMERATE_SUB_KEYS);
    if (open.status() != ERROR_SUCCESS) return names;
    wchar_t name[256];
    for (DWORD length = 256; RegEnumKeyExW(open.get(), static_cast<DWORD>(names.size()), name, &length, nullptr,
                                           nullptr, nullptr, nullptr) == ERROR_SUCCESS;
         length = 256) {
        names.push_back(narrow({name, length}));
    }
    return names;
}

}  // namespace

std::optional<std::string> read_text(const KeyPlace& key, const std::string& name) {
    auto units = read_units(key, name, REG_SZ);
    if (!units) return std::nullopt;
    return narrow(units->substr(0, units->find(L'\0')));
}

std::vector<std::string> read_texts(const KeyPlace& key, const std::string& name) {
    const auto units = read_units(key, name, REG_MULTI_SZ);
    std::vector<std::string> texts;
    if (!units) return texts;
    std::wstring_view rest = *units;
    while (!rest.empty() && rest.front() != L'\0') {
        const std::size_t end = std::min(rest.find(L'\0'), rest.size());
        texts.push_back(narrow(rest.substr(0, end)));
        rest.remove_prefix(std::min(end + 1, rest.size()));
    }
    return texts;
}

Result<void> write_text(const KeyPlace& key, const std::string& name, const std::string& text) {
    return write_units(key, name, REG_SZ, wide(text) + L'\0');
}

Result<void> write_texts(const KeyPlace& key, const std::string& name, const std::vector<std::string>& texts) {
    std::wstring units;
    for (const std::string& text : texts) units += wide(text) + L'\0';
    return write_units(key, name, REG_MULTI_SZ, units + L'\0');
}

error_code remove_text(const KeyPlace& key, const std::string& name) {
    const OpenKey open(key, KEY_SET_VALUE);
    return gone(open.status() == ERROR_SUCCESS ? RegDeleteValueW(open.get(), wide(name).c_str()) : open.status());
}

Result<std::vector<std::string>> make_key(const KeyPlace& key) {
    std::vector<std::string> made;
    for (std::size_t end = 0; end != std::string::npos;) {
        end = key.path.find('\\', end + 1);
        const std::string part = key.path.substr(0, end);
        HKEY handle = nullptr;
        DWORD disposition = 0;
        // Only what is missing is created: the uppermost keys may not be written by everybody who may write below.
        if (key_exists({key.root, key.view, part})) continue;
        const LSTATUS status = RegCreateKeyExW(key.root, wide(part).c_str(), 0, nullptr, 0, KEY_SET_VALUE | key.view,
                                               nullptr, &handle, &disposition);
        if (status != ERROR_SUCCESS) return system_error(status);
        RegCloseKey(handle);
        if (disposition == REG_CREATED_NEW_KEY) made.push_back(part);
    }
    return made;
}

bool key_exists(const KeyPlace& key) { return OpenKey(key, KEY_QUERY_VALUE).status() == ERROR_SUCCESS; }

error_code remove_key_if_empty(const KeyPlace& key) {
    DWORD keys = 0;
    DWORD values = 0;
    {
        const OpenKey open(key, KEY_QUERY_VALUE);
        if (open.status() != ERROR_SUCCESS) return gone(open.status());
        const LSTATUS asked = RegQueryInfoKeyW(open.get(), nullptr, nullptr, nullptr, &keys, nullptr, nullptr, &values,
                                               nullptr, nullptr, nullptr, nullptr);
        if (asked != ERROR_SUCCESS) return system_error(asked);
    }
    if (keys != 0 || values != 0) return {};
    return gone(RegDeleteKeyExW(key.root, wide(key.path).c_str(), key.view, 0));
}

error_code remove_key(const KeyPlace& key) {
    for (const std::string& name : keys_below(key)) {
        if (const error_code error = remove_key({key.root, key.view, key.path + "\\" + name})) return error;
    }
    return gone(RegDeleteKeyExW(key.root, wide(key.path).c_str(), key.view, 0));
}

}  // namespace focus::com
