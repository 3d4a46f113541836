// The Focuser's members, over real HTTP.
#include <gtest/gtest.h>

#include "tests/alpaca/served.h"

namespace focus {
namespace {

const std::string kRoot = "/api/v1/focuser/0/";

TEST(AlpacaFocuserMembers, PositionIsReadFromTheSnapshot) {
    Served hub;
    EXPECT_EQ(hub.get(kRoot + "position").error(), 0x407);
    hub.connect();
    const HttpAnswer answer = hub.get(kRoot + "position?clientid=1&CLIENTTRANSACTIONID=77");
    EXPECT_EQ(answer.status, 200U);
    EXPECT_EQ(answer.header("content-type"), "application/json");
    EXPECT_EQ(answer.value().as_int64(), 1000);
    EXPECT_EQ(answer.json().at("ClientTransactionID").as_int64(), 77);
    EXPECT_EQ(answer.error(), 0);
}

}  // namespace
}  // namespace focus
