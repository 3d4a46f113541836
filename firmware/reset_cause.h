// Why the chip started. Noted before anything else runs, and the watchdog, which may still be running from before with
// a very short time, is stopped there too.
#ifndef FOCUSERLINK_FIRMWARE_RESET_CAUSE_H
#define FOCUSERLINK_FIRMWARE_RESET_CAUSE_H

#include "device/wire/extended.h"

namespace focus {

wire::ResetCause noted_reset_cause();

}  // namespace focus

#endif
