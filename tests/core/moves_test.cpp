// Ten thousand moves on a simulated device whose clock runs fast: `commanded` has no gap, whatever the poll timing.
#include <random>

#include "core/serial/serial_focuser.h"
#include "simulator/sim_server.h"
#include "tests/core/loop.h"

namespace focus::test {
namespace {

/// A move from its acceptance to its end, as a program sees it through `commanded`, held against the device's truth.
struct Watch {
    SerialFocuser& focuser;
    sim::SimServer& server;
    bool accepted = false;  ///< a move was accepted and the device has not yet arrived at its target
    Position target;
    int gaps = 0;

    void look() {
        if (focuser.state().commanded && focuser.state().target == target) accepted = true;
        if (!accepted) return;
        if (server.device().position() == target && !server.device().moving()) accepted = false;
        if (accepted && !focuser.state().commanded) ++gaps;
    }
};

void try_moves(bool stock) {
    Loop loop;
    sim::SimOptions options;
    options.speed = 300;
    options.stock = stock;
    sim::SimServer server(loop.context.get_executor(), options);
    ASSERT_EQ(server.start(), "");
    const std::chrono::hours long_time(1);  // a busy machine is no lost answer
    SerialFocuser focuser(
        loop.context.get_executor(),
        {.address = "serial:" + server.pty_path(),
         .idle_period = std::chrono::milliseconds(3),
         .moving_period = std::chrono::milliseconds(1),
         .patience = {.answer = long_time, .saving = long_time, .silence = long_time, .boot = long_time}});
    Watch watch{.focuser = focuser, .server = server, .target = Position(0)};
    const auto watching = focuser.on_change([&](const FocuserState&) { watch.look(); });
    focuser.start();
    ASSERT_TRUE(loop.get(focuser.wait_connected(std::chrono::seconds(60))));

    std::mt19937 random(7);  // the same moves every time
    std::uniform_int_distribution<int32_t> position(100, 300);
    std::uniform_int_distribution<int> chance(0, 9);
    int ended = 0;
    for (int i = 0; i < 5000; ++i) {
        const Position target(chance(random) == 0 ? focuser.state().position.steps : position(random));
        watch.target = target;  // a stock device may have arrived before `move_to` has made sure of it
        watch.accepted = false;
        const Result<void> accepted = loop.get(focuser.move_to(target));
        ASSERT_TRUE(accepted) << accepted.error().message();
        watch.accepted = true;
        // Some moves are replaced while they run; the others are waited for.
        const bool replaced = chance(random) == 0;
        ASSERT_TRUE(loop.until([&] {
            watch.look();
            return replaced || !focuser.state().commanded;
        }));
        if (replaced) continue;
        ASSERT_FALSE(watch.accepted) << "move " << i << " showed as ended on its way";
        ASSERT_EQ(focuser.state().position, target) << "move " << i;
        ++ended;
    }
    EXPECT_EQ(watch.gaps, 0);
    EXPECT_GT(ended, 4000);
}

TEST(Moves, CommandedHasNoGapWithAnOpenDevice) { try_moves(false); }
TEST(Moves, CommandedHasNoGapWithAStockDevice) { try_moves(true); }

}  // namespace
}  // namespace focus::test
