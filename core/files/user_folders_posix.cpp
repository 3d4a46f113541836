#include <cstdlib>
#include <pwd.h>
#include <unistd.h>

#include "core/files/user_folders.h"

namespace focus {
namespace {

std::string home() {
    if (const char* set = std::getenv("HOME"); set != nullptr && *set == '/') return set;
    const passwd* entry = ::getpwuid(::getuid());
    return entry != nullptr && entry->pw_dir != nullptr ? entry->pw_dir : "/";
}

std::string folder_from(const char* variable, const char* below_home) {
    const char* set = std::getenv(variable);
    return set != nullptr && *set == '/' ? std::string(set) : home() + below_home;
}

}  // namespace

std::string settings_folder() { return folder_from("XDG_CONFIG_HOME", "/.config") + "/focuserlink"; }

std::string documents_folder() { return folder_from("XDG_DOCUMENTS_DIR", "/Documents") + "/FocuserLink"; }

}  // namespace focus
