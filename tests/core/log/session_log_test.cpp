// SessionLog with its timer: on a real simulated device behind a pty, and on a ScriptedFocuser.
#include "core/log/session_log.h"

#include <algorithm>

#include "core/serial/serial_focuser.h"
#include "simulator/sim_server.h"
#include "tests/core/log/night.h"
#include "tests/core/loop.h"
#include "tests/support/scripted_focuser.h"

namespace focus::test {
namespace {

struct SessionLogTest : testing::Test {
    Folder folder;
    Loop loop;
    std::string problems;

    SessionLogOptions options() {
        SessionLogOptions options;
        options.folder = folder.path.string();
        options.interval = 500ms;
        options.now = [] { return chrono::sys_days(chrono::year(2026) / 11 / 27) + 12h; };
        options.tell = [this](const std::string& words) { problems += words; };
        return options;
    }
    std::vector<LogRow> rows() const {
        return folder.has("2026-11-27.csv") ? folder.rows("2026-11-27.csv") : std::vector<LogRow>();
    }
    std::vector<LogRow> moves() const {
        std::vector<LogRow> moves = rows();
        moves.erase(std::remove_if(moves.begin(), moves.end(), [](const LogRow& row) { return !row.is_move(); }),
                    moves.end());
        return moves;
    }
};

TEST_F(SessionLogTest, SamplesByItselfAndEndsWithItsObject) {
    auto focuser = std::make_shared<ScriptedFocuser>(loop.context.get_executor());
    auto log = std::make_unique<SessionLog>(loop.context.get_executor(), focuser, options());
    EXPECT_EQ(log->path(), "");
    ASSERT_TRUE(loop.until([&] { return rows().size() >= 2; }));
    EXPECT_EQ(log->path(), (folder.path / "2026-11-27.csv").string());
    EXPECT_EQ(rows()[0].sensor->temperature, 12.34);
    focuser->set([](FocuserState& state) { state.position = Position(1005); });
    log.reset();
    ASSERT_FALSE(moves().empty()) << "a move between two samples, and the end right after it";
    EXPECT_EQ(moves()[0].moved_from, 1000);
    focuser->set([](FocuserState& state) { state.position = Position(9); });
    loop.context.restart();
    EXPECT_EQ(loop.context.run_for(60s), 1U) << "the cancelled timer, and nothing more";
}

/// A simulated device, twenty times as fast, and a SerialFocuser on it.
struct SessionLogOnDevice : SessionLogTest {
    std::unique_ptr<sim::SimServer> sim;
    std::shared_ptr<SerialFocuser> focuser;
    std::unique_ptr<SessionLog> log;

    void begin(bool stock = false) {
        sim::SimOptions sim_options;
        sim_options.speed = 20;
        sim_options.stock = stock;
        sim_options.link = (folder.path / "focuser").string();
        sim = std::make_unique<sim::SimServer>(loop.context.get_executor(), sim_options);
        ASSERT_EQ(sim->start(), "");
        SerialOptions serial;
        serial.address = "serial:" + sim_options.link;
        serial.patience.answer = serial.patience.saving = serial.patience.silence =
            1h;  // a busy machine is no lost link
        focuser = std::make_shared<SerialFocuser>(loop.context.get_executor(), serial);
        log = std::make_unique<SessionLog>(loop.context.get_executor(), focuser, options());
        focuser->start();
        ASSERT_TRUE(loop.get(focuser->wait_connected(60s)));
        ASSERT_TRUE(loop.until([&] { return focuser->state().sensor.has_value() && !rows().empty(); }));
    }
    void move_to(std::int32_t position) {
        ASSERT_TRUE(loop.get(focuser->move_to(Position(position))));
        ASSERT_TRUE(loop.until([&] { return !focuser->state().commanded; }));
    }
    void set_coefficient(std::int32_t per_degree) {
        DeviceSettings settings = *focuser->state().settings;
        settings.set(Slot::coefficient, per_degree * 100);
        settings.set(Slot::threshold, 5);
        settings.set(Slot::cycle, 1);
        ASSERT_TRUE(loop.get(focuser->apply(settings)));
    }
    void fault(const std::string& line) { ASSERT_EQ(sim->command(line), "ok") << line; }
};

TEST_F(SessionLogOnDevice, HostAndButtonMovesAreToldOnce) {
    begin();
    move_to(600);
    ASSERT_TRUE(loop.until([&] { return moves().size() == 1; }));
    move_to(590);  // over before the next poll
    ASSERT_TRUE(loop.until([&] { return moves().size() == 2; }));
    for (const LogRow& row : moves()) EXPECT_EQ(row.moved_by, wire::Mover::host);
    EXPECT_EQ(moves()[0].moved_from, 0);
    EXPECT_EQ(moves()[0].position, 600);
    EXPECT_EQ(moves()[1].moved_from, 600);
    EXPECT_EQ(moves()[1].position, 590);
    ASSERT_TRUE(loop.get(focuser->sync(Position(100))));
    ASSERT_TRUE(loop.until([&] { return focuser->state().position == Position(100); }));
    fault("button out down");
    ASSERT_TRUE(loop.until([&] { return focuser->state().position.steps > 100; }));
    fault("button out up");
    ASSERT_TRUE(loop.until([&] { return moves().size() >= 3; }));
    EXPECT_EQ(moves()[2].moved_by, wire::Mover::button);
    EXPECT_EQ(moves()[2].moved_from, 100) << "the sync is no move";
    EXPECT_EQ(problems, "");
}

TEST_F(SessionLogOnDevice, CompensationIsToldWithBothSignsCauseAndTemperatures) {
    begin();
    move_to(1000);
    fault("temperature 10");
    for (const std::int32_t coefficient : {35, -35}) {
        const bool automatic = coefficient > 0;
        set_coefficient(coefficient);
        ASSERT_TRUE(loop.get(focuser->set_compensation(automatic)));
        const std::size_t before = moves().size();
        const double start = focuser->state().sensor->temperature;
        fault("temperature " + std::to_string(start - 4));
        if (!automatic) {
            ASSERT_TRUE(loop.until([&] { return focuser->state().compensation_difference.count > 100; }));
            ASSERT_TRUE(loop.get(focuser->command("S:5")));
        }
        // A move of the mode before may have been under way, and is told too.
        const MoveCause cause = automatic ? MoveCause::automatic : MoveCause::asked;
        LogRow row;
        const auto told = [&] {
            const auto all = moves();
            const auto found = std::find_if(all.begin() + static_cast<std::ptrdiff_t>(before), all.end(),
                                            [&](const LogRow& r) { return r.cause == cause; });
            if (found != all.end()) row = *found;
            return found != all.end();
        };
        ASSERT_TRUE(loop.until(told));
        EXPECT_EQ(row.moved_by, wire::Mover::compensation);
        ASSERT_TRUE(row.moved_from && row.temperature_before && row.sensor);
        if (automatic) {
            EXPECT_LT(row.position, *row.moved_from) << "colder: inward with a positive coefficient";
        } else {
            EXPECT_GT(row.position, *row.moved_from);
        }
    }
}

TEST_F(SessionLogOnDevice, ThereAreNoRowsWhileTheCableIsPulled) {
    begin();
    fault("cable pull");
    ASSERT_TRUE(loop.until([&] { return focuser->state().link != Link::connected; }));
    const std::size_t count = rows().size();
    int attempts = 0;
    const Subscription watch = focuser->on_change([&](const FocuserState&) { ++attempts; });
    ASSERT_TRUE(loop.until([&] { return attempts >= 3; })) << "longer than an interval, by the back-off";
    EXPECT_LE(rows().size(), count + 1) << "what was sampled before";
    fault("cable plug");
    ASSERT_TRUE(loop.until([&] { return rows().size() >= count + 3; }));
}

TEST_F(SessionLogOnDevice, StockHardwareIsLoggedToo) {
    begin(true);
    move_to(300);
    ASSERT_TRUE(loop.until([&] { return moves().size() == 1; }));
    EXPECT_EQ(moves()[0].moved_by, wire::Mover::host);
}

}  // namespace
}  // namespace focus::test
