// HubClient against a server that does as the test says.
#include "alpaca/client/hub_client.h"

#include "tests/alpaca/line_server.h"
#include "tests/core/loop.h"

namespace focus::test {
namespace {

const std::string kGood = LineServer::page(R"({"ErrorNumber":0,"ErrorMessage":"","Value":5})");

struct HubClientTest : testing::Test {
    Loop loop;
    std::function<std::optional<std::string>(const std::string&)> answer = [](const std::string&) { return kGood; };
    LineServer hub{loop.context, [this](const std::string& line) { return answer(line); }};
    HubClient client{loop.context.get_executor(), *AlpacaAddress::parse("alpaca://" + hub.host_port() + "/0")};
};

TEST_F(HubClientTest, SendsAgainWhatAClosedConnectionDidNotCarry) {
    ASSERT_TRUE(loop.get(client.get("position")));
    bool closes = true;
    answer = [&](const std::string&) -> std::optional<std::string> {
        if (std::exchange(closes, false)) return std::nullopt;
        return kGood;
    };
    EXPECT_TRUE(loop.get(client.put("move", "Position=5", [] { return true; })));
    EXPECT_EQ(hub.heard().size(), 3U);
}

// A halt may have come while the kept connection was found closed: the move must not be sent after it.
TEST_F(HubClientTest, DoesNotSendAgainWhatIsNoLongerWanted) {
    ASSERT_TRUE(loop.get(client.get("position")));
    bool wanted = true;
    answer = [&](const std::string&) -> std::optional<std::string> {
        wanted = false;
        return std::nullopt;
    };
    EXPECT_EQ(loop.get(client.put("move", "Position=5", [&] { return wanted; })).error(), Error::cancelled);
    EXPECT_EQ(hub.heard().size(), 2U);
    answer = [](const std::string&) { return kGood; };
    EXPECT_TRUE(loop.get(client.get("position"))) << "the next request finds a good connection";
    EXPECT_EQ(hub.heard().size(), 3U);
}

TEST_F(HubClientTest, AStrangersWordsAreFitForATerminal) {
    answer = [](const std::string&) {
        return LineServer::page("{\"ErrorNumber\":1280,\"ErrorMessage\":\"no\\u001b[31m\\nway\\u009b\"}");
    };
    EXPECT_FALSE(loop.get(client.get("position")));
    EXPECT_EQ(client.failure(), "no?[31m?way?");
    answer = [](const std::string&) { return LineServer::page("\x1b]0;mine\x07 \xFF", "400 Bad"); };
    EXPECT_FALSE(loop.get(client.get("position")));
    EXPECT_NE(client.failure().find("?]0;mine? ?"), std::string::npos) << client.failure();
}

}  // namespace
}  // namespace focus::test
