// Windows: the known folders, which the user, or the owner of the computer, may have moved elsewhere.
#include <windows.h>
#include <knownfolders.h>
#include <shlobj.h>

#include "core/files/path.h"
#include "core/files/user_folders.h"

namespace focus {
namespace {

std::string ours_in(const KNOWNFOLDERID& known) {
    PWSTR found = nullptr;
    std::filesystem::path folder = "C:\\";  // a user without folders; what is written there then says so
    if (::SHGetKnownFolderPath(known, KF_FLAG_DONT_VERIFY, nullptr, &found) == S_OK) folder = found;
    ::CoTaskMemFree(found);
    return to_text(folder / L"FocuserLink");
}

}  // namespace

std::string settings_folder() { return ours_in(FOLDERID_RoamingAppData); }

std::string documents_folder() { return ours_in(FOLDERID_Documents); }

}  // namespace focus
