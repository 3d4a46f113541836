// What a client's values become, and what they must not become.
#include "com/value.h"

#include <boost/json.hpp>
#include <clocale>
#include <gtest/gtest.h>
#include <limits>
#include <locale>

#include "tests/com/values.h"

namespace focus::com {
namespace {

Value to(const Value& value, Type type) {
    const auto result = coerce(value, type);
    EXPECT_TRUE(result);
    return result ? *result : Value{};
}

Mismatch why_not(const Value& value, Type type) {
    const auto result = coerce(value, type);
    EXPECT_FALSE(result);
    return result ? Mismatch{} : result.error();
}

TEST(Coercion, WholeNumbersComeFromWhateverSaysOne) {
    for (const Value& given : {whole(3455), Value{3455.0}, Value{3454.6}, text("3455"), text(" 3455 "), text("+3455"),
                               text("3455.0"), text("3.455e3"), Value{std::int16_t{3455}}}) {
        EXPECT_EQ(to(given, Type::int32), whole(3455)) << given.held.index();
    }
    EXPECT_EQ(to(Value{true}, Type::int32), whole(-1));
    EXPECT_EQ(to(text("-7"), Type::int32), whole(-7));
}

TEST(Coercion, HalvesGoToTheEvenNeighbour) {
    EXPECT_EQ(to(Value{2.5}, Type::int32), whole(2));
    EXPECT_EQ(to(Value{3.5}, Type::int32), whole(4));
    EXPECT_EQ(to(Value{-2.5}, Type::int32), whole(-2));
}

TEST(Coercion, WhatDoesNotFitOverflows) {
    EXPECT_EQ(to(Value{2147483647.0}, Type::int32), whole(2147483647));
    EXPECT_EQ(to(Value{-2147483648.0}, Type::int32), whole(std::numeric_limits<std::int32_t>::min()));
    EXPECT_EQ(why_not(Value{2147483648.0}, Type::int32), Mismatch::overflow);
    EXPECT_EQ(why_not(text("1e300"), Type::int32), Mismatch::overflow);
    EXPECT_EQ(why_not(Value{std::numeric_limits<double>::quiet_NaN()}, Type::int32), Mismatch::overflow);
    EXPECT_EQ(why_not(whole(40000), Type::int16), Mismatch::overflow);
    EXPECT_EQ(to(whole(4), Type::int16), Value{std::int16_t{4}});
}

TEST(Coercion, NoNumberIsMadeUp) {
    for (const char* words : {"", " ", "abc", "12a", "1,5", "1 2", "0x10", "inf", "nan", "+-1", "--1", "1e"}) {
        EXPECT_EQ(why_not(text(words), Type::int32), Mismatch::type) << words;
        EXPECT_EQ(why_not(text(words), Type::real), Mismatch::type) << words;
    }
    // A variable that a script never set must not send the focuser to 0.
    EXPECT_EQ(why_not(Value{}, Type::int32), Mismatch::type);
    EXPECT_EQ(why_not(Value{}, Type::boolean), Mismatch::type);
    EXPECT_EQ(why_not(Value{List{}}, Type::int32), Mismatch::type);
}

TEST(Coercion, ThePeriodIsTheDecimalSignWhateverTheUsersLocale) {
    struct Comma : std::numpunct<char> {
        char do_decimal_point() const override { return ','; }
    };
    const std::locale before = std::locale::global(std::locale(std::locale::classic(), new Comma));
    // C's own, where one with a comma is installed.
    for (const char* name : {"de_DE.UTF-8", "fr_FR.UTF-8", "pl_PL.UTF-8"}) std::setlocale(LC_NUMERIC, name);
    EXPECT_EQ(to(text("1.5"), Type::real), Value{1.5});
    EXPECT_EQ(why_not(text("1,5"), Type::real), Mismatch::type);
    EXPECT_EQ(to(Value{1.5}, Type::text), text("1.5"));
    std::locale::global(before);
    std::setlocale(LC_NUMERIC, "C");
}

TEST(Coercion, Booleans) {
    for (const Value& yes : {Value{true}, text("True"), text("TRUE"), text(" true "), text("1"), text("-1"), whole(-1),
                             whole(1), Value{0.5}}) {
        EXPECT_EQ(to(yes, Type::boolean), Value{true});
    }
    for (const Value& no : {Value{false}, text("false"), text("0"), whole(0), Value{0.0}}) {
        EXPECT_EQ(to(no, Type::boolean), Value{false});
    }
    EXPECT_EQ(why_not(text("yes"), Type::boolean), Mismatch::type);
    EXPECT_EQ(why_not(text(""), Type::boolean), Mismatch::type);
}

TEST(Coercion, Texts) {
    EXPECT_EQ(to(text("S:20"), Type::text), text("S:20"));
    EXPECT_EQ(to(whole(-12), Type::text), text("-12"));
    EXPECT_EQ(to(whole(100000), Type::text), text("100000"));
    EXPECT_EQ(to(Value{-12000000.0}, Type::text), text("-12000000"));
    EXPECT_EQ(std::get<std::string>(to(Value{1.7976931348623157e308}, Type::text).held).size(), 309U);
    EXPECT_EQ(std::get<std::string>(to(Value{-4.9406564584124654e-324}, Type::text).held).size(), 327U);
    EXPECT_EQ(to(Value{0.1}, Type::text), text("0.1"));
    EXPECT_EQ(to(Value{true}, Type::text), text("True"));
    EXPECT_EQ(to(Value{}, Type::text), text(""));
    EXPECT_EQ(why_not(Value{List{}}, Type::text), Mismatch::type);
}

TEST(Coercion, OnlyAListIsAList) {
    const Value list{List{text("a"), whole(1)}};
    EXPECT_EQ(to(list, Type::list), list);
    EXPECT_EQ(why_not(text("a"), Type::list), Mismatch::type);
    EXPECT_EQ(why_not(Value{}, Type::list), Mismatch::type);
}

TEST(Dates, CountDaysSince1899) {
    EXPECT_EQ(parse_date("1899-12-30T00:00:00Z"), Date{0});
    EXPECT_EQ(parse_date("1970-01-01T12:00:00Z"), Date{25569.5});
    EXPECT_DOUBLE_EQ(parse_date("2026-11-27T04:10:30.250Z")->days, 46353 + (4 * 3600 + 10 * 60 + 30.25) / 86400);
    for (const char* bad :
         {"", "2026-11-27", "2026-11-27T04:10:00", "2026-11-27 04:10:00Z", "2026-02-30T04:10:00Z",
          "2026-13-01T04:10:00Z", "2026-11-27T24:10:00Z", "2026-11-27T04:60:00Z", "2026-11-27T04:10:61Z",
          "2026-11-27T04:10:-1Z", "2026-11-27T04:10:+1Z", "2026-11-27T04:10:0xZ",
          "2026-11-27T04:10:00.00000000000000000000Z", "-026-11-27T04:10:00Z", "2026-11-27T04:10:00.1.2Z"}) {
        EXPECT_EQ(parse_date(bad), std::nullopt) << bad;
    }
}

TEST(FromJson, KeepsEachKind) {
    const auto parsed = [](const char* json) { return from_json(boost::json::parse(json)); };
    EXPECT_EQ(parsed("null"), Value{});
    EXPECT_EQ(parsed("true"), Value{true});
    EXPECT_EQ(parsed("-5"), whole(-5));
    EXPECT_EQ(parsed("2147483648"), Value{2147483648.0});
    EXPECT_EQ(parsed("18446744073709551615"), Value{18446744073709551615.0});
    EXPECT_EQ(parsed("12.5"), Value{12.5});
    EXPECT_EQ(parsed("2.0"), Value{2.0});
    EXPECT_EQ(parsed("\"H\\u00e4\""), text("Hä"));
    const Value state = parsed(R"([{"Name":"Position","Value":7}])");
    EXPECT_EQ(state, (Value{List{Value{Object{{"Name", text("Position")}, {"Value", whole(7)}}}}}));
}

}  // namespace
}  // namespace focus::com
