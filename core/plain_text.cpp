#include "core/plain_text.h"

#include <algorithm>

namespace focus {
namespace {

bool continues(char c) { return (static_cast<unsigned char>(c) & 0xC0U) == 0x80U; }

/// Bytes of the UTF-8 character at the beginning of `text`; 0 if it is none.
std::size_t character_size(std::string_view text) {
    const auto first = static_cast<unsigned char>(text[0]);
    const std::size_t size = first < 0x80U ? 1 : first >= 0xF0U ? 4 : first >= 0xE0U ? 3 : 2;
    if (first >= 0x80U && (first < 0xC2U || first > 0xF4U)) return 0;
    if (text.size() < size || !std::all_of(text.begin() + 1, text.begin() + static_cast<long>(size), continues)) {
        return 0;
    }
    if (size < 3) return size;
    const auto second = static_cast<unsigned char>(text[1]);
    const bool overlong = (first == 0xE0U && second < 0xA0U) || (first == 0xF0U && second < 0x90U);
    const bool surrogate = first == 0xEDU && second >= 0xA0U;
    const bool too_large = first == 0xF4U && second >= 0x90U;
    return overlong || surrogate || too_large ? 0 : size;
}

/// C0, DEL and C1 command a terminal; U+FFFE and U+FFFF are no characters, and no XML.
bool unfit(std::string_view character) {
    const auto first = static_cast<unsigned char>(character[0]);
    const bool control = first < 0x20U || first == 0x7FU;
    return control || (first == 0xC2U && static_cast<unsigned char>(character[1]) < 0xA0U) ||
           character == "\xEF\xBF\xBE" || character == "\xEF\xBF\xBF";
}

}  // namespace

std::string plain_text(std::string_view text) {
    std::string plain;
    while (!text.empty()) {
        const std::size_t size = character_size(text);
        const std::string_view character = text.substr(0, std::max<std::size_t>(1, size));
        if (size == 0 || unfit(character)) {
            plain += '?';
        } else {
            plain += character;
        }
        text.remove_prefix(character.size());
    }
    return plain;
}

std::size_t columns_of(std::string_view text) {
    return text.size() - static_cast<std::size_t>(std::count_if(text.begin(), text.end(), continues));
}

std::string padded_right(std::string text, std::size_t columns) {
    text.append(columns - std::min(columns, columns_of(text)), ' ');
    return text;
}

std::string padded_left(const std::string& text, std::size_t columns) {
    return std::string(columns - std::min(columns, columns_of(text)), ' ') + text;
}

std::string shortened(const std::string& text, std::size_t columns) {
    if (columns_of(text) <= columns) return text;
    std::size_t end = 0;
    for (std::size_t kept = 0; kept + 3 < columns; ++kept) {
        do {
            ++end;
        } while (end < text.size() && continues(text[end]));
    }
    return text.substr(0, end) + "...";
}

std::vector<std::string> wrapped(std::string_view text, std::size_t columns) {
    std::vector<std::string> lines(1);
    while (!text.empty()) {
        const std::string_view word = text.substr(0, text.find(' '));
        text.remove_prefix(std::min(text.size(), word.size() + 1));
        std::string& line = lines.back();
        if (line.empty()) {
            line = word;
        } else if (columns_of(line) + 1 + columns_of(word) <= columns) {
            line.append(" ").append(word);
        } else {
            lines.emplace_back(word);
        }
    }
    return lines;
}

}  // namespace focus
