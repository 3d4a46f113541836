#include <windows.h>
#include <boost/asio/post.hpp>
#include <condition_variable>
#include <cstdio>
#include <future>
#include <mutex>
#include <shellapi.h>
#include <thread>

#include "core/files/path.h"
#include "hub/daemon.h"

namespace focus {
namespace {

constexpr const wchar_t* kWindowClass = L"FocuserLinkHub";
constexpr const wchar_t* kRunKey = L"Software\\Microsoft\\Windows\\CurrentVersion\\Run";
constexpr const wchar_t* kRunValue = L"FocuserLink hub";
/// Windows ends a process some five seconds after it said that session or console end.
constexpr std::chrono::milliseconds kLongestGoodbye{4500};

/// What the threads of Windows find of the daemon. One daemon a process.
struct Asked {
    std::mutex mutex;
    std::condition_variable gone;
    std::function<void()> end;  ///< posts to the loop; empty: no daemon, or asked already
    bool there = false;
};

Asked& asked() {
    // Never destroyed: a thread of Windows may still wait in it while the process ends.
    static Asked& state = *new Asked;
    return state;
}

void ask_to_end() {
    const std::lock_guard lock(asked().mutex);
    if (asked().end) std::exchange(asked().end, {})();
}

/// For callers after whom Windows ends the process at once.
void ask_to_end_and_wait() {
    ask_to_end();
    std::unique_lock lock(asked().mutex);
    asked().gone.wait_for(lock, kLongestGoodbye, [] { return !asked().there; });
}

BOOL WINAPI on_console(DWORD event) {
    if (event == CTRL_C_EVENT || event == CTRL_BREAK_EVENT) {
        ask_to_end();
    } else {
        ask_to_end_and_wait();
    }
    return TRUE;
}

LRESULT CALLBACK on_message(HWND window, UINT message, WPARAM word, LPARAM more) {
    if (message == WM_CLOSE) {
        ask_to_end();
        return 0;
    }
    if (message == WM_ENDSESSION && word != 0) ask_to_end_and_wait();
    if (message == WM_DESTROY) ::PostQuitMessage(0);
    return ::DefWindowProcW(window, message, word, more);
}

}  // namespace

/// A window that is never shown: a process without a console hears of the session's end, and of taskkill, in no other
/// way. It has to have a thread of its own, for the loop waits for sockets.
struct Daemon::System {
    System() : thread([this] { serve_window(); }), window(made.get_future().get()) {}
    System(const System&) = delete;
    System& operator=(const System&) = delete;
    ~System() {
        if (window != nullptr) ::PostMessageW(window, WM_APP, 0, 0);
        thread.join();
    }

    void serve_window() {
        WNDCLASSW kind{};
        kind.lpfnWndProc = on_message;
        kind.hInstance = ::GetModuleHandleW(nullptr);
        kind.lpszClassName = kWindowClass;
        ::RegisterClassW(&kind);
        const HWND own = ::CreateWindowExW(0, kWindowClass, L"FocuserLink hub", 0, 0, 0, 0, 0, nullptr, nullptr,
                                           kind.hInstance, nullptr);
        made.set_value(own);
        MSG message{};
        while (own != nullptr && ::GetMessageW(&message, nullptr, 0, 0) > 0 && message.message != WM_APP) {
            ::DispatchMessageW(&message);
        }
        if (own != nullptr) ::DestroyWindow(own);
    }

    // Not an atomic that is waited for: where there is no futex, GCC 12's may sleep through its notification for ever.
    std::promise<HWND> made;
    std::thread thread;
    HWND window;
};

Daemon::Daemon(const boost::asio::any_io_executor& executor, std::function<void()> end) {
    {
        const std::lock_guard lock(asked().mutex);
        asked().there = true;
        asked().end = [executor, end = std::move(end)] { boost::asio::post(executor, end); };
    }
    ::SetConsoleCtrlHandler(on_console, TRUE);
    system_ = std::make_unique<System>();
}

Daemon::~Daemon() {
    ::SetConsoleCtrlHandler(on_console, FALSE);
    {
        const std::lock_guard lock(asked().mutex);
        asked().end = {};
        asked().there = false;
    }
    asked().gone.notify_all();
    system_.reset();
}

// Nobody is told.
void Daemon::ready() {}
void Daemon::stopping() {}

void prepare_output() {
    // A program with windows of its own has no console unless it takes the one that it was started from.
    const HANDLE output = ::GetStdHandle(STD_OUTPUT_HANDLE);
    const bool redirected = output != nullptr && output != INVALID_HANDLE_VALUE;
    if (redirected || ::AttachConsole(ATTACH_PARENT_PROCESS) == 0) return;
    for (const DWORD which : {STD_OUTPUT_HANDLE, STD_ERROR_HANDLE}) {
        ::SetStdHandle(which, ::CreateFileW(L"CONOUT$", GENERIC_READ | GENERIC_WRITE,
                                            FILE_SHARE_READ | FILE_SHARE_WRITE, nullptr, OPEN_EXISTING, 0, nullptr));
    }
    (void)std::freopen("CONOUT$", "w", stdout);
    (void)std::freopen("CONOUT$", "w", stderr);
}

std::string open_in_browser(const std::string& page) {
    const HINSTANCE taken = ::ShellExecuteW(nullptr, L"open", to_path(page).c_str(), nullptr, nullptr, SW_SHOWNORMAL);
    return reinterpret_cast<INT_PTR>(taken) > 32 ? std::string() : "Windows knows no program for it";
}

StartWithSession start_with_session(bool on) {
    LSTATUS status = ERROR_SUCCESS;
    if (on) {
        wchar_t program[32768];
        const DWORD length = ::GetModuleFileNameW(nullptr, program, 32768);
        const std::wstring command = L"\"" + std::wstring(program, length) + L"\"";
        status = ::RegSetKeyValueW(HKEY_CURRENT_USER, kRunKey, kRunValue, REG_SZ, command.c_str(),
                                   static_cast<DWORD>((command.size() + 1) * sizeof(wchar_t)));
    } else {
        status = ::RegDeleteKeyValueW(HKEY_CURRENT_USER, kRunKey, kRunValue);
        if (status == ERROR_FILE_NOT_FOUND) status = ERROR_SUCCESS;
    }
    if (status != ERROR_SUCCESS) {
        const boost::system::error_code error(static_cast<int>(status), boost::system::system_category());
        return {false, "The registry does not take it: " + error.message()};
    }
    return {true, on ? "The hub starts when you log in." : "The hub no longer starts when you log in."};
}

}  // namespace focus
