#include <windows.h>

#include "core/files/path.h"
#include "hub/machine_id.h"

namespace focus {

std::string machine_id() {
    wchar_t id[65] = {};
    DWORD bytes = sizeof id;
    // Only in the 64-bit view of the registry.
    const auto found = ::RegGetValueW(HKEY_LOCAL_MACHINE, L"SOFTWARE\\Microsoft\\Cryptography", L"MachineGuid",
                                      RRF_RT_REG_SZ | RRF_SUBKEY_WOW6464KEY, nullptr, id, &bytes);
    return found == ERROR_SUCCESS ? to_text(id) : std::string();
}

}  // namespace focus
