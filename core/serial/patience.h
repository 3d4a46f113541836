// How long the conversation over a cable waits. What stands here is what devices in the field need.
#pragma once

#include <chrono>

namespace focus {

struct SerialPatience {
    std::chrono::milliseconds answer{200};    ///< devices answer within 100 ms, a line takes up to 20 ms each way
    std::chrono::milliseconds saving{500};    ///< for the answer of a device that writes its EEPROM first
    std::chrono::milliseconds damaged{25};    ///< for what is still on its way behind a damaged line
    std::chrono::milliseconds halt{12};       ///< for the answer in flight, before a halt is sent all the same
    std::chrono::milliseconds silence{1000};  ///< of a device that is asked all the time: then the link is lost
    std::chrono::milliseconds boot{4000};     ///< for a board that restarts when its port is opened
};

}  // namespace focus
