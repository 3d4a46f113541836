#include "com/server_windows.h"

#include <windows.h>
#include <chrono>
#include <combaseapi.h>
#include <map>
#include <objbase.h>
#include <string>
#include <thread>
#include <vector>

#include "alpaca/client/hub_search.h"
#include "com/class_factory_windows.h"
#include "com/registration_windows.h"
#include "com/server_reference_windows.h"
#include "core/files/path.h"

namespace focus::com {
namespace {

using namespace std::chrono_literals;

/// COM may start a process for every client that waits. All but one stand by for this time: the one may be just
/// leaving.
constexpr auto kStandBy = 5s;
constexpr auto kFirstClient = 10s;
/// Who stood by came for a client that the other process most likely served; if not, it may ask only once a second.
constexpr auto kFirstClientAfterStandBy = 3s;
/// Not every COM turns clients away at the very moment we say so.
constexpr auto kSecondThought = 200ms;
constexpr auto kLongestGoodbye = 3s;

/// Of the session and of the rights in it: COM gives a client with other rights a process of its own, which must not
/// wait for this one.
std::wstring mutex_name() {
    std::wstring name = L"Local\\FocuserLinkAscomDriver";
    HANDLE token = nullptr;
    if (OpenProcessToken(GetCurrentProcess(), TOKEN_QUERY, &token) == 0) return name;
    TOKEN_STATISTICS known{};
    DWORD size = 0;
    if (GetTokenInformation(token, TokenStatistics, &known, sizeof known, &size) != 0) {
        name += L"-" + std::to_wstring(known.AuthenticationId.HighPart) + L"-" +
                std::to_wstring(known.AuthenticationId.LowPart);
    }
    CloseHandle(token);
    return name;
}

CLSID parsed(std::string_view clsid) {
    CLSID id{};
    const std::wstring units(clsid.begin(), clsid.end());
    CLSIDFromString(units.c_str(), &id);
    return id;
}

struct Class {
    CLSID clsid;
    ClassFactory* factory;
};

/// Nothing of this is ever destroyed: the process ends by ExitProcess.
std::vector<Class> make_classes(const std::string& hub_program) {
    auto& io = *new IoThread;
    std::error_code none;
    const HubProgram program{hub_program, to_text(std::filesystem::temp_directory_path(none))};
    std::map<std::string, std::shared_ptr<HubStarter>> starters;  // by address
    std::vector<Class> classes;
    for (const DriverKind& kind : driver_kinds()) {
        AlpacaAddress address = hub_address(profile_setting(kind, "Hub"));
        // Who wrote another address than the usual one may mean another maker's server.
        const bool any_maker = address.authority() != kLocalHub;
        auto& starter = starters[address.authority()];
        if (!starter) starter = std::make_shared<HubStarter>(program);
        auto hub = std::make_shared<SharedHub>(io.executor(), std::move(address), std::string(kind.device), starter,
                                               any_maker);
        classes.push_back({parsed(kind.clsid), new ClassFactory(kind, io, std::move(hub))});
    }
    return classes;
}

/// Ends the process if it takes too long to leave, unless it comes to stay.
class Watchdog {
public:
    Watchdog() {
        std::thread([stays = stays_] {
            if (wait_awake(stays, kLongestGoodbye) == WAIT_TIMEOUT) {
                TerminateProcess(GetCurrentProcess(), 3);
            }
            CloseHandle(stays);
        }).detach();
    }
    void stay() { SetEvent(stays_); }

private:
    HANDLE stays_ = CreateEventW(nullptr, FALSE, FALSE, nullptr);
};

}  // namespace

void serve(const std::string& hub_program) {
    if (FAILED(CoInitializeEx(nullptr, COINIT_MULTITHREADED))) ExitProcess(1);
    const HANDLE mutex = CreateMutexW(nullptr, FALSE, mutex_name().c_str());  // without it we go on all the same
    std::chrono::milliseconds first = kFirstClient;
    if (mutex != nullptr && WaitForSingleObject(mutex, 0) == WAIT_TIMEOUT) {
        if (wait_awake(mutex, kStandBy) == WAIT_TIMEOUT) ExitProcess(0);
        first = kFirstClientAfterStandBy;
    }

    const std::vector<Class> classes = make_classes(hub_program);
    for (;;) {
        std::vector<DWORD> cookies;
        for (const Class& each : classes) {
            DWORD cookie = 0;
            if (FAILED(CoRegisterClassObject(each.clsid, each.factory, CLSCTX_LOCAL_SERVER,
                                             REGCLS_MULTIPLEUSE | REGCLS_SUSPENDED, &cookie))) {
                ExitProcess(1);
            }
            cookies.push_back(cookie);
        }
        hold_server();
        CoResumeClassObjects();
        wait_until_unused(first);
        Watchdog watchdog;
        for (const DWORD cookie : cookies) CoRevokeClassObject(cookie);
        if (!is_used_after_all(kSecondThought)) break;
        watchdog.stay();
    }

    // No CoUninitialize: it can wait for ever for calls that end only with the process.
    if (mutex != nullptr) ReleaseMutex(mutex);
    ExitProcess(0);
}

}  // namespace focus::com
