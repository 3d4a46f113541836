// From a night to `log show`: a session log written beside a simulated focuser that compensates.
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "alpaca/open_focuser.h"
#include "core/log/session_log.h"
#include "tests/cli/cli_process.h"

namespace focus {
namespace {

using testing::ContainsRegex;
using testing::HasSubstr;

class LogSession : public testing::Test, public CliFixture {
protected:
    std::string shown(std::vector<std::string> arguments) {
        arguments.insert(arguments.begin(), {"log", "show"});
        return run_alone(std::move(arguments)).out;
    }
};

asio::awaitable<void> ask_to_compensate(std::shared_ptr<Focuser> focuser, bool& done) {
    const std::string line = "S:1";
    const auto answer = co_await focuser->command(line);
    done = answer.has_value();
}

TEST_F(LogSession, ACompensationIsShownWithItsCauseAndTemperatures) {
    ask("U:400:3:500:0:28800:0:500:5000:30:10:0");
    ask("R:0:1000");
    sim->device().run_until_rest();
    auto made = make_focuser(context.get_executor(), tcp());
    ASSERT_TRUE(made);
    const std::shared_ptr<Focuser> focuser = *made;
    SessionLogOptions options;
    options.folder = documents().string();
    options.interval = std::chrono::milliseconds(500);
    auto log = std::make_unique<SessionLog>(context.get_executor(), focuser, options);
    context.restart();
    until([&] { return focuser->state().sensor && !log->path().empty(); });
    EXPECT_EQ(sim->command("temperature 5"), "ok");
    until([&] { return focuser->state().compensation_difference.count <= -450; });
    bool done = false;
    asio::co_spawn(context, ask_to_compensate(focuser, done), asio::detached);
    until([&] { return done && focuser->state().position.steps < 600 && !focuser->state().moving; });
    std::string moves;
    until([&] {
        moves = shown({"--moves"});
        context.restart();
        return moves.find("->") != std::string::npos;
    });
    EXPECT_THAT(moves, ContainsRegex("1000 -> [0-9]+, [0-9]+ steps inward, by temperature compensation, when asked; "
                                     "[0-9.]+ -> [0-9.]+ C\n[0-9]+ rows, 1 move\n"));
    log.reset();
    EXPECT_THAT(shown({"--json", "--moves"}), HasSubstr(R"("cause":"asked")"));
}

}  // namespace
}  // namespace focus
