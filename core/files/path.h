// Texts are UTF-8 in every room, names of files too. Windows knows files by UTF-16: never make a path from a text, or a
// text from a path, without these.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>

namespace focus {

inline std::filesystem::path to_path(std::string_view utf8) {
    return std::filesystem::path(std::u8string(utf8.begin(), utf8.end()));
}

inline std::string to_text(const std::filesystem::path& path) {
    const std::u8string text = path.u8string();
    return {text.begin(), text.end()};
}

}  // namespace focus
