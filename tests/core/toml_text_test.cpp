#include "core/files/toml_text.h"

#include <gtest/gtest.h>

namespace focus {
namespace {

toml::table table_of(const std::string& text) {
    TomlText read = parse_toml(text, "f");
    EXPECT_EQ(read.mistake, "") << text;
    return std::move(read.table);
}

std::string with_five(const std::string& text) {
    toml::table wanted = table_of(text);
    wanted.insert_or_assign("five", 5);
    std::string edited = toml_with(text, wanted);
    EXPECT_EQ(table_of(edited), wanted) << edited;
    return edited;
}

TEST(TomlText, AMistakeNamesFileAndLine) {
    EXPECT_EQ(parse_toml("a = 1\nb = = 2", "f.toml").mistake.find("f.toml:2: not TOML: "), 0U);
}

TEST(TomlText, AValueIsReplacedWhereItStands) {
    EXPECT_EQ(with_five("# Дом\n  five =  'ä' # five\n\n[s] # a section\nx = 1\n"),
              "# Дом\n  five =  5 # five\n\n[s] # a section\nx = 1\n");
    EXPECT_EQ(with_five("five = [ 1,\n 2, # two\n]\nsix = 6"), "five = 5\nsix = 6\n");
    EXPECT_EQ(with_five("five = {a = 1}\n"), "five = 5\n");
    EXPECT_EQ(with_five("\xEF\xBB\xBF"
                        "five = 'ä' # x\nsix = 6\n"),
              "\xEF\xBB\xBF"
              "five = 5 # x\nsix = 6\n");
    EXPECT_EQ(with_five("\xEF\xBB\xBF[s] # a section"),
              "\xEF\xBB\xBF"
              "five = 5\n[s] # a section\n");
}

TEST(TomlText, WhatIsMissingIsAddedBehindItsSectionsLastValue) {
    EXPECT_EQ(with_five(""), "five = 5\n");
    EXPECT_EQ(with_five("# mine"), "# mine\nfive = 5\n");
    EXPECT_EQ(with_five("# mine\n\nsix = 6 # six\n\n[s]\nx = 1\n"),
              "# mine\n\nsix = 6 # six\nfive = 5\n\n[s]\nx = 1\n");
    EXPECT_EQ(with_five("# mine\n\n[s]\nx = 1\n"), "five = 5\n# mine\n\n[s]\nx = 1\n");
    const std::string text = "[[s]] # first\n\n[[s]]\nx = 1 # one\n# end\n";
    toml::table wanted = table_of(text);
    for (auto&& section : *wanted["s"].as_array()) section.as_table()->insert_or_assign("y z", "\"\\\n");
    EXPECT_EQ(toml_with(text, wanted),
              "[[s]] # first\n\"y z\" = \"\\\"\\\\\\n\"\n\n[[s]]\nx = 1 # one\n\"y z\" = \"\\\"\\\\\\n\"\n# end\n");
}

TEST(TomlText, NewSectionsComeLast) {
    toml::table section;
    section.insert_or_assign("x", true);
    for (const auto& [text, edited] : {std::pair{"", "[[s]]\nx = true\n"},
                                       {"# mine\na = 1", "# mine\na = 1\n\n[[s]]\nx = true\n"},
                                       {"[[s]]\n# mine", "[[s]]\n# mine\n\n[[s]]\nx = true\n"}}) {
        toml::table wanted = table_of(text);
        if (wanted.get("s") == nullptr) wanted.insert_or_assign("s", toml::array{});
        wanted.get("s")->as_array()->push_back(section);
        EXPECT_EQ(toml_with(text, wanted), edited);
    }
}

TEST(TomlText, NothingToChangeChangesNothing) {
    for (const std::string text : {"", "a = 'x' # 1\n", "a = nan\nb = 0x10\nc.d = 1\n", "a = [{b = 1}] # 2\n", "a = 1",
                                   "a = '''\nx'''\n", "[a.b]\nc = 1979-05-27T07:32:00Z\n[[a.d]]\n"}) {
        EXPECT_EQ(toml_with(text, table_of(text)), text);
    }
}

TEST(TomlText, WhatCannotBeEditedIsWrittenAnew) {
    for (const std::string text : {"a.b = 1 # dotted\n", "gone = 1 # one\n", "a = [1, 2]"}) {
        toml::table wanted = table_of(text);
        wanted.erase("gone");
        wanted.insert_or_assign("a", toml::table{{"b", toml::table{{"c", 2}}}});
        EXPECT_EQ(table_of(toml_with(text, wanted)), wanted) << text;
    }
}

}  // namespace
}  // namespace focus
