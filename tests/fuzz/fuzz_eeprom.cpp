// An EEPROM with anything in it: the device starts, says where it is within its travel and how sure it is, and moves.
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdlib>

#include "device/wire/extended.h"
#include "device/wire/status.h"
#include "tests/support/test_board.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
    using namespace focus;
    testing::Remains remains;
    std::copy_n(data, std::min(size, remains.cells.size()), remains.cells.begin());
    testing::TestFocuser focuser(remains);
    const int32_t maximum = focuser.device.settings()[Slot::maximum];
    if (focuser.device.settings().first_invalid() != 0) std::abort();
    if (focuser.position() < 0 || focuser.position() > maximum) std::abort();
    if (focuser.device.bound().count < 0 || focuser.device.bound().count > maximum) std::abort();
    const std::string status = focuser.ask("q"), extended = focuser.ask("x");
    wire::Status q;
    wire::ExtendedStatus x;
    if (!wire::parse_status({status.data(), static_cast<unsigned>(status.size())}, q)) std::abort();
    if (!wire::parse_extended({extended.data(), static_cast<unsigned>(extended.size())}, x)) std::abort();
    const int32_t target = std::min(focuser.position() + 20, maximum);
    if (focuser.ask("R:0:" + std::to_string(target)) != "R") std::abort();
    if (!focuser.rest(10000) || focuser.position() != target) std::abort();
    if (focuser.ask("H") != "H") std::abort();
    return 0;
}
