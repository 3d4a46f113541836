#include "core/words.h"

#include <gtest/gtest.h>

namespace focus {
namespace {

TEST(Words, SayTheSignOfACoefficient) {
    EXPECT_EQ(coefficient_words(3500), "1 C colder: 35 steps inward");
    EXPECT_EQ(coefficient_words(-1225), "1 C colder: 12.25 steps outward");
    EXPECT_EQ(coefficient_words(100), "1 C colder: 1 step inward");
    EXPECT_EQ(coefficient_words(-50), "1 C colder: 0.50 steps outward");
    EXPECT_EQ(coefficient_words(0), "no compensation");
    EXPECT_EQ(coefficient_sentence(-100), "1 C colder: 1 step outward.");
    EXPECT_EQ(coefficient_sentence(0), "No compensation for temperature.");
}

TEST(Words, CountSteps) {
    EXPECT_EQ(steps_text(1), "1 step");
    EXPECT_EQ(steps_text(-1), "-1 step");
    EXPECT_EQ(steps_text(0), "0 steps");
}

}  // namespace
}  // namespace focus
