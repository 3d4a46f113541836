#include <windows.h>

#include "cli/text/terminal.h"

namespace focus::cli {

bool can_answer() {
    DWORD mode = 0;
    return ::GetConsoleMode(::GetStdHandle(STD_INPUT_HANDLE), &mode) != 0;
}

bool can_redraw() {
    const HANDLE output = ::GetStdHandle(STD_OUTPUT_HANDLE);
    DWORD mode = 0;
    if (::GetConsoleMode(output, &mode) == 0) return false;
    // Windows 10 has to be asked to understand what erases the rest of a line.
    return ::SetConsoleMode(output, mode | ENABLE_VIRTUAL_TERMINAL_PROCESSING) != 0;
}

unsigned columns() {
    CONSOLE_SCREEN_BUFFER_INFO about{};
    if (::GetConsoleScreenBufferInfo(::GetStdHandle(STD_OUTPUT_HANDLE), &about) == 0) return 80;
    const int width = about.srWindow.Right - about.srWindow.Left + 1;
    return width > 0 ? static_cast<unsigned>(width) : 80;
}

// The program switches its console to UTF-8; what reads a pipe or a file may not know it.
bool shows_utf8() { return can_redraw(); }

}  // namespace focus::cli
