#include "tests/manual/plain_text.h"

#include <sstream>
#include <utility>

namespace focus::manual {
namespace {

void append(std::string& text, const std::string& more) { text += (text.empty() ? "" : " ") + more; }

std::string without_indent(const std::string& line) { return line.substr(line.find_first_not_of(' ')); }

Block read_item(const std::string& line) {
    const auto gap = line.find("  ");
    if (gap == std::string::npos) return {line, ""};
    return {line.substr(0, gap), without_indent(line.substr(gap))};
}

}  // namespace

std::vector<Section> read_sections(const std::string& text) {
    std::vector<Section> sections(1);
    bool after_empty = true;
    bool begins = true;  // a paragraph
    std::istringstream lines(text);
    for (std::string line; std::getline(lines, line);) {
        std::vector<Block>& blocks = sections.back().blocks;
        const bool may_be_heading = std::exchange(after_empty, line.empty());
        if (line.empty()) {
            begins = true;
        } else if (line.starts_with("        ")) {
            append(blocks.back().text, without_indent(line));
        } else if (line.starts_with("  ")) {
            blocks.push_back(read_item(without_indent(line)));
            begins = true;
        } else if (line.back() == ':' && may_be_heading) {
            sections.push_back({line.substr(0, line.size() - 1), {}});
        } else {
            if (begins || blocks.empty()) blocks.emplace_back();
            append(blocks.back().text, line);
            begins = false;
        }
    }
    return sections;
}

}  // namespace focus::manual
