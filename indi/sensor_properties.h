// SensorProperties: temperature, humidity and dew point, as fresh as the device has them. Without a sensor they are
// Idle and no numbers (NaN): a 0 would be taken for a freezing night.
//
// Lives on INDI's thread.
#pragma once

#include "indi/desk.h"

namespace focus::indi {

class SensorProperties {
public:
    explicit SensorProperties(Desk desk);
    void show();

private:
    Desk desk_;
    INDI::PropertyNumber temperature_;
    INDI::PropertyNumber weather_;
    INDI::PropertyLight status_;
    PropertyTable::Row &temperature_row_, &weather_row_, &status_row_;
};

}  // namespace focus::indi
