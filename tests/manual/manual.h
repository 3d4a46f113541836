// docs/man/ and completion/: the files that are made from what the programs say of themselves.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

namespace focus::manual {

struct Made {
    std::filesystem::path path;  ///< from the repository's root
    std::string text;
};

/// `root`: of the repository, for what is written by hand. From now on this process has another HOME: in the pages it
/// is "~". Throws what is wrong with a file.
std::vector<Made> make_manual(const std::filesystem::path& root);

std::string read_file(const std::filesystem::path& path);

}  // namespace focus::manual
