#include "core/number_cure.h"

#include <algorithm>
#include <regex>

namespace focus {
namespace {

constexpr std::size_t kLongest = 40;

std::string without(std::string text, std::string_view marks) {
    std::erase_if(text, [marks](char c) { return marks.find(c) != std::string_view::npos; });
    return text;
}

}  // namespace

std::string number_cure(std::string_view typed, bool decimals) {
    if (typed.size() > kLongest) return {};
    const std::string text(typed);
    std::smatch parts;
    // No thousands begin with a zero: 0.125 is a fraction.
    static const std::regex thousands("([+-]?[1-9][0-9]{0,2}(?:[., ][0-9]{3})+)(?:[.,]([0-9]{1,2}))?");
    static const std::regex comma("([+-]?[0-9]*),([0-9]+)");
    if (std::regex_match(text, parts, thousands)) {
        const std::string whole = parts[1];
        const auto marks = std::count_if(whole.begin(), whole.end(), [](char c) { return c == '.' || c == ','; });
        const bool fraction = parts[2].matched;
        if (decimals && marks == 1 && !fraction && whole.find(' ') == std::string::npos) return {};
        if (fraction && !decimals) return {};
        return without(whole, "., ") + (fraction ? "." + parts[2].str() : "");
    }
    if (decimals && std::regex_match(text, parts, comma)) return parts[1].str() + "." + parts[2].str();
    return {};
}

}  // namespace focus
