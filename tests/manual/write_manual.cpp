// Writes docs/man/ and completion/ below the repository's root, which is the argument: `make manual`.
#include <cstdio>
#include <exception>
#include <fstream>

#include "tests/manual/manual.h"

int main(int argc, char** argv) {
    if (argc != 2) return std::fputs("usage: write_manual ROOT\n", stderr), 2;
    const std::filesystem::path root = argv[1];
    try {
        for (const auto& [path, text] : focus::manual::make_manual(root)) {
            if (!(std::ofstream(root / path) << text).flush())
                throw std::runtime_error("cannot write " + path.string());
        }
    } catch (const std::exception& failure) {
        (void)std::fprintf(stderr, "write_manual: %s\n", failure.what());
        return 1;
    }
}
