#include "indi/focuserlink_driver.h"

// libindi has `main`, and runs every driver object there is.
static focus::indi::FocuserLinkDriver driver;
