#include <cstdlib>
#include <string_view>
#include <sys/ioctl.h>
#include <unistd.h>

#include "cli/text/terminal.h"

namespace focus::cli {

bool can_answer() { return ::isatty(STDIN_FILENO) == 1; }

bool can_redraw() {
    const char* kind = std::getenv("TERM");
    return ::isatty(STDOUT_FILENO) == 1 && kind != nullptr && std::string_view(kind) != "dumb";
}

unsigned columns() {
    winsize size{};
    const bool known = ::ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col != 0;
    return known ? size.ws_col : 80;
}

bool shows_utf8() {
    for (const char* variable : {"LC_ALL", "LC_CTYPE", "LANG"}) {
        const char* set = std::getenv(variable);
        if (set == nullptr || *set == '\0') continue;
        const std::string_view value(set);
        return value.find("UTF-8") != value.npos || value.find("utf8") != value.npos ||
               value.find("utf-8") != value.npos;
    }
    return false;
}

}  // namespace focus::cli
