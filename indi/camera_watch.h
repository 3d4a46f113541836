// CameraWatch: what another INDI driver, a camera, says of its exposures, told to a BetweenExposures.
//
// Lives on INDI's thread.
#pragma once

#include <string>

#include "core/compensation/between_exposures.h"
#include "indi/libindi.h"

namespace focus::indi {

/// Asks the server to pass on what `camera` says of its exposures and its connection, and the camera to say it now.
void watch_camera(const std::string& camera);

/// One message of any device; true if it was news of `camera` for `policy`.
bool hear_camera(const std::string& camera, XMLEle* message, BetweenExposures& policy);

}  // namespace focus::indi
