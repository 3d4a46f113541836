#include "core/compensation/importers/text_decoding.h"

#include <gtest/gtest.h>

namespace focus {
namespace {

using namespace std::string_literals;

std::string decoded(const std::string& bytes) {
    std::string converted;
    return std::string(decode_text(bytes, converted));
}

TEST(TextDecoding, Utf8IsLeftWhereItIs) {
    const std::string text = "12.5 \u2103, \U0001F52D";
    std::string converted;
    EXPECT_EQ(decode_text(text, converted).data(), text.data());
    EXPECT_EQ(decoded("\xEF\xBB\xBF" + text), text);
    EXPECT_EQ(decoded(""), "");
}

TEST(TextDecoding, Utf16WithAndWithoutMark) {
    EXPECT_EQ(decoded("\xFF\xFE"
                      "a\0\xB0\0\x03\x21"s),
              "a\u00B0\u2103");
    EXPECT_EQ(decoded("\xFE\xFF"
                      "\0a\0\xB0\x21\x03"s),
              "a\u00B0\u2103");
    EXPECT_EQ(decoded("\xFF\xFE\x3D\xD8\x2D\xDD"s), "\U0001F52D");
    EXPECT_EQ(decoded("T\0,\0P\0\n\0"s), "T,P\n");
    EXPECT_EQ(decoded("\0T\0,\0P\0\n"s), "T,P\n");
}

TEST(TextDecoding, Utf16ThatIsBrokenLosesOnlyTheBrokenCharacter) {
    EXPECT_EQ(decoded("\xFF\xFE\x3D\xD8"
                      "a\0"s),
              "\uFFFDa");
    EXPECT_EQ(decoded("\xFF\xFE"
                      "a\0\x3D\xD8"s),
              "a\uFFFD");
    EXPECT_EQ(decoded("\xFF\xFE"
                      "a\0b"s),
              "a");
}

TEST(TextDecoding, WhatIsNoUtf8IsWindows) {
    EXPECT_EQ(decoded("Temp (\xB0"
                      "C) \x80 \x99 \x81 \xFC"),
              "Temp (\u00B0C) \u20AC \u2122 \uFFFD \u00FC");
}

TEST(TextDecoding, Utf8IsStrict) {
    for (const char* bad :
         {"\xC0\x80", "\xED\xA0\x80", "\xF4\x90\x80\x80", "\xE2\x84", "\x80", "\xF0\x80\x80\x80", "abcdefghijkl\xFF"}) {
        EXPECT_FALSE(is_utf8(bad)) << bad;
    }
    EXPECT_TRUE(is_utf8("abcdefghijkl\u2103mnopqrstuvw\U0001F52D"));
}

}  // namespace
}  // namespace focus
