// `--version`, which libindi's own `main` does not know.
#include <cstdio>
#include <cstdlib>
#include <cstring>

namespace {

// The C library hands the arguments to constructors too.
[[gnu::constructor]] void say_version(int argc, char** argv) {
    if (argc != 2 || std::strcmp(argv[1], "--version") != 0) return;
    std::puts("indi_focuserlink " FOCUSERLINK_VERSION);
    std::exit(0);
}

}  // namespace
