// DeviceProperties: what only a device with open firmware can say of itself: whether its position is certain, who moved
// it last, its firmware. Of other devices this is unknown, and shown as that.
//
// Lives on INDI's thread.
#pragma once

#include "indi/desk.h"

namespace focus::indi {

class DeviceProperties {
public:
    explicit DeviceProperties(Desk desk);
    void show();

private:
    Desk desk_;
    INDI::PropertyLight certain_;
    INDI::PropertySwitch confirm_;
    INDI::PropertyText last_move_;
    INDI::PropertyText firmware_;
    PropertyTable::Row &certain_row_, &confirm_row_, &last_move_row_, &firmware_row_;
    bool warned_ = false;  ///< of a position that is not certain
};

}  // namespace focus::indi
