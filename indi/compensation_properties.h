// CompensationProperties: the mode (automatic in the device, manual, or between the exposures of a camera), the steps
// that are due, and compensation now.
//
// Lives on INDI's thread.
#pragma once

#include <cstdio>

#include "indi/camera_watch.h"
#include "indi/desk.h"

namespace focus::indi {

class CompensationProperties {
public:
    explicit CompensationProperties(Desk desk);

    void show();
    /// A message of another device.
    void hear(XMLEle* message);
    /// The focuser has been connected.
    void connected();
    /// Into the driver's configuration, which keeps the third mode alone, also while its camera is away.
    void save_mode(FILE* file);

private:
    void set_mode(const Asked& asked);
    void switch_to(std::size_t mode);
    void compensate_now();
    void set_camera(const Asked& asked);
    void begin_watching();
    bool is_heard_again(XMLEle* message) const;
    void go_on();
    void decide();
    void fall_back();
    int32_t threshold() const;
    /// The device compensates by itself.
    bool automatic() const;

    Desk desk_;
    INDI::PropertySwitch mode_;
    INDI::PropertyNumber due_;
    INDI::PropertySwitch now_;
    INDI::PropertyText camera_;
    PropertyTable::Row &mode_row_, &due_row_, &now_row_, &camera_row_;

    bool wanted_ = false;                      ///< the third mode, now or as soon as there is a focuser
    std::optional<BetweenExposures> between_;  ///< the third mode is on
    bool warned_ = false;                      ///< of gaps that are too short
    bool silent_ = false;                      ///< the camera of the third mode is gone; once heard, it goes on
};

}  // namespace focus::indi
