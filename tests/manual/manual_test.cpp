#include "tests/manual/manual.h"

#include <algorithm>
#include <cstdlib>
#include <gmock/gmock.h>

#include "tests/manual/plain_text.h"

namespace focus::manual {
namespace {

using testing::HasSubstr;
using testing::Not;

TEST(Manual, IsWhatTheProgramsSay) {
    for (const auto& [path, text] : make_manual(ROOT)) {
        const std::string committed = read_file(std::filesystem::path(ROOT) / path);
        const auto [here, there] = std::ranges::mismatch(committed, text);
        EXPECT_TRUE(committed == text) << path << " is not what the programs say now: make manual. From here on:\n"
                                       << text.substr(static_cast<std::size_t>(there - text.begin()), 200);
    }
}

TEST(Manual, IsTheSameForEveryBuilder) {
    ::setenv("HOME", "/somebody", 1);
    ::setenv("XDG_DOCUMENTS_DIR", "/somebody/papers", 1);
    const auto made = make_manual(ROOT);
    for (const auto& [path, text] : made) {
        EXPECT_THAT(text, Not(HasSubstr("/somebody"))) << path;
        EXPECT_TRUE(std::ranges::all_of(text, [](unsigned char c) { return c < 128; })) << path;
    }
    EXPECT_THAT(made.at(1).text, HasSubstr("\\(ti/.config/focuserlink/hub.toml"));
}

TEST(PlainText, HasHeadingsParagraphsAndItems) {
    const auto sections = read_sections(
        "Before.\n\nFiles:\nThese are kept:\n  a, b    first\n        and second\n  c\n        "
        "third\nAfter\nthem.\n\nMore.\n");
    ASSERT_EQ(sections.size(), 2U);
    EXPECT_EQ(sections[0].blocks.at(0).text, "Before.");
    EXPECT_EQ(sections[1].heading, "Files");
    const std::vector<std::pair<std::string, std::string>> expected{
        {"", "These are kept:"}, {"a, b", "first and second"}, {"c", "third"}, {"", "After them."}, {"", "More."}};
    ASSERT_EQ(sections[1].blocks.size(), expected.size());
    for (std::size_t i = 0; i < expected.size(); ++i) {
        EXPECT_EQ(sections[1].blocks[i].term, expected[i].first);
        EXPECT_EQ(sections[1].blocks[i].text, expected[i].second);
    }
}

}  // namespace
}  // namespace focus::manual
