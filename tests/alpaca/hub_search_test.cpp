// What is found out of whatever answers at a hub's port.
#include "alpaca/client/hub_search.h"

#include "tests/alpaca/line_server.h"
#include "tests/core/loop.h"

namespace focus::test {
namespace {

struct HubSearch : testing::Test {
    Loop loop;

    FoundHub ask(LineServer::Answer answer) {
        const LineServer server(loop.context, std::move(answer));
        auto asking = [](std::string where) -> Task<FoundHub> {
            co_return co_await ask_hub(where, std::chrono::minutes(1));
        };
        const auto found = loop.get(asking(server.host_port()));
        heard = server.heard();
        return found.value();
    }
    std::vector<std::string> heard;
};

std::string value(const std::string& json) {
    return LineServer::page(R"({"ErrorNumber":0,"ErrorMessage":"","Value":)" + json + "}");
}

TEST_F(HubSearch, AHubThatAsksForAPasswordIsKnownAsOne) {
    const FoundHub hub = ask([](const std::string&) { return LineServer::page("no", "401 Unauthorized"); });
    EXPECT_TRUE(hub.wants_password);
    EXPECT_TRUE(hub.ours());
    EXPECT_TRUE(hub.focusers.empty());
}

TEST_F(HubSearch, AnotherMakersServerIsAskedForItsNameAndDevicesOnly) {
    const FoundHub hub = ask([](const std::string& line) {
        if (line.find("/description") != std::string::npos) return value(R"({"Manufacturer":"Other Maker"})");
        return value(R"([{"DeviceType":"Focuser","DeviceName":"OAG","DeviceNumber":3,"UniqueID":"77aa"}])");
    });
    EXPECT_FALSE(hub.ours());
    EXPECT_EQ(hub.maker, "Other Maker");
    ASSERT_EQ(hub.focusers.size(), 1U);
    EXPECT_EQ(hub.focusers[0].address, "alpaca://" + hub.host_port + "/3");
    for (const std::string& line : heard) EXPECT_EQ(line.rfind("GET /management/", 0), 0U) << line;
}

TEST_F(HubSearch, WhatIsNoAlpacaServerIsNotOurs) {
    EXPECT_FALSE(ask([](const std::string&) { return LineServer::page("<html>hello"); }).ours());
    EXPECT_FALSE(ask([](const std::string&) { return LineServer::page("", "404 Not Found"); }).ours());
    EXPECT_TRUE(ask([](const std::string&) { return std::nullopt; }).fault);
}

}  // namespace
}  // namespace focus::test
