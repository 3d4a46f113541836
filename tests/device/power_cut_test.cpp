// The power goes at every byte of every save, with every outcome for the byte under way. The device must come up with
// the right position, or say by how much it may be wrong and be right about that.
#include <functional>
#include <gtest/gtest.h>
#include <random>

#include "tests/support/test_board.h"

namespace focus::testing {
namespace {

using Outcome = std::function<uint8_t(uint8_t, uint8_t)>;

const std::vector<Outcome>& outcomes() {
    static std::mt19937 random(7);
    static const std::vector<Outcome> all = {
        [](uint8_t before, uint8_t) { return before; },
        [](uint8_t, uint8_t) { return uint8_t{0xFF}; },
        [](uint8_t, uint8_t after) { return after; },
        [](uint8_t before, uint8_t) { return static_cast<uint8_t>(before | random()); },
        [](uint8_t, uint8_t after) { return static_cast<uint8_t>(after | random()); },
        [](uint8_t, uint8_t) { return static_cast<uint8_t>(random()); },
    };
    return all;
}

/// What a user does in the tests; the number is the rotor's place when the device calls it 0.
struct Night {
    Remains remains;
    int32_t zero = 0;

    Night() {
        TestFocuser focuser(remains);
        focuser.quiet();
        focuser.ask("R:0:300");
        focuser.quiet();
        focuser.run(4000);
    }
};

/// Powers up again and compares what the device says with where the rotor is.
void expect_truth(Remains& remains, int32_t zero, const std::string& what) {
    TestFocuser again(remains);
    const int32_t wrong = std::abs(again.position() + zero - remains.trace.rotor());
    EXPECT_LE(wrong, again.device.bound().count) << what;
    // It keeps saying so after a move and another power-up, until somebody confirms.
    const int32_t bound = again.device.bound().count;
    again.ask("R:0:200");
    again.quiet();
    EXPECT_EQ(again.device.bound().count, bound) << what;
    again.board.dead = true;
    TestFocuser third(remains);
    EXPECT_LE(std::abs(third.position() + zero - remains.trace.rotor()), third.device.bound().count) << what;
    EXPECT_LE(third.device.bound().count, bound + 1) << what;
    if (bound != 0) {
        EXPECT_EQ(third.ask("X"), "X");
        third.quiet();
        EXPECT_EQ(TestFocuser(remains).device.bound().count, 0) << what;
    }
    EXPECT_EQ(remains.trace.error(), "") << what;
}

/// Cuts `act` at each of its programmed bytes with each outcome. Returns the number of cuts.
int cut_everywhere(const std::function<void(TestFocuser&)>& act, bool exact_when_idle) {
    int cuts = 0;
    for (size_t outcome = 0; outcome < outcomes().size(); ++outcome) {
        for (uint64_t byte = 0;; ++byte) {
            Night night;
            TestFocuser focuser(night.remains);
            focuser.quiet();
            focuser.board.cut_at = focuser.board.bytes_programmed + byte;
            focuser.board.torn = outcomes()[outcome];
            act(focuser);
            if (!focuser.board.dead) break;
            ++cuts;
            const bool idle = !focuser.device.moving();
            const std::string what = "outcome " + std::to_string(outcome) + ", byte " + std::to_string(byte);
            if (idle && exact_when_idle) {
                TestFocuser again(night.remains);
                // A motion that has just ended may still be vouched for by the record it began with.
                if (again.device.certain()) {
                    EXPECT_EQ(again.position(), night.remains.trace.rotor()) << what;
                }
                again.board.dead = true;
            }
            expect_truth(night.remains, 0, what);
        }
    }
    return cuts;
}

TEST(PowerCut, AMoveAtEveryByte) {
    const int cuts = cut_everywhere(
        [](TestFocuser& focuser) {
            focuser.ask("R:0:900");
            focuser.quiet();
        },
        true);
    EXPECT_GT(cuts, 60);
}

TEST(PowerCut, RetargetsAndAHaltAtEveryByte) {
    const int cuts = cut_everywhere(
        [](TestFocuser& focuser) {
            focuser.ask("R:0:900");
            focuser.run(500);
            focuser.ask("R:0:1500");
            focuser.run(300);
            focuser.ask("R:0:10");
            focuser.run(300);
            focuser.ask("H");
            focuser.quiet();
        },
        true);
    EXPECT_GT(cuts, 100);
}

TEST(PowerCut, SettingsAreTheOldOrTheNew) {
    const std::string before = "u:400:3:500:0:28800:0:500:0:30:10:0";
    const std::string after = "u:1000:2:1999:0:100000:1:437:-2550:60:42:0";
    for (const Outcome& outcome : outcomes()) {
        for (uint64_t byte = 0;; ++byte) {
            Night night;
            TestFocuser focuser(night.remains);
            focuser.run(4000);
            focuser.board.cut_at = focuser.board.bytes_programmed + byte;
            focuser.board.torn = outcome;
            EXPECT_EQ(focuser.ask("U" + after.substr(1) + ":"), "U");
            focuser.run(500);
            TestFocuser again(night.remains);
            const std::string found = again.ask("u");
            if (!focuser.board.dead) {
                EXPECT_EQ(found, after);
                break;
            }
            EXPECT_TRUE(found == before || found == after) << found << " at byte " << byte;
            EXPECT_EQ(again.position(), 300);
            EXPECT_TRUE(again.device.certain());
        }
    }
}

// A sync gives every place another name; a cut during its save leaves one name or the other, never a mixture.
TEST(PowerCut, ASyncAtEveryByte) {
    for (const Outcome& outcome : outcomes()) {
        for (uint64_t byte = 0;; ++byte) {
            Night night;
            TestFocuser focuser(night.remains);
            focuser.run(4000);
            focuser.board.cut_at = focuser.board.bytes_programmed + byte;
            focuser.board.torn = outcome;
            EXPECT_EQ(focuser.ask("P:5000"), "P");
            EXPECT_EQ(focuser.ask("R:0:4000"), "R");
            focuser.quiet();
            if (!focuser.board.dead) break;
            TestFocuser again(night.remains);
            const int32_t rotor = night.remains.trace.rotor();
            const int32_t bound = again.device.bound().count;
            const int32_t old_name = std::abs(again.position() - rotor);
            const int32_t new_name = std::abs(again.position() - rotor - 4700);
            // The motor does not turn before the new name is safe.
            if (rotor == 300) {
                EXPECT_TRUE(old_name <= bound || new_name <= bound) << "byte " << byte;
            } else {
                EXPECT_LE(new_name, bound) << "byte " << byte;
            }
            EXPECT_EQ(night.remains.trace.error(), "");
        }
    }
}

TEST(PowerCut, AtAnyMillisecondOfRandomNights) {
    int uncertain = 0;
    for (unsigned seed = 0; seed < 150; ++seed) {
        std::mt19937 random(seed);
        const auto pick = [&random](int32_t low, int32_t high) {
            return std::uniform_int_distribution<int32_t>(low, high)(random);
        };
        Remains remains;
        for (int life = 0; life < 12; ++life) {
            TestFocuser focuser(remains);
            const int32_t bound = focuser.device.bound().count;
            ASSERT_LE(std::abs(focuser.position() - remains.trace.rotor()), bound)
                << "seed " << seed << ", life " << life;
            uncertain += bound != 0 ? 1 : 0;
            focuser.run(2);
            if (bound != 0 && remains.trace.rotor() >= 0 && pick(0, 1) == 0) {
                // Somebody looks: the position is what it is.
                focuser.ask("P:" + std::to_string(remains.trace.rotor()));
                focuser.quiet();
            }
            for (int order = pick(0, 6); order > 0; --order) {
                switch (pick(0, 4)) {
                    case 0: focuser.ask("H"); break;
                    case 1: focuser.ask(pick(0, 1) == 0 ? "F:0" : "F:1"); break;
                    default: focuser.ask("R:0:" + std::to_string(pick(0, 1000)));
                }
                focuser.run(static_cast<uint64_t>(pick(0, 700)));
            }
            focuser.board.cut_at = focuser.board.bytes_programmed + static_cast<uint64_t>(pick(0, 40));
            focuser.board.torn = outcomes()[static_cast<size_t>(pick(0, 5))];
            focuser.run(static_cast<uint64_t>(pick(0, 3000)));
        }
        ASSERT_EQ(remains.trace.error(), "") << "seed " << seed;
    }
    EXPECT_GT(uncertain, 100);
}

TEST(PowerCut, IdleIsExactHoweverOften) {
    Night night;
    for (int i = 0; i < 200; ++i) {
        TestFocuser focuser(night.remains);
        EXPECT_TRUE(focuser.device.certain());
        EXPECT_EQ(focuser.position(), night.remains.trace.rotor());
        focuser.ask("R:0:" + std::to_string(i * 37 % 500));
        focuser.quiet();
    }
    EXPECT_EQ(night.remains.trace.error(), "");
}

TEST(PowerCut, AnEepromFullOfRubbishIsNotBelieved) {
    for (unsigned seed = 0; seed < 20; ++seed) {
        std::mt19937 random(seed);
        Remains remains;
        for (uint8_t& cell : remains.cells) cell = static_cast<uint8_t>(random());
        TestFocuser focuser(remains);
        EXPECT_EQ(focuser.ask("u"), "u:400:3:500:0:28800:0:500:0:30:10:0");
        EXPECT_FALSE(focuser.device.certain());
        EXPECT_EQ(focuser.position(), 14400);
        EXPECT_EQ(focuser.device.bound(), Steps(14400));
        EXPECT_EQ(focuser.ask("P:100"), "P");
        focuser.quiet();
        EXPECT_TRUE(TestFocuser(remains).device.certain());
        EXPECT_EQ(TestFocuser(remains).position(), 100);
    }
}

TEST(PowerCut, AgainAndAgainInMidMoveNeverMakesMoreDoubtThanThereIsTravel) {
    Remains remains;
    {
        TestFocuser focuser(remains);
        EXPECT_EQ(focuser.ask("U:400:3:2000:0:1000000:0:500:0:30:10:0:"), "U");
        focuser.quiet();
    }
    for (int cut = 0; cut < 40; ++cut) {
        TestFocuser focuser(remains);
        EXPECT_GE(focuser.position(), 0) << cut;
        EXPECT_LE(focuser.position(), 1000000) << cut;
        EXPECT_LE(focuser.device.bound().count, 1000000) << cut;
        const std::string answer = focuser.ask("x");
        wire::ExtendedStatus status;
        EXPECT_TRUE(wire::parse_extended({answer.data(), static_cast<unsigned>(answer.size())}, status)) << answer;
        focuser.ask(cut % 2 == 0 ? "R:0:1000000" : "R:0:0");
        focuser.run(3000);
        focuser.board.dead = true;
    }
}

TEST(PowerCut, ZeroedEepromIsNotARecord) {
    Remains remains;
    remains.cells.fill(0);
    EXPECT_FALSE(TestFocuser(remains).device.certain());
}

// 200 moves a night for 20 years, each with automatic compensation switched off and on around it.
TEST(Wear, OutlivesTwentyYears) {
    Night night;
    TestFocuser focuser(night.remains);
    focuser.run(4000);
    night.remains.wear.fill(0);
    const int moves = 2000;
    for (int i = 0; i < moves; ++i) {
        focuser.ask("U:400:3:500:0:28800:0:500:0:30:10:0:");
        focuser.ask("R:0:" + std::to_string(i % 2 == 0 ? 320 : 300));
        focuser.quiet();
        focuser.ask("U:400:3:500:0:28800:0:500:0:30:10:1:");
        focuser.run(100);
    }
    uint32_t worst = 0;
    for (const uint32_t wear : night.remains.wear) worst = std::max(worst, wear);
    const double life = 200.0 * 365.25 * 20 / moves * worst;
    EXPECT_LT(life, 100000) << "erase cycles of the most worn cell";
    RecordProperty("cycles_of_the_most_worn_cell_in_20_years", static_cast<int>(life));
}

TEST(Wear, WhatChangesNothingCostsNothing) {
    Night night;
    TestFocuser focuser(night.remains);
    focuser.run(4000);
    const uint64_t saves = focuser.board.saves;
    focuser.ask("U:400:3:500:0:28800:0:500:0:30:10:0:");
    focuser.ask("R:0:300");
    focuser.ask("F:1");
    focuser.ask("A:1");
    focuser.ask("X");
    focuser.ask("H");
    focuser.ask("P:300");
    focuser.run(1000);
    EXPECT_EQ(focuser.board.saves, saves);
}

}  // namespace
}  // namespace focus::testing
