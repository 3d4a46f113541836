#include "com/open_page_windows.h"

#include <windows.h>
#include <combaseapi.h>
#include <objbase.h>
#include <shellapi.h>
#include <thread>

#include "com/wide_text_windows.h"

namespace focus::com {

bool open_page(const std::string& address) {
    bool opened = false;
    // The shell asks for a single-threaded apartment, which the driver's threads are not.
    std::thread([&] {
        const bool apartment = SUCCEEDED(CoInitializeEx(nullptr, COINIT_APARTMENTTHREADED | COINIT_DISABLE_OLE1DDE));
        const auto answer = ShellExecuteW(nullptr, L"open", wide(address).c_str(), nullptr, nullptr, SW_SHOWNORMAL);
        opened = reinterpret_cast<INT_PTR>(answer) > 32;  // as its documentation has it
        if (apartment) CoUninitialize();
    }).join();
    return opened;
}

}  // namespace focus::com
