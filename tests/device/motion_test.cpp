// StepperMotion by itself: every step of every motion is held against the ramp, the phases and the travel.
#include <algorithm>
#include <cmath>
#include <gtest/gtest.h>
#include <random>

#include "device/motion/stepper_motion.h"
#include "tests/support/step_trace.h"

namespace focus::testing {
namespace {

constexpr uint64_t kMs = 2000;

/// A motion with its timer.
struct Motor {
    StepperMotion motion;
    StepTrace trace{0};
    uint64_t tick = 0;
    uint64_t due = 0;

    explicit Motor(int32_t speed = 2000, int32_t at = 0) : trace(at) {
        motion.place(Position(at), 0);
        motion.set_cruise(Cruise(speed));
        trace.see(motion.phase(), 0);
    }
    void go(int32_t target) {
        motion.set_target(Position(target));
        const uint32_t ticks = motion.start();
        if (ticks != 0) due = tick + ticks;
    }
    /// One step, if one is due before `until`.
    bool step(uint64_t until = UINT64_MAX) {
        if (!motion.moving() || due > until) return false;
        tick = due;
        trace.see(motion.next_phase(), tick);
        due += motion.advance();
        return true;
    }
    void run_to(uint64_t until) {
        while (step(until)) {
        }
        tick = std::max(tick, until);
    }
    void rest() {
        while (step()) {
        }
    }
    void expect_sound() const {
        EXPECT_EQ(trace.error(), "");
        EXPECT_EQ(trace.rotor(), motion.position().steps);
        EXPECT_EQ(motion.next_phase(), motion.phase());
    }
};

TEST(RampTable, FollowsTheLaw) {
    EXPECT_EQ(ramp_ticks(0), 8000);
    EXPECT_LE(ramp_ticks(kTopLevel), 1000);
    EXPECT_GE(ramp_ticks(kTopLevel), 998);
    for (uint16_t level = 0; level <= kTopLevel; ++level) {
        const double law = 2e6 / std::sqrt(250.0 * 250.0 + 8000.0 * level);
        EXPECT_GE(ramp_ticks(level), law - 1.01);
        EXPECT_LE(ramp_ticks(level), law * 1.01 + 1);
        if (level > 0) {
            EXPECT_LT(ramp_ticks(level), ramp_ticks(static_cast<uint16_t>(level - 1)) + 1);
        }
    }
}

TEST(StepperMotion, GoesWhereItIsSent) {
    Motor motor;
    for (const int32_t target : {1, 0, 2, 100, 99, 28800, 27000, 0, 5, 1000000}) {
        motor.go(target);
        motor.rest();
        EXPECT_EQ(motor.motion.position(), Position(target));
    }
    motor.expect_sound();
    EXPECT_EQ(motor.trace.steps(), 1U + 1 + 2 + 98 + 1 + 28701 + 1800 + 27000 + 5 + 999995);
}

TEST(StepperMotion, CruisesAtExactlyTheSpeedAskedFor) {
    for (const int32_t speed : {10, 100, 249, 250, 251, 500, 999, 1000, 1333, 2000}) {
        Motor motor(speed);
        motor.go(3000);
        while (motor.motion.position() < Position(1500)) motor.step();
        EXPECT_EQ(motor.trace.last_interval(), 2000000U / static_cast<unsigned>(speed));
        motor.rest();
        motor.expect_sound();
    }
}

TEST(StepperMotion, FiveTurnsTakeLessThanAMinuteAtTheDefaultSpeed) {
    Motor motor(500);
    motor.go(28800);
    motor.rest();
    EXPECT_LT(motor.tick, 60000 * kMs);
}

TEST(StepperMotion, HaltRestsWithin20msAtEverySpeed) {
    for (int32_t speed = 10; speed <= 2000; speed += 10) {
        for (const uint64_t after : {0UL, 3UL, 50UL, 333UL, 1000UL}) {
            Motor motor(speed);
            motor.go(20000);
            motor.run_to(after * kMs);
            motor.motion.halt();
            const Position announced = motor.motion.target();
            const uint64_t at = motor.tick;
            motor.rest();
            EXPECT_LE(motor.trace.last_step(), at + 20 * kMs) << speed << " steps/s, halted after " << after << " ms";
            EXPECT_EQ(motor.motion.position(), announced);
            motor.expect_sound();
        }
    }
}

TEST(StepperMotion, FollowsANewTargetWithoutStoppingWhenThereIsRoom) {
    Motor motor(1000);
    motor.go(5000);
    motor.run_to(1000 * kMs);
    motor.go(9000);
    motor.run_to(1500 * kMs);
    motor.go(3000);
    motor.rest();
    EXPECT_EQ(motor.motion.position(), Position(3000));
    EXPECT_EQ(motor.trace.turns(), 1U);
    // 3000 steps at 1000/s, and the two ramps.
    EXPECT_LT(motor.tick, 3300 * kMs);
    motor.expect_sound();
}

TEST(StepperMotion, BrakesAndTurnsWhenTheNewTargetIsBehind) {
    Motor motor;
    motor.go(5000);
    motor.run_to(1000 * kMs);
    const int32_t seen = motor.motion.position().steps;
    motor.go(100);
    motor.rest();
    EXPECT_EQ(motor.motion.position(), Position(100));
    EXPECT_EQ(motor.trace.turns(), 2U);
    EXPECT_GT(seen, 1000);
    motor.expect_sound();
}

TEST(StepperMotion, ReversedTurnsTheOtherWayAndCountsTheSame) {
    Motor motor;
    motor.motion.set_reversed(true);
    motor.trace.reversed(true);
    motor.go(777);
    motor.rest();
    motor.expect_sound();
    motor.motion.set_reversed(false);
    motor.trace.reversed(false);
    motor.go(0);
    motor.rest();
    motor.expect_sound();
}

TEST(StepperMotion, HaltBeforeTheFirstStepIsNoStep) {
    Motor motor(10);
    motor.go(100);
    motor.motion.halt();
    EXPECT_FALSE(motor.motion.moving());
    EXPECT_EQ(motor.motion.advance(), 0U);  // the interrupt that was pending
    EXPECT_EQ(motor.motion.position(), Position(0));
}

TEST(StepperMotion, NothingToDoDoesNotStart) {
    StepperMotion motion;
    EXPECT_EQ(motion.start(), 0U);
    EXPECT_EQ(motion.advance(), 0U);
}

TEST(StepperMotion, WorksAtTheEndsOfItsRange) {
    for (const int32_t at : {1000000000, -1000000000}) {
        Motor motor(2000, at);
        motor.go(at > 0 ? at - 1500 : at + 1500);
        motor.rest();
        motor.expect_sound();
        motor.go(-at);
        for (int i = 0; i < 2000; ++i) motor.step();
        motor.motion.halt();
        motor.rest();
        motor.expect_sound();
    }
}

// Whatever is asked at whatever time, the motor stays within what it was sent to and ends where it was sent last.
TEST(StepperMotion, KeepsItsPromisesUnderRandomOrders) {
    for (unsigned seed = 0; seed < 300; ++seed) {
        std::mt19937 random(seed);
        const auto pick = [&random](int32_t low, int32_t high) {
            return std::uniform_int_distribution<int32_t>(low, high)(random);
        };
        const int32_t travel = pick(1, 4000);
        Motor motor(pick(10, 2000), pick(0, travel));
        motor.trace.limit(0, travel);
        int32_t wanted = motor.motion.position().steps;
        for (int order = 0; order < 60; ++order) {
            switch (pick(0, 5)) {
                case 0:
                    motor.motion.halt();
                    wanted = motor.motion.target().steps;
                    break;
                case 1: motor.motion.set_cruise(Cruise(pick(10, 2000))); break;
                default: wanted = pick(0, travel); motor.go(wanted);
            }
            for (int steps = pick(0, 400); steps > 0 && motor.step(); --steps) {
            }
        }
        motor.rest();
        EXPECT_EQ(motor.motion.position().steps, wanted) << "seed " << seed;
        EXPECT_EQ(motor.trace.error(), "") << "seed " << seed;
        motor.expect_sound();
    }
}

}  // namespace
}  // namespace focus::testing
