#include "alpaca/alpaca_address.h"

#include <gtest/gtest.h>

namespace focus {
namespace {

TEST(AlpacaAddress, ReadsWhatPeopleWrite) {
    const auto plain = AlpacaAddress::parse("alpaca://pier.local:4567/2");
    ASSERT_TRUE(plain);
    EXPECT_EQ(plain->host, "pier.local");
    EXPECT_EQ(plain->port, "4567");
    EXPECT_EQ(plain->number, "2");
    EXPECT_EQ(plain->shown(), "alpaca://pier.local:4567/2");

    EXPECT_EQ(AlpacaAddress::parse("http://127.0.0.1")->shown(), "alpaca://127.0.0.1:11111/0");
    EXPECT_EQ(AlpacaAddress::parse("alpaca://[fe80::1]:1/")->shown(), "alpaca://[fe80::1]:1/0");
    EXPECT_EQ(AlpacaAddress::parse("alpaca://[::1]")->host, "::1");

    const auto secret = AlpacaAddress::parse("alpaca://me:p%40s+s@[::1]:5/1");
    ASSERT_TRUE(secret);
    EXPECT_EQ(secret->user, "me");
    EXPECT_EQ(secret->password, "p@s+s");
    EXPECT_EQ(secret->shown(), "alpaca://[::1]:5/1");
    EXPECT_EQ(shown_address("alpaca://me:p%40s+s@[::1]:5/1"), "alpaca://[::1]:5/1");
    EXPECT_EQ(shown_address("serial:/dev/ttyUSB0"), "serial:/dev/ttyUSB0");
}

TEST(AlpacaAddress, RefusesTheRest) {
    for (const char* text :
         {"", "alpaca:", "alpaca://", "alpaca:///0", "ftp://a:1/0", "alpaca://a:0/0", "alpaca://a:65536/0",
          "alpaca://a:/0", "alpaca://a:1/x", "alpaca://a:1/0/1", "alpaca://a:1/-1", "alpaca://a b:1/0",
          "alpaca://[::1:1/0", "alpaca://[zz]:1/0", "alpaca://me@a:1/0", "alpaca://me:%zz@a:1/0",
          "alpaca://a\r\nHost: b/0", "serial:/dev/ttyUSB0"}) {
        EXPECT_FALSE(AlpacaAddress::parse(text)) << text;
    }
    EXPECT_FALSE(AlpacaAddress::parse("alpaca://" + std::string(5000, 'a') + "/0"));
}

}  // namespace
}  // namespace focus
