#include <windows.h>
#include <cstdlib>

#include "core/console_text.h"

namespace focus {
namespace {

UINT code_page_before = 0;  ///< 0: there is no console

}  // namespace

void print_utf8() {
    code_page_before = ::GetConsoleOutputCP();
    if (code_page_before == 0) return;
    ::SetConsoleOutputCP(CP_UTF8);
    (void)std::atexit([] { ::SetConsoleOutputCP(code_page_before); });
}

}  // namespace focus
