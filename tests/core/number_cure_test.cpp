// What is said of numbers with commas and marks of thousands.
#include "core/number_cure.h"

#include <gtest/gtest.h>

namespace focus {
namespace {

TEST(NumberCure, TakesMarksOfThousandsOff) {
    for (const char* typed : {"12,000", "12.000", "12 000"}) EXPECT_EQ(number_cure(typed, false), "12000") << typed;
    EXPECT_EQ(number_cure("-1.234.567", false), "-1234567");
    EXPECT_EQ(number_cure("1.234.567", true), "1234567");
    EXPECT_EQ(number_cure("1.234,5", true), "1234.5");
}

TEST(NumberCure, WritesADecimalCommaAsAPoint) {
    EXPECT_EQ(number_cure("35,5", true), "35.5");
    EXPECT_EQ(number_cure("-,25", true), "-.25");
    EXPECT_EQ(number_cure("0,125", true), "0.125") << "no thousands begin with a zero";
}

TEST(NumberCure, IsSilentWhereItWouldGuess) {
    for (const char* typed : {"1,234", "12.000", "", "abc", "1,2,3", "12.0.00", "35"}) {
        EXPECT_EQ(number_cure(typed, true), "") << typed;
    }
    EXPECT_EQ(number_cure("35,5", false), "") << "whole numbers only";
    EXPECT_EQ(number_cure("1.234,5", false), "");
    EXPECT_EQ(number_cure("0.125", false), "");
    EXPECT_EQ(number_cure(std::string(1000, '1'), true), "");
}

}  // namespace
}  // namespace focus
