// What clients write in queries and forms, value by value.
#include "alpaca/parameters.h"

#include <gtest/gtest.h>
#include <limits>

#include "alpaca/json_text.h"

namespace focus {
namespace {

TEST(Parameters, AreFoundByNameInAnyPlace) {
    constexpr auto kExact = NameCase::exact;
    EXPECT_EQ(find_parameter("a=1&b=2&a=3", "a", kExact), "1");
    EXPECT_EQ(find_parameter("a=1&b=2", "b", kExact), "2");
    EXPECT_EQ(find_parameter("a=1&b=2", "B", kExact), std::nullopt);
    EXPECT_EQ(find_parameter("a=1&b=2", "B", NameCase::any), "2");
    EXPECT_EQ(find_parameter("&&a&b=&=x", "a", kExact), "");
    EXPECT_EQ(find_parameter("&&a&b=&=x", "b", kExact), "");
    EXPECT_EQ(find_parameter("b=x=y", "b", kExact), "x=y");
    EXPECT_EQ(find_parameter("ab=1", "a", kExact), std::nullopt);
    EXPECT_EQ(find_parameter("", "a", kExact), std::nullopt);
    EXPECT_EQ(find_parameter("Comm%61nd=S%3a20+x%2B", "Command", kExact), "S:20 x+");
}

TEST(Parameters, QuestionMarksBeforeANameInAnAddressArePassedOver) {
    EXPECT_EQ(find_parameter("?ClientID=7&??SensorName=x", "clientid", NameCase::any), "7");
    EXPECT_EQ(find_parameter("?ClientID=7&??SensorName=x", "SensorName", NameCase::any), "x");
    EXPECT_EQ(find_parameter("?Position=7", "Position", NameCase::exact), std::nullopt) << "a form has none";
}

TEST(Parameters, PercentNeedsTwoHexadecimalDigits) {
    for (const char* good : {"", "a", "%41", "a%2fb%2Fc", "%00"}) EXPECT_TRUE(well_formed(good)) << good;
    for (const char* bad : {"%", "%4", "a%", "%4g", "%g4", "%%41", "%-1"}) EXPECT_FALSE(well_formed(bad)) << bad;
}

TEST(Parameters, EncodedTextComesBackAsItWas) {
    EXPECT_EQ(encode_form_text("S:20"), "S%3A20");
    std::string every;
    for (int byte = 0; byte < 256; ++byte) every += static_cast<char>(byte);
    EXPECT_EQ(decode_form_text(encode_form_text(every)), every);
    EXPECT_EQ(encode_form_text(every).find_first_of("&=+ ;"), std::string::npos);
}

TEST(Parameters, IdsAreUnsigned32) {
    EXPECT_EQ(parse_id("0"), 0U);
    EXPECT_EQ(parse_id("4294967295"), 4294967295U);
    for (const char* bad :
         {"", " ", "-1", "+1", "4294967296", "99999999999999999999", "abc", "1a", "1.0", " 1", "1 "}) {
        EXPECT_EQ(parse_id(bad), std::nullopt) << bad;
    }
}

TEST(Parameters, IntegersAreSigned32) {
    EXPECT_EQ(parse_int("0"), 0);
    EXPECT_EQ(parse_int("+12"), 12);
    EXPECT_EQ(parse_int("-2147483648"), std::numeric_limits<std::int32_t>::min());
    EXPECT_EQ(parse_int("2147483647"), std::numeric_limits<std::int32_t>::max());
    for (const char* bad :
         {"", "+", "-", "+-1", "--1", "12.5", "1,000", "0x10", "1e3", "2147483648", " 1", "1 ", "one"}) {
        EXPECT_EQ(parse_int(bad), std::nullopt) << bad;
    }
}

TEST(Parameters, BooleansAreWords) {
    for (const char* yes : {"true", "True", "TRUE", "tRuE"}) EXPECT_EQ(parse_bool(yes), true) << yes;
    for (const char* no : {"false", "False", "FALSE"}) EXPECT_EQ(parse_bool(no), false) << no;
    for (const char* bad : {"", "1", "0", "123456", "yes", "true ", "tru"}) EXPECT_EQ(parse_bool(bad), std::nullopt);
}

TEST(Parameters, DoublesAreFiniteWithAPeriod) {
    EXPECT_EQ(parse_double("0.0"), 0.0);
    EXPECT_EQ(parse_double("-12.5"), -12.5);
    EXPECT_EQ(parse_double("+1e3"), 1000.0);
    for (const char* bad : {"", "0,5", "NaN", "nan", "inf", "-Infinity", "1e999", "0x1p3", "1.5 ", "+-1", "."}) {
        EXPECT_EQ(parse_double(bad), std::nullopt) << bad;
    }
}

TEST(JsonText, IsStrict) {
    EXPECT_EQ(to_json(-2147483647 - 1), "-2147483648");
    EXPECT_EQ(to_json(5.0), "5.0");
    EXPECT_EQ(to_json(12.34), "12.34");
    EXPECT_EQ(to_json(-0.01), "-0.01");
    EXPECT_EQ(to_json(1e-7), "0.0000001");
    EXPECT_EQ(to_json(true), "true");
    EXPECT_EQ(to_json(std::string_view("a\"b\\c\n\x01")), "\"a\\\"b\\\\c\\u000a\\u0001\"");
    EXPECT_EQ(to_json(std::string_view("5 \xC2\xB5m \xE2\x82\xAC \xF0\x9F\x94\xAD")),
              "\"5 \xC2\xB5m \xE2\x82\xAC \xF0\x9F\x94\xAD\"");
    EXPECT_EQ(to_json(std::string_view("\xFFq\xC2")), "\"\\ufffdq\\ufffd\"");
    EXPECT_EQ(to_json(std::string_view("\xED\xA0\x80")), "\"\\ufffd\\ufffd\\ufffd\"");  // half a surrogate pair
    EXPECT_EQ(to_json(std::string_view("\xC0\xAF")), "\"\\ufffd\\ufffd\"");             // an overlong slash
}

}  // namespace
}  // namespace focus
