// focuserlink-ascom: the ASCOM driver. COM starts it; people and installers register it.
#include <windows.h>
#include <shellapi.h>
#include <string>
#include <vector>

#include "alpaca/parameters.h"
#include "com/registration_windows.h"
#include "com/server_windows.h"
#include "com/wide_text_windows.h"

namespace {

using namespace focus;
using namespace focus::com;

constexpr const char* kUsage =
    "The FocuserLink ASCOM driver. Windows starts it when a program asks for ASCOM.astrojolo.Focuser.\n"
    "  /RegServer          registers it for all users (as an administrator)\n"
    "  /RegServer /user    registers it for you only\n"
    "  /UnregServer        removes the registration; with /user yours\n"
    "  --version           which version it is\n";

std::string own_path() {
    std::wstring path(32768, L'\0');
    path.resize(GetModuleFileNameW(nullptr, path.data(), static_cast<DWORD>(path.size())));
    return narrow(path);
}

std::string beside(const std::string& path, const char* name) {
    return path.substr(0, path.find_last_of("\\/") + 1) + name;
}

/// On the terminal that we were started from, if there is one: a program without a console has no output of its own.
void say(const std::string& text) {
    HANDLE out = GetStdHandle(STD_ERROR_HANDLE);
    if ((out == nullptr || out == INVALID_HANDLE_VALUE) && AttachConsole(ATTACH_PARENT_PROCESS) != 0) {
        out = CreateFileW(L"CONOUT$", GENERIC_WRITE, FILE_SHARE_WRITE, nullptr, OPEN_EXISTING, 0, nullptr);
    }
    DWORD written = 0;
    WriteFile(out, text.data(), static_cast<DWORD>(text.size()), &written, nullptr);
}

int register_all(Scope scope) {
    const Registered result = register_drivers(scope, own_path());
    if (!result.done) {
        say(result.note + ": " + result.done.error().message() +
            (scope == Scope::machine ? ". Run this as an administrator, or with /user.\n" : ".\n"));
        return 1;
    }
    if (!result.note.empty()) say(result.note + ".\n");
    return 0;
}

int unregister_all(Scope scope) {
    const error_code error = unregister_drivers(scope);
    if (!error) return 0;
    say("The registration could not be removed: " + error.message() +
        (scope == Scope::machine ? ". Run this as an administrator.\n" : ".\n"));
    return 1;
}

std::vector<std::string> words() {
    int count = 0;
    wchar_t** const wide_words = CommandLineToArgvW(GetCommandLineW(), &count);
    std::vector<std::string> all;
    for (int i = 1; i < count; ++i) {
        std::string word = narrow(wide_words[i]);
        if (word.starts_with('-')) word.front() = '/';
        all.push_back(std::move(word));
    }
    LocalFree(wide_words);
    return all;
}

}  // namespace

int main() {
    const std::vector<std::string> all = words();
    const auto asked = [&](std::size_t place, const char* option) {
        return all.size() > place && equals_ignoring_case(all[place], option);
    };
    const bool user = all.size() == 2 && asked(1, "/user");
    const Scope scope = user ? Scope::user : Scope::machine;
    if (all.size() == 1 && asked(0, "/Embedding")) serve(beside(own_path(), "focuserlinkd.exe"));
    if ((all.size() == 1 || user) && asked(0, "/RegServer")) return register_all(scope);
    if ((all.size() == 1 || user) && asked(0, "/UnregServer")) return unregister_all(scope);
    if (all.size() == 1 && asked(0, "/-version")) {
        say("focuserlink-ascom " FOCUSERLINK_VERSION "\n");
        return 0;
    }
    say(kUsage);
    return 2;
}
