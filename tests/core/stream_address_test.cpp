// What people type for a port.
#include <gtest/gtest.h>

#include "core/port/byte_stream.h"

namespace focus {
namespace {

TEST(StreamAddress, IsWhatPeopleMean) {
    EXPECT_EQ(stream_address("/dev/ttyUSB0"), "serial:/dev/ttyUSB0");
    EXPECT_EQ(stream_address("COM5"), "serial:COM5");
    EXPECT_EQ(stream_address("com12"), "serial:COM12");
    EXPECT_EQ(stream_address("serial:CNCA0"), "serial:CNCA0");
    EXPECT_EQ(stream_address("tcp:pi.local:4000"), "tcp:pi.local:4000");
    EXPECT_EQ(stream_address("tcp:[::1]:4000"), "tcp:[::1]:4000");
}

TEST(StreamAddress, NothingElseIsOne) {
    for (const char* typed : {"comet.local:4000", "COM5a", "", "COM", "com", "ttyUSB0", "serial:", "tcp:", "tcp:4000",
                              "tcp::4000", "tcp:pi:"}) {
        EXPECT_EQ(stream_address(typed), "") << typed;
    }
}

}  // namespace
}  // namespace focus
