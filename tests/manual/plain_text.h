// Text as the programs' help has it, cut into what a page needs:
//
//     Heading:
//     A paragraph.
//       term   what it means,
//               and more of it
//
// A heading comes after an empty line. A line of two spaces begins an item, whose text begins after two more; eight
// spaces go on with it. What comes before the first heading has none. `Words in these` are to be typed.
#pragma once

#include <string>
#include <vector>

namespace focus::manual {

struct Block {
    std::string term;  ///< empty: a paragraph
    std::string text;
};

struct Section {
    std::string heading;
    std::vector<Block> blocks;
};

std::vector<Section> read_sections(const std::string& text);

}  // namespace focus::manual
